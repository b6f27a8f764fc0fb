import {
  type Alias,
  type ComponentResource,
  type ComponentResourceOptions,
  type CustomTimeouts,
  DependencyProviderResource,
  DependencyResource,
  type Inputs,
  type Output,
  type ProviderResource,
  rootStackResource,
  runtime,
} from "@pulumi/pulumi";
import provider, { type ConstructRequest } from "@pulumi/pulumi/proto/provider_pb.js";
import { encodeMessage, GrpcError, type JsonObject, StatusCode, structOf } from "@thoth-iac/grpc";
import { error, nearest } from "@thoth-iac/model";
import { ArgumentsError } from "../components/arguments-error.ts";
import type { ComponentDefinition } from "../components/component.ts";
import { componentClass } from "../components/component-class.ts";
import { Failure } from "../failure.ts";
import { pluginClass } from "../program/plugin-class.ts";
import { components } from "../schema-components.ts";
import { constructResponse } from "./pulumirpc.ts";
import { internals } from "./sdk-internals.ts";
import { type Endings, untilUnheard } from "./unheard-rejections.ts";

/** What of its process a component needs while it is made. */
export interface ConstructWorld extends Endings {
  readonly engineAddress: string;
}

/** Makes a component and its resources at the engine that asks for it: an encoded request, and the encoded answer. */
export async function construct(bytes: Uint8Array, world: ConstructWorld): Promise<Uint8Array> {
  const request = provider.ConstructRequest.deserializeBinary(bytes);
  const definition = definitionOf(request.getType());
  return internals.withLocalStorage(() =>
    untilUnheard(world, () => constructed(definition, request, world.engineAddress)),
  );
}

async function constructed(
  definition: ComponentDefinition,
  request: ConstructRequest,
  engineAddress: string,
): Promise<Uint8Array> {
  runtime.resetOptions(
    request.getProject(),
    request.getStack(),
    request.getParallel(),
    engineAddress,
    request.getMonitorendpoint(),
    request.getDryrun(),
    request.getOrganization(),
  );
  await internals.awaitFeatureSupport();
  runtime.setAllConfig(Object.fromEntries(request.getConfigMap().getEntryList()), request.getConfigsecretkeysList());
  const inputs = await internals.deserializeInputs(request.getInputs(), request.getInputdependenciesMap());
  const component = made(definition, request, inputs);
  const label = `construct(${request.getType()}, ${request.getName()})`;
  const children = partsOf(definition, component);
  const [properties, dependencies] = await runtime.serializeResourceProperties(label, children);
  const stateDependencies: Record<string, { readonly urns: readonly string[] }> = {};
  for (const [name, resources] of dependencies)
    stateDependencies[name] = { urns: await Promise.all([...resources].map(({ urn }) => settled(urn))) };
  const state = structOf(properties as JsonObject); // the SDK makes of them what goes into a struct
  const urn = await settled(component.urn);
  await internals.waitForRPCs();
  return encodeMessage(constructResponse, { urn, state, stateDependencies });
}

function definitionOf(type: string): ComponentDefinition {
  const found = components.find((component) => component.type === type);
  if (found !== undefined) return found;
  const near = nearest(
    type,
    components.map((component) => component.type),
  );
  const hint = near === undefined ? "" : ` Did you mean ${near}?`;
  const detail = `The plugin has no component ${JSON.stringify(type.slice(0, 200))}.${hint}`;
  throw new Failure([error("unknown_attribute", { summary: "Unknown component", detail })]);
}

function made(definition: ComponentDefinition, request: ConstructRequest, inputs: Inputs): ComponentResource {
  const Component = componentClass(definition, pluginClass) as unknown as AnyComponentClass; // its arguments are checked as it is made
  try {
    return new Component(request.getName(), inputs, optionsOf(request));
  } catch (thrown) {
    // Without the details that the protocol has for it: of a property named there the engine shows the value.
    throw thrown instanceof ArgumentsError ? new GrpcError(StatusCode.INVALID_ARGUMENT, thrown.message) : thrown;
  }
}

type AnyComponentClass = new (name: string, args: Inputs, opts: ComponentResourceOptions) => ComponentResource;

/** The children of a component, by the names of its parts. */
function partsOf({ parts }: ComponentDefinition, component: ComponentResource): Inputs {
  const names = Object.keys(parts).filter((part) => Reflect.get(component, part) !== undefined);
  return Object.fromEntries(names.map((part) => [part, Reflect.get(component, part)]));
}

/** The value of an output that is known by the time the engine has answered; its failure, if that is what comes. */
function settled<T>(from: Output<T>): Promise<T> {
  const { promise } = from as unknown as { promise(): Promise<T> }; // the SDK keeps it to itself, and gives it to every output
  return promise();
}

function optionsOf(request: ConstructRequest): ComponentResourceOptions {
  const parent = request.getParent();
  const deletedWith = request.getDeletedwith();
  const timeouts: CustomTimeouts | undefined = request.getCustomtimeouts()?.toObject();
  const hooks = internals.hookBindingFromProto(request.getResourceHooks());
  return {
    aliases: request.getAliasesList().map(aliasOf),
    dependsOn: request.getDependenciesList().map((urn) => new DependencyResource(urn)),
    protect: request.hasProtect() ? request.getProtect() : undefined,
    providers: providersOf(request),
    parent: parent === "" ? undefined : new DependencyResource(parent),
    ignoreChanges: request.getIgnorechangesList(),
    replaceOnChanges: request.getReplaceonchangesList(),
    retainOnDelete: request.hasRetainondelete() ? request.getRetainondelete() : undefined,
    ...(timeouts && { customTimeouts: timeouts }),
    ...(deletedWith !== "" && { deletedWith: new DependencyResource(deletedWith) }),
    ...(hooks && { hooks }),
  } as ComponentResourceOptions; // to the SDK, undefined and absent are the same
}

/** Providers by package; a reference is the URN and the id of one. */
function providersOf(request: ConstructRequest): Record<string, ProviderResource> {
  const entries = request.getProvidersMap().getEntryList();
  return Object.fromEntries(entries.map(([name, reference]) => [name, new DependencyProviderResource(reference)]));
}

type AliasMessage = ReturnType<ConstructRequest["getAliasesList"]>[number];

function aliasOf(message: AliasMessage): string | Alias {
  const spec = message.getSpec();
  if (message.hasUrn() || spec === undefined) return message.getUrn();
  const [name, stack, project, type] = [spec.getName(), spec.getStack(), spec.getProject(), spec.getType()];
  return {
    ...(name !== "" && { name }),
    ...(type !== "" && { type }),
    ...(stack !== "" && { stack }),
    ...(project !== "" && { project }),
    ...(spec.hasParenturn() && { parent: spec.getParenturn() }),
    ...(spec.getNoparent() && { parent: rootStackResource }),
  };
}
