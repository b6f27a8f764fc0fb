import type { JsonValue } from "./value.ts";

/** A method and a path below `/{tenant}`, such as `GET /thoth/mdm/sync-jobs/{id}`. Braces name attributes. */
export type Route = `${"GET" | "POST" | "PUT" | "PATCH" | "DELETE"} /${string}`;

/** Read one instance by listing all of them: the list is fetched once for every reader. */
export interface Find {
  readonly move: "find";
  readonly list: Route;
}

/** Read and write one slice of a larger document that other writers share. */
export interface Merge {
  readonly move: "merge";
  readonly read: Route;
  readonly write: Route;
}

/** Write a fixed body over what is there: disable instead of delete. */
export interface Write {
  readonly move: "write";
  readonly route: Route;
  /** In GovAPI's names. */
  readonly body: { readonly [key: string]: JsonValue };
}

/** Start a job and wait until it has ended. */
export interface Poll {
  readonly move: "poll";
  readonly start: Route;
  readonly read: Route;
  /** The attribute that tells the job's state, and the values it ends with. */
  readonly until: { readonly attribute: string; readonly values: readonly string[] };
  /** Names of the local inputs that say whether to wait, how often to look (seconds) and how long (seconds). */
  readonly wait: string;
  readonly interval: string;
  readonly timeout: string;
}

/** Leave it on the server. */
export interface Forget {
  readonly move: "forget";
}

/** How a resource is made, read, changed and removed. Without `update` every change needs a new instance; without `read` state is kept. */
export interface Routes {
  readonly create: Route | Merge | Poll;
  readonly read?: Route | Find | Merge;
  readonly update?: Route | Merge;
  readonly delete: Route | Merge | Write | Forget;
}

/** The move that reads one instance by listing all. */
export function find(list: Route): Find {
  return { move: "find", list };
}

/** The move that reads and writes a slice of the document at a path. */
export function merge(path: `/${string}`): Merge {
  return { move: "merge", read: `GET ${path}`, write: `PUT ${path}` };
}

/** The move that writes a fixed body, in GovAPI's names. */
export function write(route: Route, body: { readonly [key: string]: JsonValue }): Write {
  return { move: "write", route, body };
}

/** The move that starts a job and waits for it. */
export function poll(job: Omit<Poll, "move">): Poll {
  return { move: "poll", ...job };
}

/** The move that leaves the instance on the server. */
export const forget: Forget = { move: "forget" };

/** A route's method, its path, and the attributes that its path names. */
export function partsOf(route: Route): {
  readonly method: string;
  readonly path: string;
  readonly params: readonly string[];
} {
  const [method = "", path = ""] = route.split(" ");
  return { method, path, params: [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "") };
}

/**
 * The document of which an instance is a slice, by the route that writes it; undefined for what is kept by itself.
 * Resources of one document share it.
 */
export function documentOf({ create }: Routes): Route | undefined {
  return typeof create === "object" && create.move === "merge" ? create.write : undefined;
}

/** Every route that a resource uses, once each. */
export function routesOf(routes: Routes): readonly Route[] {
  return [...new Set(Object.values(routes).flatMap(routesOfVerb))];
}

function routesOfVerb(verb: Route | Find | Merge | Write | Poll | Forget): readonly Route[] {
  if (typeof verb === "string") return [verb];
  switch (verb.move) {
    case "find":
      return [verb.list];
    case "merge":
      return [verb.read, verb.write];
    case "poll":
      return [verb.start, verb.read];
    case "write":
      return [verb.route];
    case "forget":
      return [];
  }
}
