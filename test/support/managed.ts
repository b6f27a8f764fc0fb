import { type Client, createClient, type Lifecycle, lifecycleOf, type Timing, type Written } from "@thoth-iac/client";
import { type Diagnostic, plan, type Resource, setInputs, type Values } from "@thoth-iac/model";
import { type GovApiInMemory, govApiInMemory } from "./govapi.ts";

/** A tenant in memory, the client's lifecycle over it, and every request that the client made. */
export interface Tenant {
  readonly govApi: GovApiInMemory;
  readonly client: Client;
  readonly lifecycle: Lifecycle;
  readonly requests: readonly string[];
}

/** What stands between the client and the tenant, and how time goes. */
export interface TenantOptions {
  readonly govApi?: GovApiInMemory;
  readonly between?: (request: Request, next: (request: Request) => Promise<Response>) => Promise<Response>;
  readonly timing?: Timing;
  readonly signal?: AbortSignal;
  /** How often a call is tried; once, unless it is said. */
  readonly attempts?: number;
  /** The host that the client takes the server to be: clients of different hosts know nothing of one another. */
  readonly host?: string;
}

/** A client of a tenant in memory, by default of a new one that allows loopback targets. */
export async function tenantInMemory({
  between,
  timing,
  signal,
  attempts = 1,
  host = "govapi.test",
  ...given
}: TenantOptions = {}): Promise<Tenant> {
  const govApi = given.govApi ?? (await govApiInMemory({ allowPrivateTargets: true }));
  const requests: string[] = [];
  const next = (request: Request) => govApi.app.fetch(request);
  const client = createClient({
    tenantId: govApi.tenant,
    baseUrl: `https://${host}`,
    credential: { kind: "org_api_key", value: govApi.orgApiKey, source: "the test" },
    retry: { maxAttempts: attempts, baseDelayMs: 1, maxDelayMs: 1 },
    requestTimeoutMs: 10_000,
    attribution: { via: "Terraform", name: "test", version: "0" },
    fetch: (request) => {
      requests.push(`${request.method} ${new URL(request.url).pathname.replace(`/${govApi.tenant}`, "")}`);
      return between ? between(request, next) : next(request);
    },
    ...(timing && { timing }),
  });
  const lifecycle = lifecycleOf(client, { ...(timing && { timing }), ...(signal && { signal }) });
  return { govApi, client, lifecycle, requests };
}

/** An instance as a face keeps it: its state, and the inputs that the person had set. */
export interface Instance {
  readonly state: Values;
  readonly set: ReadonlySet<string>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Plans and applies a configuration, as a face does: from nothing, or from an instance. Errors are thrown. */
export async function applied(
  { lifecycle }: Pick<Tenant, "lifecycle">,
  resource: Resource,
  { configuration, before }: { readonly configuration: Values; readonly before?: Instance | undefined },
): Promise<Instance> {
  const change = plan(resource, { configuration, prior: before?.state, setBefore: before?.set ?? new Set() });
  const set = new Set(setInputs(resource, configuration));
  if (before !== undefined && change.action === "none") return { ...before, set };
  if (before !== undefined && change.action === "replace") throw new Error("The change needs a new instance.");
  const written: Written = before
    ? await lifecycle.update(resource, { plan: change, configuration, prior: before.state })
    : await lifecycle.create(resource, { plan: change, configuration });
  if (written.state === undefined) throw new Error(`Nothing was written: ${JSON.stringify(written.diagnostics)}`);
  return { state: written.state, set, diagnostics: written.diagnostics };
}

/** The instance after a refresh; undefined if it is gone. */
export async function refreshed(
  { client, lifecycle }: Pick<Tenant, "client" | "lifecycle">,
  resource: Resource,
  instance: Instance,
): Promise<Instance | undefined> {
  client.forget();
  const read = await lifecycle.read(resource, instance.state);
  if (!read.ok) throw new Error(`Nothing was read: ${JSON.stringify(read.diagnostics)}`);
  return read.value && { ...instance, state: read.value };
}

/** What a plan of this configuration would do to an instance; for `none` also that nothing of the state would differ. */
export function planned(resource: Resource, configuration: Values, instance: Instance) {
  const {
    action,
    planned: values,
    cleared,
  } = plan(resource, {
    configuration,
    prior: instance.state,
    setBefore: instance.set,
  });
  const differing = Object.keys(values).filter((name) => textOf(values[name]) !== textOf(instance.state[name]));
  return { action, differing, cleared };
}

/** The plan that has nothing to do. */
export const nothing = { action: "none", differing: [], cleared: [] };

function textOf(value: unknown): string {
  return typeof value === "symbol" ? "unknown" : JSON.stringify(value ?? null);
}
