import type { Lifecycle, Written } from "@thoth-iac/client";
import {
  type Attribute,
  failure,
  isAbsent,
  type Plan,
  parse,
  parseIdentity,
  plan,
  type Resource,
  type Result,
  sameValue,
  success,
  type Values,
} from "@thoth-iac/model";
import { idName, inputsOf } from "./view.ts";

/*
 * What becomes of one instance, for both flavours: the dynamic resources and the plugin differ only in how values come
 * and go. Every resource here is a view.
 */

/** Marks state of an instance that was made and did not become what it was to be, such as a sync that failed. */
export const unfinished = "__unfinished";

/** An instance as Pulumi remembers it. */
export interface Remembered {
  /** Its outputs, the id among them. */
  readonly state: Values;
  /** The inputs that the program had set. */
  readonly set: ReadonlySet<string>;
  /** Whether the step that made it failed half-way. */
  readonly unfinished?: boolean;
}

/** What an update would do. */
export interface Difference {
  readonly plan: Plan;
  /** Inputs that differ, those that are to be cleared among them. */
  readonly changed: readonly string[];
  /** Properties because of which a new instance is needed. */
  readonly replaces: readonly string[];
  /** The new instance would be the old one by its identity, so the old one has to go first. */
  readonly deleteBeforeReplace: boolean;
}

/** The inputs of a program, checked and with the defaults filled in. Calls nothing. */
export function checked(resource: Resource, written: Values): Result<Values> {
  const parsed = parse(resource, written);
  if (!parsed.ok) return parsed;
  const defaults = inputsOf(resource).filter(({ name, default: fallback }) => {
    return fallback !== undefined && isAbsent(parsed.value[name]);
  });
  return success({
    ...parsed.value,
    ...Object.fromEntries(defaults.map(({ name, default: fallback }) => [name, fallback ?? null])),
  });
}

/** The difference between what is remembered and what the program says. Calls nothing. */
export function differenceOf(resource: Resource, before: Remembered, inputs: Values): Difference {
  const { state, set } = before;
  const change = plan(resource, { configuration: inputs, prior: state, setBefore: set });
  const differs = ({ name }: Attribute) =>
    !sameValue(change.planned[name] ?? null, state[name] ?? null) || change.cleared.includes(name);
  const again = before.unfinished === true && resource.succeeds !== undefined ? [resource.succeeds.attribute] : [];
  return {
    plan: change,
    changed: inputsOf(resource)
      .filter(differs)
      .map(({ name }) => name),
    replaces: [...change.requiresReplace, ...again],
    deleteBeforeReplace: resource.identity.every(
      (name) => !isAbsent(inputs[name]) && sameValue(inputs[name], state[name]),
    ),
  };
}

/** What a new instance will be, as far as that is known before. Calls nothing. */
export function previewed(resource: Resource, inputs: Values): Values {
  return plan(resource, { configuration: inputs }).planned;
}

/** Makes an instance. */
export function make(lifecycle: Lifecycle, resource: Resource, inputs: Values): Promise<Written> {
  return lifecycle.create(resource, { plan: plan(resource, { configuration: inputs }), configuration: inputs });
}

/** Brings an instance to what the program says. It keeps its id. */
export async function change(lifecycle: Lifecycle, resource: Resource, step: Step): Promise<Written> {
  const { before, inputs } = step;
  const { plan: planned } = differenceOf(resource, before, inputs);
  const written = await lifecycle.update(resource, { plan: planned, configuration: inputs, prior: before.state });
  const id = before.state[idName] ?? null;
  return { ...written, ...(written.state && { state: { ...written.state, [idName]: id } }) };
}

/** An update: from what is remembered to what the program says. */
export interface Step {
  readonly before: Remembered;
  readonly inputs: Values;
}

/** An instance as GovAPI has it now: its state, and the inputs that a program would have to give for it. */
export interface Looked {
  readonly state: Values;
  readonly inputs: Values;
}

/** The remembered instance as GovAPI has it now; undefined if it is gone. */
export async function look(
  lifecycle: Lifecycle,
  resource: Resource,
  before: Remembered,
): Promise<Result<Looked | undefined>> {
  const read = await lifecycle.read(resource, before.state);
  if (!read.ok) return read;
  const state = read.value;
  if (state === undefined) return success(undefined);
  return success({ state, inputs: named(state, [...before.set]) });
}

/** An instance that exists and nobody remembers, by the text that names it; undefined if there is none. */
export async function take(
  lifecycle: Lifecycle,
  resource: Resource,
  name: { readonly id: string; readonly tenant: string },
): Promise<Result<Looked | undefined>> {
  const identity = parseIdentity(resource, name);
  if (!identity.ok) return failure(...identity.diagnostics);
  const steering = inputsOf(resource).filter(({ local, default: fallback }) => local && fallback !== undefined);
  const known = Object.fromEntries(steering.map(({ name, default: fallback }) => [name, fallback ?? null]));
  const read = await lifecycle.read(resource, { ...known, ...identity.value }, true);
  if (!read.ok) return read;
  const state = read.value;
  if (state === undefined) return success(undefined);
  return success({ state, inputs: named(state, inputsOf(resource).filter(isWritten(state)).map(nameOf)) });
}

/** Of two forms of one value a program writes the typed one; what the server counts up by itself it leaves alone. */
function isWritten(state: Values): (attribute: Attribute) => boolean {
  return ({ output, stable, twin, type }) =>
    !(output && stable === false) && (twin === undefined || type.kind !== "json_text" || isAbsent(state[twin]));
}

function nameOf({ name }: Attribute): string {
  return name;
}

function named(state: Values, names: readonly string[]): Values {
  const present = names.filter((name) => !isAbsent(state[name]));
  return Object.fromEntries(present.map((name) => [name, state[name] ?? null]));
}

/** The id under which Pulumi keeps an instance; the model's own output of that name. */
export function idOf(state: Values): string {
  const id = state[idName];
  return typeof id === "string" ? id : "";
}

/** State without the id, which Pulumi keeps beside the properties. */
export function withoutId({ [idName]: _id, ...properties }: Values): Values {
  return properties;
}
