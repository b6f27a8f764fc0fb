import type { JsonObject, Result, Route } from "@thoth-iac/model";
import type { Answer } from "./answer.ts";
import type { Caller } from "./authenticate.ts";
import type { Session } from "./store.ts";

/** A request whose caller is known and whose body is JSON. */
export interface Call {
  readonly tenant: string;
  readonly caller: Caller;
  /** What stands in the places that the route names in braces, in their order. */
  readonly params: readonly string[];
  readonly query: URLSearchParams;
  readonly headers: Headers;
  readonly body: JsonObject;
  /** The time of the call, as GovAPI writes times. */
  readonly now: string;
}

type Run = (call: Call, session: Session) => Promise<Result<Answer>>;

/**
 * What GovAPI does for one route, and within which transaction of the store. A write is acknowledged when it is on
 * disk. What speaks to other servers runs within no transaction, as it would hold up all others.
 */
export type Operation =
  | { readonly route: Route; readonly within: "read"; readonly run: Run }
  | { readonly route: Route; readonly within: "write"; readonly run: Run; readonly whenWritten?: () => void }
  | { readonly route: Route; readonly within: "nothing"; readonly run: (call: Call) => Promise<Result<Answer>> };
