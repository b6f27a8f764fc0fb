import { randomBytes } from "node:crypto";
import {
  type App,
  type AppOptions,
  createApp,
  createVault,
  openMemoryStore,
  provision,
  type Store,
} from "@thoth-iac/govapi";
import type { JsonValue } from "@thoth-iac/model";

/** What GovAPI answered. */
export interface GovApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: JsonValue;
}

/** A control plane in memory, with one tenant, that is called without a socket. */
export interface GovApiInMemory {
  readonly app: App;
  /** Where it keeps everything, secrets included. */
  readonly store: Store;
  readonly tenant: string;
  readonly orgApiKey: string;
  /** Calls a route of the tenant, such as `GET /thoth/settings`, with the tenant's organization key. */
  readonly call: (route: string, body?: JsonValue, headers?: Readonly<Record<string, string>>) => Promise<GovApiAnswer>;
}

/** Makes a control plane in memory. */
export async function govApiInMemory(options: Omit<AppOptions, "store"> = {}): Promise<GovApiInMemory> {
  const store = await openMemoryStore(createVault(randomBytes(32), randomBytes));
  const tenant = "acme";
  const { orgApiKey = "" } = await provision(store, tenant, { clock: Date.now, random: randomBytes });
  const app = createApp({ store, ...options });
  return {
    app,
    store,
    tenant,
    orgApiKey,
    call: async (route, body, headers) => {
      const [method = "", path = ""] = route.split(" ");
      const request = new Request(`http://govapi.test/${tenant}${path}`, {
        method,
        headers: {
          "x-api-key": orgApiKey,
          ...(body !== undefined && { "content-type": "application/json" }),
          ...headers,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const response = await app.fetch(request);
      // as: what json() gives is JSON, which its own type does not say.
      const answer = (await response.json()) as JsonValue;
      return { status: response.status, headers: response.headers, body: answer };
    },
  };
}
