import { type Resource, version } from "@thoth-iac/model";
import { dynamicTypeOf, typeOf } from "../tokens.ts";
import type { Args } from "./argument-types.ts";
import { type ResourceClass, resourceClass } from "./resource-class.ts";

/** The class of a resource that our plugin looks after. */
export function pluginClass<Owner extends Resource>(owner: Owner): ResourceClass<Owner, Args<Owner>> {
  return resourceClass(owner, {
    type: typeOf(owner),
    aliasType: dynamicTypeOf(owner),
    options: () => ({ version }),
  });
}
