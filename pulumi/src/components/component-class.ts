import {
  ComponentResource,
  type ComponentResourceOptions,
  type CustomResource,
  type CustomResourceOptions,
  type Input,
  mergeOptions,
} from "@pulumi/pulumi";
import { type ComponentDefinition, childName, type DeclaredInstance, type Parts } from "./component.ts";
import type { ClassOf, ComponentClass } from "./component-types.ts";
import { declaredIn } from "./declared-instances.ts";

/** The class of a component whose resources are of one flavour. */
export function componentClass<P extends Parts, Added>(
  definition: ComponentDefinition<P>,
  classOf: ClassOf<Added>,
): ComponentClass<P, Added> {
  const { name: className, type } = definition;
  const made = class extends ComponentResource {
    constructor(name: string, args?: unknown, opts?: ComponentResourceOptions) {
      const declared = declaredIn(definition, name, args);
      // Inputs of the component itself would be kept in state a second time, with nothing known of what is secret there.
      super(type, name, {}, opts);
      const siblings: Sibling[] = [];
      for (const instance of declared) {
        const { part, key } = instance;
        // The table is walked, so that no type can follow what the class of each row takes.
        const of = classOf(instance.definition.resource) as unknown as AnyResourceClass;
        const { args: given, opts: options } = resolved(instance, { component: this, name, siblings });
        siblings.push({ part, key, resource: new of(childName(name, part, key), given, options) });
      }
      const parts = partsOf(definition, siblings);
      Object.assign(this, parts);
      this.registerOutputs(parts);
    }

    static override isInstance(value: unknown): value is ComponentResource {
      return ComponentResource.isInstance(value) && "__pulumiType" in value && value.__pulumiType === type;
    }
  };
  Object.defineProperty(made, "name", { value: className });
  return made as unknown as ComponentClass<P, Added>; // the parts are assigned by their names in the table
}

/** Any resource's class, as the walk over the table sees it. */
type AnyResourceClass = new (
  name: string,
  args: Readonly<Record<string, unknown>>,
  opts: CustomResourceOptions,
) => CustomResource;

/** A resource of the component that has been made. */
interface Sibling {
  readonly part: string;
  readonly key: string | undefined;
  readonly resource: CustomResource;
}

interface Surroundings {
  readonly component: ComponentResource;
  readonly name: string;
  readonly siblings: readonly Sibling[];
}

/** What an instance takes from those made before it, and the options by which the component holds it. */
function resolved(
  { key, definition, args, opts }: DeclaredInstance,
  { component, name, siblings }: Surroundings,
): { readonly args: Readonly<Record<string, unknown>>; readonly opts: CustomResourceOptions } {
  const of = (other: string) => siblings.filter((sibling) => sibling.part === other).map(({ resource }) => resource);
  const taken = Object.entries(definition.takes ?? {})
    .filter(([input]) => args[input] === undefined)
    .map(([input, other]) => [input, outputOf(of(other)[0], input)]);
  const before = (definition.after ?? []).flatMap(of);
  const former = (definition.formerly ?? []).map((formerly) => ({ name: childName(name, formerly, key) }));
  const ours: CustomResourceOptions = {
    parent: component,
    ...(before.length > 0 && { dependsOn: before }),
    ...(former.length > 0 && { aliases: former }),
  };
  return { args: { ...args, ...Object.fromEntries(taken) }, opts: mergeOptions(ours, opts) };
}

function outputOf(resource: CustomResource | undefined, name: string): Input<unknown> {
  return resource === undefined ? undefined : Reflect.get(resource, name);
}

function partsOf(
  { parts }: ComponentDefinition,
  siblings: readonly Sibling[],
): Record<string, CustomResource | Record<string, CustomResource>> {
  return Object.fromEntries(
    Object.entries(parts).flatMap(([part, { many }]) => {
      const mine = siblings.filter((sibling) => sibling.part === part);
      if (many) return [[part, Object.fromEntries(mine.map(({ key, resource }) => [key, resource]))]];
      return mine.map(({ resource }) => [part, resource]);
    }),
  );
}
