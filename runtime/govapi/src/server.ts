import { randomBytes } from "node:crypto";
import { error } from "@thoth-iac/model";
import { refusal, responseOf } from "./answer.ts";
import { type App, createApp } from "./app.ts";
import { openDataDirectory } from "./data-directory.ts";
import type { Limits } from "./gate.ts";
import { type Address, listen } from "./listen.ts";
import { provision } from "./provision.ts";
import { openMemoryStore, openSqliteStore } from "./sqlite-store.ts";
import { cannotStart } from "./start-error.ts";
import type { Store } from "./store.ts";
import { createVault } from "./vault.ts";
import type { Log } from "./world.ts";

/** How a server is started. */
export interface ServerOptions {
  readonly listen: Address;
  /** The folder to keep everything in; without it everything is in memory and gone afterwards. */
  readonly dataDir?: string;
  readonly tenant: string;
  /** Lets webhooks and connectors reach loopback (there also by plain http) and private addresses. */
  readonly allowPrivateTargets?: boolean;
  /** Asks for no credential. Refused unless the server listens on loopback. */
  readonly skipAuth?: boolean;
  /** Tells the first organization key also when it was made by an earlier start. */
  readonly showKey?: boolean;
  readonly limits?: Partial<Limits>;
  readonly log?: Log;
}

/** A server that accepts connections. */
export interface RunningServer {
  readonly url: string;
  readonly tenantId: string;
  /** The tenant's first organization key: when this start made it, or `showKey` asked for it. */
  readonly orgApiKey?: string;
  readonly issueAdminToken: App["issueAdminToken"];
  /** Finishes running requests, ends or parks jobs, closes the store. */
  readonly close: (graceMs?: number) => Promise<void>;
}

/** Starts GovAPI on a port. Throws a `StartError`, whose diagnostic says why it cannot. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { tenant, showKey = false, skipAuth = false } = options;
  if (!/^[a-z0-9][a-z0-9_-]{0,62}$/i.test(tenant)) {
    throw cannotStart(
      "Not a tenant name.",
      `${JSON.stringify(tenant)}: use 1 to 63 letters, digits, - and _, beginning with a letter or digit.`,
    );
  }
  if (skipAuth && !isLoopback(options.listen.host)) {
    const detail = `GOVAPI_SKIP_AUTH lets everybody in, so it is honoured on loopback only, not on ${options.listen.host}. Listen on 127.0.0.1, or unset it.`;
    throw cannotStart("Refusing to serve without authentication.", detail);
  }
  const store = await openStore(options.dataDir);
  try {
    const ready = await provision(store, tenant, { clock: Date.now, random: randomBytes });
    const { allowPrivateTargets = false, limits, log } = options;
    const app = createApp({ store, allowPrivateTargets, skipAuth, ...(limits && { limits }), ...(log && { log }) });
    const { url, close } = await listen(skipAuth ? loopbackOnly(app) : app, options.listen).catch(
      async (cause: unknown) => {
        await app.close(0);
        throw cause;
      },
    );
    const shown = ready.made || showKey ? ready.orgApiKey : undefined;
    return {
      url,
      tenantId: tenant,
      ...(shown !== undefined && { orgApiKey: shown }),
      issueAdminToken: app.issueAdminToken,
      close,
    };
  } catch (cause) {
    await store.close();
    throw cause;
  }
}

async function openStore(dataDir: string | undefined): Promise<Store> {
  if (dataDir === undefined) return openMemoryStore(createVault(randomBytes(32), randomBytes));
  const { databasePath, masterKey } = await openDataDirectory(dataDir, randomBytes);
  return openSqliteStore(databasePath, createVault(masterKey, randomBytes));
}

/**
 * The app for requests that name a loopback host. Without credentials the name is all that tells a local program from a
 * page in a local browser, whose own domain was made to resolve to this machine.
 */
function loopbackOnly(app: App): App {
  const refused = error("forbidden", {
    summary: "Not a loopback name",
    detail: "Without authentication only requests to a loopback name are served.",
  });
  return {
    ...app,
    fetch: async (request) => {
      const { hostname } = new URL(request.url);
      const local = isLoopback(hostname.replace(/^\[(.*)\]$/, "$1"));
      return local ? app.fetch(request) : responseOf(refusal(refused, "none"), "none");
    },
  };
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);
}
