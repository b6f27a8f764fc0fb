import { nearest } from "@thoth-iac/model";
import type { CheckFailure } from "../failure.ts";
import { ArgumentsError } from "./arguments-error.ts";
import { type ComponentDefinition, childName, type DeclaredInstance, type PartDefinition } from "./component.ts";
import { type Given, isGiven, kindOf } from "./given.ts";
import { contradictionsIn, faultsOf } from "./part-faults.ts";

/** The argument by which a program changes what the component makes of the others. */
const transformName = "transform";

/**
 * The instances that a component's arguments ask for, each after those that it needs, with the program's changes laid
 * over. An Error that tells all that is wrong, if anything is.
 */
export function declaredIn(definition: ComponentDefinition, name: string, args: unknown): readonly DeclaredInstance[] {
  const component = `${definition.name} ${JSON.stringify(name)}`;
  const given = args ?? {};
  if (!isGiven(given)) {
    const reason = `The arguments must be an object; found ${kindOf(given)}.`;
    throw new ArgumentsError(component, [{ property: "", reason }]);
  }
  const { [transformName]: transform = {}, ...parts } = given;
  const found: Found = { instances: [], failures: [...strangers(definition, parts, "")] };
  if (!isGiven(transform)) found.failures.push(wrongKind(transformName, transform));
  else found.failures.push(...strangers(definition, transform, `${transformName}.`));
  for (const [part, row] of Object.entries(definition.parts)) {
    const change = isGiven(transform) ? transform[part] : undefined;
    for (const { key, value } of entriesOf(part, row, { value: parts[part], found })) {
      const instance = { part, key, definition: row, args: withKey(row, key, value), opts: undefined };
      found.instances.push(changed(instance, { change, name: childName(name, part, key), found }));
    }
  }
  const failures = [
    ...found.failures,
    ...found.instances.flatMap((instance) => faultsOf(instance, found.instances)),
    ...contradictionsIn(found.instances),
  ];
  if (failures.length > 0) throw new ArgumentsError(component, failures);
  return found.instances;
}

interface Found {
  readonly instances: DeclaredInstance[];
  readonly failures: CheckFailure[];
}

function strangers({ parts }: ComponentDefinition, given: Given, before: string): readonly CheckFailure[] {
  const known = Object.keys(parts);
  const unknown = Object.keys(given).filter((part) => given[part] !== undefined && !known.includes(part));
  return unknown.map((part) => {
    const near = nearest(part, known);
    const hint = near === undefined ? `The parts are ${known.join(", ")}.` : `Did you mean ${near}?`;
    return { property: `${before}${part}`, reason: `There is no part of this name. ${hint}` };
  });
}

interface Entry {
  readonly key: string | undefined;
  readonly value: Given;
}

function entriesOf(
  part: string,
  { many }: PartDefinition,
  { value, found }: { readonly value: unknown; readonly found: Found },
): readonly Entry[] {
  if (value === undefined || value === null) return [];
  if (!isGiven(value)) {
    found.failures.push(wrongKind(part, value));
    return [];
  }
  if (!many) return [{ key: undefined, value }];
  return Object.entries(value).flatMap(([key, each]) => {
    if (each === undefined || each === null) return [];
    if (isGiven(each) && key !== "") return [{ key, value: each }];
    const empty = { property: part, reason: "A key must not be empty: the resource is named after it." };
    found.failures.push(key === "" ? empty : wrongKind(`${part}.${key}`, each));
    return [];
  });
}

function withKey({ keyed }: PartDefinition, key: string | undefined, args: Given): Given {
  return keyed === undefined || args[keyed] !== undefined ? { ...args } : { ...args, [keyed]: key };
}

/** The instance with what the program changes of it, which is laid over and leaves the program's own objects alone. */
function changed(
  instance: DeclaredInstance,
  { change, name, found }: { readonly change: unknown; readonly name: string; readonly found: Found },
): DeclaredInstance {
  const { part, key, args } = instance;
  const wanted: unknown = typeof change === "function" ? change({ name, key, args: { ...args } }) : change;
  if (wanted === undefined || wanted === null) return instance;
  const property = `${transformName}.${part}`;
  const { args: over = {}, opts, ...rest } = isGiven(wanted) ? wanted : { wanted };
  const isChange = Object.keys(rest).length === 0 && isGiven(over) && (opts === undefined || isGiven(opts));
  if (isChange) return { ...instance, args: { ...args, ...over }, opts };
  const reason = `A change is an object of args and opts, or a function that gives one; found ${kindOf(wanted)}.`;
  found.failures.push({ property, reason });
  return instance;
}

function wrongKind(property: string, value: unknown): CheckFailure {
  return { property, reason: `Expected an object; found ${kindOf(value)}.` };
}
