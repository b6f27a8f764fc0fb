import { error, nearest, type Query, queries, type Resource, resources, version } from "@thoth-iac/model";
import { Failure } from "../failure.ts";
import { functionTokenOf, typeOf } from "../tokens.ts";
import { viewOf } from "../view.ts";

/** What names the resource of a request. */
export interface ResourceRequest {
  readonly urn: string;
  /** Empty from older engines, which leave it to be read from the URN. */
  readonly type: string;
}

/** The resource, as Pulumi sees it, that a request is about. */
export function resourceOf({ type, urn }: ResourceRequest): Resource {
  const wanted = type === "" ? typeIn(urn) : type;
  return found(resourcesByType, wanted, "resource");
}

/** The data source behind a function. */
export function queryOf(token: string): Query {
  return found(queriesByToken, token, "function");
}

const resourcesByType = new Map<string, Resource>(
  Object.values(resources).map((resource) => [typeOf(resource), resource]),
);
const queriesByToken = new Map<string, Query>(Object.values(queries).map((query) => [functionTokenOf(query), query]));

/** `urn:pulumi:stack::project::parentType$type::name`: names may hold colons, types may not hold two in a row. */
function typeIn(urn: string): string {
  const qualified = urn.split("::")[2] ?? "";
  return qualified.slice(qualified.lastIndexOf("$") + 1);
}

function found<Owner extends Resource | Query>(
  owners: ReadonlyMap<string, Owner>,
  token: string,
  kind: "resource" | "function",
): Owner {
  const owner = owners.get(token);
  if (owner !== undefined) return viewOf(owner);
  const near = nearest(token, [...owners.keys()]);
  const hint = near === undefined ? "" : ` Did you mean ${near}?`;
  const detail = `The plugin thoth ${version} has no ${kind} ${JSON.stringify(token.slice(0, 200))}.${hint} A newer version may have it.`;
  throw new Failure([error("unknown_attribute", { summary: `Unknown ${kind}`, detail })]);
}
