import { isRecord, type JsonValue, type Resource, valueAt } from "@thoth-iac/model";
import { type Place, placesOf } from "./expected-on-server.ts";
import type { RunningGovApi } from "./running-govapi.ts";
import type { Written } from "./sample-values.ts";

/** How somebody else looks at an instance and changes it, by GovAPI's routes alone. */
export interface Outside {
  /** What GovAPI has of the instance; undefined if it has none. */
  readonly look: () => Promise<JsonValue | undefined>;
  /** Writes values over what is there. */
  readonly change: (written: Written) => Promise<void>;
}

/** A way past Terraform to the instance of a resource with these values of its identity. */
export function outsideOf(govApi: RunningGovApi, resource: Resource, identity: Written): Outside {
  const { create, read } = resource.routes;
  const own = placesOf(resource, identity);
  const look = async () => {
    if (typeof create === "object" && create.move === "merge") return (await govApi.call(create.read)).body;
    if (typeof read === "object" && read.move === "find") {
      const { body } = await govApi.call(read.list);
      const rows = valueAt(body, ["data"]);
      return Array.isArray(rows) ? rows.find((row: JsonValue) => isAt(row, own)) : undefined;
    }
    if (typeof read !== "string") return undefined;
    const path = read.replace(/\{\w+\}/, String(Object.values(identity)[0]));
    return (await govApi.call(path)).body;
  };
  return {
    look,
    change: async (written) => {
      const body = placesOf(resource, { ...written, ...identity }).reduce<JsonValue>(
        (made, { path, value }) => merged(made, nested(path.split("."), value)),
        {},
      );
      const isMerge = typeof create === "object" && create.move === "merge";
      const route = typeof create === "string" ? create : isMerge ? create.write : "";
      const document = isMerge ? merged((await look()) ?? {}, body) : body;
      const answer = await govApi.call(route, document);
      if (answer.status >= 300) throw new Error(`${route} from outside: ${JSON.stringify(answer.body)}`);
    },
  };
}

function isAt(row: JsonValue, places: readonly Place[]): boolean {
  return places.every(({ path, value }) => valueAt(row, path.split(".")) === value);
}

function nested([key, ...rest]: readonly string[], value: JsonValue): JsonValue {
  return key === undefined ? value : { [key]: nested(rest, value) };
}

function merged(under: JsonValue, over: JsonValue): JsonValue {
  if (!isRecord(under) || !isRecord(over)) return over;
  const members = Object.entries(over).map(([key, value]) => {
    // as: members of records inside JSON are JSON.
    const [below, above] = [under[key], value] as [JsonValue | undefined, JsonValue];
    return [key, below === undefined ? above : merged(below, above)];
  });
  return { ...under, ...Object.fromEntries(members) };
}
