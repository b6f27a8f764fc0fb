import { type Attribute, hasUnknown, parse, sameValue, UNKNOWN, type Value } from "@thoth-iac/model";
import { adopt } from "../dynamic/adopt.ts";
import { type CheckFailure, checkFailureOf } from "../failure.ts";
import { inputsOf, viewOf } from "../view.ts";
import type { DeclaredInstance } from "./component.ts";
import { modelValue } from "./given.ts";

/** What is wrong with the arguments of one instance, as far as they are known. */
export function faultsOf(instance: DeclaredInstance, instances: readonly DeclaredInstance[]): readonly CheckFailure[] {
  const { args, definition } = instance;
  const { [adopt]: _, ...written } = args;
  const takes = Object.entries(definition.takes ?? {}).filter(([input]) => written[input] === undefined);
  const given = Object.entries(written).filter(([, value]) => value !== undefined);
  const parsed = parse(viewOf(definition.resource), {
    ...Object.fromEntries(given.map(([input, value]) => [input, modelValue(value)])),
    ...Object.fromEntries(takes.map(([input]) => [input, UNKNOWN])),
  });
  const lacking = takes.filter(([, other]) => !instances.some(({ part }) => part === other));
  return [
    ...lacking.map(([input, other]) => ({ property: input, reason: `Give it, or the part ${other} to take it from.` })),
    ...(parsed.ok ? [] : parsed.diagnostics.map(checkFailureOf)),
  ].map(({ property, reason }) => ({ property: placeOf(instance, property), reason }));
}

/**
 * Attributes that two parts give different values although there is one of each per tenant: whichever were written last
 * would win, and each update would find the other one's value changed.
 */
export function contradictionsIn(instances: readonly DeclaredInstance[]): readonly CheckFailure[] {
  const single = instances.filter(({ definition }) => definition.resource.identity.length === 0);
  return single.flatMap((later, at) =>
    single.slice(0, at).flatMap((earlier) =>
      sharedInputs(earlier, later)
        .filter(({ name }) => differ(earlier.args[name], later.args[name]))
        .map(({ name }) => ({
          property: placeOf(later, name),
          reason: `${placeOf(earlier, name)} gives this setting of the tenant another value. Give it in one part only.`,
        })),
    ),
  );
}

function sharedInputs(one: DeclaredInstance, other: DeclaredInstance): readonly Attribute[] {
  const names = new Set(inputsOf(viewOf(other.definition.resource)).map(({ name }) => name));
  return inputsOf(viewOf(one.definition.resource)).filter(({ name, local }) => !local && names.has(name));
}

/** Whether two values are known, and to be different ones. */
function differ(one: unknown, other: unknown): boolean {
  const left: Value = modelValue(one ?? null);
  const right: Value = modelValue(other ?? null);
  return left !== null && right !== null && !hasUnknown(left) && !hasUnknown(right) && !sameValue(left, right);
}

function placeOf({ part, key }: DeclaredInstance, property: string): string {
  return [part, key, property].filter((step) => step !== undefined && step !== "").join(".");
}
