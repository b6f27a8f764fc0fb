import type { MessageInit } from "@thoth-iac/grpc";
import { isAbsent, type Resource, sameValue, type Value, type Values } from "@thoth-iac/model";
import { type Difference, differenceOf, type Remembered } from "../instance.ts";
import { propertiesOf } from "../view.ts";
import { type DeepDifference, deepDifferences } from "./deep-difference.ts";
import { covers, type PropertyPath, parsePropertyPath, propertyPathText } from "./property-path.ts";
import { DiffChanges, DiffKind, type providerRpcs } from "./pulumirpc.ts";

/** What a diff is made of. */
export interface Compared {
  readonly before: Remembered;
  readonly oldInputs: Values;
  readonly inputs: Values;
  /** Property paths whose differences the program wants left alone. */
  readonly ignoreChanges: readonly string[];
}

type DiffResponse = MessageInit<(typeof providerRpcs)["Diff"]["response"]>;

interface Told extends DeepDifference {
  readonly inputDiff: boolean;
  readonly replaces: boolean;
}

/** The difference between what is remembered of an instance and what the program says, place by place. */
export function diffOf(resource: Resource, compared: Compared): DiffResponse {
  const difference = differenceOf(resource, compared.before, compared.inputs);
  const ignored = compared.ignoreChanges.map(parsePropertyPath).filter((path) => path !== undefined);
  const told = namesOf(difference, compared)
    .flatMap((name) => placesOf(name, difference, compared))
    .filter(({ path }) => !ignored.some((pattern) => covers(pattern, path)));
  const diffs = [...new Set(told.map(({ path }) => String(path[0])))];
  const replaces = [...new Set(told.filter((one) => one.replaces).map(({ path }) => String(path[0])))];
  return {
    changes: told.length === 0 ? DiffChanges.NONE : DiffChanges.SOME,
    diffs,
    replaces,
    stables: replaces.length === 0 ? stablesOf(resource) : [],
    // Also where nothing here asks for a new instance: the program's `replaceOnChanges` may.
    deleteBeforeReplace: difference.deleteBeforeReplace,
    hasDetailedDiff: true,
    detailedDiff: Object.fromEntries(told.map((one) => [propertyPathText(one.path), propertyDiffOf(one)])),
  };
}

/** The properties to speak of. Of two forms of one value only the one that the program writes. */
function namesOf({ changed, replaces }: Difference, { oldInputs, inputs }: Compared): readonly string[] {
  const written = changed.filter((name) => !isAbsent(oldInputs[name]) || !isAbsent(inputs[name]));
  return [...new Set([...(written.length > 0 ? written : changed), ...replaces])];
}

function placesOf(name: string, { plan, replaces }: Difference, compared: Compared): readonly Told[] {
  const { before, oldInputs, inputs } = compared;
  const isInput = !sameValue(oldInputs[name] ?? null, inputs[name] ?? null);
  const from: Value = (isInput ? oldInputs : before.state)[name] ?? null;
  const to: Value = (isInput ? inputs : plan.planned)[name] ?? null;
  const root: PropertyPath = [name];
  const places = deepDifferences(from, to, root);
  const spoken = places.length > 0 ? places : [{ path: root, kind: "UPDATE" as const }];
  return spoken.map((place) => ({ ...place, inputDiff: isInput, replaces: replaces.includes(name) }));
}

function propertyDiffOf({ kind, replaces, inputDiff }: Told): { readonly kind: number; readonly inputDiff: boolean } {
  return { kind: DiffKind[replaces ? (`${kind}_REPLACE` as const) : kind], inputDiff };
}

/** What stays as it is for as long as the instance is not replaced. */
function stablesOf(resource: Resource): readonly string[] {
  return propertiesOf(resource)
    .filter(({ input, stable, requiresReplace }) => (input ? requiresReplace === true : stable === true))
    .map(({ name }) => name);
}
