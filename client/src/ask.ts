import {
  decode,
  encode,
  type JsonValue,
  partsOf,
  type Query,
  type Result,
  rowsAt,
  success,
  type Values,
  withNulls,
} from "@thoth-iac/model";
import type { Client } from "./client.ts";
import { paramsOf } from "./params.ts";
import type { Surroundings } from "./surroundings.ts";

/** The answer of a data source: one call, or as many as the list has pages. */
export async function ask(
  client: Client,
  query: Query,
  { inputs, around }: { readonly inputs: Values; readonly around: Surroundings },
): Promise<Result<Values>> {
  const { params } = partsOf(query.route);
  const asked = query.attributes.filter((attribute) => attribute.input && !params.includes(attribute.name));
  const call = {
    route: query.route,
    params: paramsOf(inputs),
    query: paramsOf(encode(asked, inputs)),
    signal: around.signal,
  };
  const answered = await (query.list ? client.list(call) : client.readOnce(call));
  if (!answered.ok) return answered;
  const answer: JsonValue =
    "body" in answered.value ? (answered.value.body ?? {}) : { data: rowsAt([...answered.value], "") };
  const told = decode(query.attributes, answer, { tenant: around.tenant, now: around.now() });
  // Terraform gives every attribute, the outputs as null: only the inputs are the person's to keep.
  const kept = query.attributes.filter(({ input, name }) => input && name in inputs);
  const given: Values = Object.fromEntries(kept.map(({ name }) => [name, inputs[name] ?? null]));
  return success(withNulls(query.attributes, { ...told, ...given }));
}
