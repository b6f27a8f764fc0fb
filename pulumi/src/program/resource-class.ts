import {
  CustomResource,
  type CustomResourceOptions,
  type ID,
  type Input,
  type Inputs,
  mergeOptions,
} from "@pulumi/pulumi";
import type { Resource } from "@thoth-iac/model";
import { classNameOf } from "../tokens.ts";
import { viewOf } from "../view.ts";
import type { AfterName, Outputs } from "./argument-types.ts";
import { propertiesIn } from "./arguments.ts";
import { secretOutputs, withSecrets } from "./secret-outputs.ts";

/** A resource of a program: Pulumi's own part of it, and its outputs. */
export type Instance<Owner> = CustomResource & Outputs<Owner>;

/** The class of a resource. */
export interface ResourceClass<Owner, Arguments> {
  new (name: string, ...given: AfterName<Arguments, CustomResourceOptions>): Instance<Owner>;
  /** What exists already, by its id. The program reads it and does not manage it. */
  get(name: string, id: Input<ID>, opts?: CustomResourceOptions): Instance<Owner>;
  /** True for a resource of this class, whichever copy of the package made it. */
  isInstance(value: unknown): value is Instance<Owner>;
}

/** What tells the classes of the two flavours apart. */
export interface Flavour {
  readonly type: string;
  /** The type in the other flavour: a stack may come from there. */
  readonly aliasType: string;
  /** What is registered beside the arguments. */
  readonly properties?: () => Inputs;
  readonly options?: (args: Inputs) => CustomResourceOptions;
}

/** The class of a resource, in one of the flavours. */
export function resourceClass<Owner extends Resource, Arguments>(
  owner: Owner,
  { type, aliasType, properties, options }: Flavour,
): ResourceClass<Owner, Arguments> {
  const view: Resource = viewOf(owner);
  const made = class extends CustomResource {
    constructor(name: string, args?: unknown, opts?: CustomResourceOptions) {
      const given = propertiesIn(view, { name, args, opts });
      const ours: CustomResourceOptions = {
        additionalSecretOutputs: secretOutputs(view, given),
        aliases: [{ type: aliasType }],
        ...options?.(given),
      };
      super(type, name, { ...withSecrets(view, given), ...properties?.() }, mergeOptions(ours, opts));
    }

    static get(name: string, id: Input<ID>, opts?: CustomResourceOptions) {
      return new made(name, {}, { ...opts, id });
    }

    static override isInstance(value: unknown): value is CustomResource {
      return CustomResource.isInstance(value) && "__pulumiType" in value && value.__pulumiType === type;
    }
  };
  Object.defineProperty(made, "name", { value: classNameOf(owner) });
  // The SDK fills in the outputs that it is told of when an instance is registered, which no type can follow.
  return made as unknown as ResourceClass<Owner, Arguments>;
}
