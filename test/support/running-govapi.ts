import { type RunningServer, startServer } from "@thoth-iac/govapi";
import type { JsonValue } from "@thoth-iac/model";
import { type FaultyProxy, startFaultyProxy } from "./faulty-proxy.ts";
import type { GovApiAnswer } from "./govapi.ts";

/** A durable control plane over real HTTP, with one tenant, and a proxy in front that counts and breaks requests. */
export interface RunningGovApi {
  /** The proxy's address: the one to give to the programs under test. It outlives the server behind it. */
  readonly url: string;
  readonly proxy: FaultyProxy;
  readonly tenantId: string;
  readonly orgApiKey: string;
  readonly issueAdminToken: (expiresInSeconds: number) => Promise<string>;
  /** Calls a route of the tenant past the proxy, as somebody else would. */
  readonly call: (route: string, body?: JsonValue, headers?: Readonly<Record<string, string>>) => Promise<GovApiAnswer>;
  /** Ends the server; the proxy goes on and finds nobody. */
  readonly stop: () => Promise<void>;
  /** Starts a server again on what the last one kept. */
  readonly start: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Starts a control plane that keeps its data in a folder. */
export async function startGovApi(dataDir: string, tenant = "acme"): Promise<RunningGovApi> {
  const open = () =>
    startServer({ listen: { host: "127.0.0.1", port: 0 }, dataDir, tenant, allowPrivateTargets: true, showKey: true });
  let server: RunningServer | undefined = await open();
  const orgApiKey = server.orgApiKey ?? "";
  const proxy = await startFaultyProxy(server.url);
  const running = () => {
    if (server === undefined) throw new Error("The control plane was stopped.");
    return server;
  };
  const stop = async () => {
    const last = server;
    server = undefined;
    await last?.close(0);
  };
  return {
    url: proxy.url,
    proxy,
    tenantId: tenant,
    orgApiKey,
    issueAdminToken: (expiresInSeconds) => running().issueAdminToken({ tenant, expiresInSeconds }),
    call: (route, body, headers) =>
      callTenant(
        { url: running().url, tenant, orgApiKey },
        { route, ...(body !== undefined && { body }), ...(headers && { headers }) },
      ),
    stop,
    start: async () => {
      server = await open();
      proxy.pointAt(server.url);
    },
    close: async () => {
      await proxy.close();
      await stop();
    },
  };
}

/** Where a tenant is, and the key to it. */
export interface TenantAccess {
  readonly url: string;
  readonly tenant: string;
  readonly orgApiKey: string;
}

/** A call of one of a tenant's routes. */
export interface TenantCall {
  readonly route: string;
  readonly body?: JsonValue;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Calls a route of a tenant, such as `GET /thoth/settings`, over HTTP. */
export async function callTenant(
  { url, tenant, orgApiKey }: TenantAccess,
  { route, body, headers }: TenantCall,
): Promise<GovApiAnswer> {
  const [method = "", path = ""] = route.split(" ");
  const response = await fetch(`${url}/${tenant}${path}`, {
    method,
    headers: { "x-api-key": orgApiKey, ...(body !== undefined && { "content-type": "application/json" }), ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  // as: what json() gives is JSON, which its own type does not say.
  const answer = (await response.json()) as JsonValue;
  return { status: response.status, headers: response.headers, body: answer };
}
