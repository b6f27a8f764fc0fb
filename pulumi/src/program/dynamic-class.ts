import type { Resource } from "@thoth-iac/model";
import { adopt } from "../dynamic/adopt.ts";
import { providerKey } from "../dynamic/provider.ts";
import { dynamicTypeOf, typeOf } from "../tokens.ts";
import type { Args } from "./argument-types.ts";
import { providerText } from "./provider-text.ts";
import { type ResourceClass, resourceClass } from "./resource-class.ts";

/** The arguments of a dynamic resource. */
export type DynamicArgs<Owner> = Args<Owner> & {
  /** Take over what exists, found by its identity, in place of making it. It then outlives the stack. */
  readonly [adopt]?: boolean | undefined;
};

/** The class of a resource whose provider is this package itself: nothing but it has to be installed. */
export function dynamicClass<Owner extends Resource>(owner: Owner): ResourceClass<Owner, DynamicArgs<Owner>> {
  const textNow = providerText(owner.name);
  return resourceClass(owner, {
    type: dynamicTypeOf(owner),
    aliasType: typeOf(owner),
    properties: () => ({ [providerKey]: textNow() }),
    options: (args) => (args[adopt] === true ? { retainOnDelete: true } : {}),
  });
}
