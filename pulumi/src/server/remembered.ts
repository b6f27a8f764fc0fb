import { type JsonObject, type Resource, UNKNOWN, type Values } from "@thoth-iac/model";
import { type Remembered, unfinished } from "../instance.ts";
import { received } from "../property-values.ts";
import { idName } from "../view.ts";

/** What the engine remembers of an instance. */
export interface Memory {
  readonly outputs: JsonObject;
  readonly inputs: JsonObject;
}

/** An instance as the engine remembers it; a stack may have it from the dynamic flavour, whose own marks are left out. */
export function rememberedOf(resource: Resource, id: string, { outputs, inputs }: Memory): Remembered {
  return {
    state: { ...knownOf(resource, received(outputs).values), [idName]: id },
    set: new Set(Object.keys(knownOf(resource, received(inputs).values))),
    unfinished: outputs[unfinished] === true,
  };
}

/** Those values that are attributes of the resource. */
export function knownOf({ attributes }: Resource, values: Values): Values {
  const names = attributes.map(({ name }) => name).filter((name) => Object.hasOwn(values, name));
  return Object.fromEntries(names.map((name) => [name, values[name] ?? null]));
}

/**
 * True if the properties are state that was written before, so that a read refreshes it. A program that only looks an
 * instance up may give some properties too, but not the tenant, which every state has and no input is.
 */
export function isState(resource: Resource, properties: JsonObject): boolean {
  const told = resource.attributes.filter(({ value, input }) => value !== undefined && !input).map(({ name }) => name);
  const { values } = received(properties);
  return told.some((name) => Object.hasOwn(values, name) && values[name] !== UNKNOWN);
}
