import { randomBytes } from "node:crypto";
import type { JsonObject, JsonValue } from "@thoth-iac/model";
import { type App, type AppOptions, createApp } from "./app.ts";
import { provision } from "./provision.ts";
import { openMemoryStore } from "./sqlite-store.ts";
import type { Store } from "./store.ts";
import { createVault } from "./vault.ts";

/** What an app answered. */
export interface Told {
  readonly status: number;
  readonly headers: Headers;
  readonly body: JsonObject;
}

/** An app with one tenant, as tests call it. */
export interface AppForTests {
  readonly app: App;
  readonly store: Store;
  readonly orgApiKey: string;
  /** Calls a route of tenant `acme` with its organization key, unless the headers say who calls. */
  readonly call: (route: string, body?: JsonValue, headers?: Readonly<Record<string, string>>) => Promise<Told>;
  /** Calls any URL with nothing added. */
  readonly ask: (url: string, init?: RequestInit) => Promise<Told>;
}

/** An app with tenant `acme`, for tests; in memory unless it is given a store. */
export async function appForTests(options: Omit<AppOptions, "store"> = {}, given?: Store): Promise<AppForTests> {
  const store = given ?? (await openMemoryStore(createVault(randomBytes(32), randomBytes)));
  const { orgApiKey = "" } = await provision(store, "acme", { clock: options.clock ?? Date.now, random: randomBytes });
  const app = createApp({ store, ...options });
  const ask = async (url: string, init?: RequestInit): Promise<Told> => {
    const response = await app.fetch(new Request(url, init));
    const text = await response.text();
    // as: GovAPI answers with objects only; a test that gets something else fails on what it expects.
    const body = (text === "" ? {} : JSON.parse(text)) as JsonObject;
    return { status: response.status, headers: response.headers, body };
  };
  return {
    app,
    store,
    orgApiKey,
    ask,
    call: (route, body, headers) => {
      const [method = "", path = ""] = route.split(" ");
      const json = body === undefined ? {} : { body: JSON.stringify(body) };
      const type: Record<string, string> = body === undefined ? {} : { "content-type": "application/json" };
      const credential =
        headers && ("authorization" in headers || "x-api-key" in headers) ? {} : { "x-api-key": orgApiKey };
      return ask(`http://govapi.test/acme${path}`, {
        method,
        headers: { ...type, ...credential, ...headers },
        ...json,
      });
    },
  };
}
