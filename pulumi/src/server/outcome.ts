import type { Written } from "@thoth-iac/client";
import type { StructMessage } from "@thoth-iac/grpc";
import type { JsonObject, Resource, Result, Values } from "@thoth-iac/model";
import { Failure, PartialFailure, textOf } from "../failure.ts";
import { idOf, unfinished, withoutId } from "../instance.ts";
import { sent } from "../property-values.ts";
import { structFrom } from "./properties.ts";
import { secretNames } from "./secrecy.ts";

/** The value, or a failure thrown. */
export function succeeded<T>(result: Result<T>): T {
  if (!result.ok) throw new Failure(result.diagnostics);
  return result.value;
}

/** What a step had to go by. */
export interface Basis {
  /** The properties that came with the request, secrets among them. */
  readonly came: readonly JsonObject[];
  /** Tells a person something that is no failure. */
  readonly warn: (text: string) => void;
}

/** The id and the properties of what was written; a failure is thrown, together with what there is all the same. */
export function finished(
  resource: Resource,
  { state, diagnostics }: Written,
  { came, warn }: Basis,
): { readonly id: string; readonly properties: StructMessage } {
  const faults = diagnostics.filter(({ severity }) => severity === "error");
  const warnings = diagnostics.filter(({ severity }) => severity === "warning");
  if (warnings.length > 0) warn(textOf(warnings));
  if (state === undefined) throw new Failure(faults);
  const id = idOf(state);
  if (faults.length === 0) return { id, properties: propertiesOf(resource, state, came) };
  const values = withoutId(state);
  const properties = { ...sent(values, secretNames(resource.attributes, came, values)), [unfinished]: true };
  throw new PartialFailure(faults, { id, properties });
}

/** An instance's values as the engine keeps them, secrets marked. */
export function propertiesOf(resource: Resource, state: Values, came: readonly JsonObject[]): StructMessage {
  const values = withoutId(state);
  return structFrom(values, secretNames(resource.attributes, came, values));
}
