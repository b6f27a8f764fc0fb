import { listen } from "@thoth-iac/govapi";
import type { JsonObject, Resource } from "@thoth-iac/model";
import { type GovApiInMemory, govApiInMemory } from "./govapi.ts";
import { wantedOf } from "./manifests.ts";
import { anew, applyOf, carryOut, changesIn, planOf, troubleIn } from "./manifests-tenant.ts";
import { configOf, memberOf, providerSession, type Remembered, received, terraform } from "./provider-session.ts";
import { fetched, preview, refresh, up } from "./pulumi-peer-engine.ts";
import type { Instance, PeerSteps } from "./pulumi-peer-steps.ts";
import { spelt } from "./pulumi-peer-values.ts";

/** What is desired of a tenant: values by resource, each resource once. */
export type DesiredTenant = readonly (readonly [resource: Resource, values: JsonObject])[];

/** A tenant, for those who call it within the process and for those who do not. */
export interface AgreedTenant {
  readonly govApi: GovApiInMemory;
  readonly url: string;
}

/** Somebody who makes a tenant what is desired, and remembers as much as such a tool does. */
export interface Maker {
  /** Makes what is desired of the tenant; an Error if that fails. */
  readonly apply: (desired: DesiredTenant) => Promise<void>;
  /** What there is to do for it, in words; nothing if all is well. What is remembered is brought up to date first. */
  readonly plan: (desired: DesiredTenant) => Promise<readonly string[]>;
  /** Takes what is there already as its own, in its own way. */
  readonly take: (desired: DesiredTenant) => Promise<void>;
}

/** A control plane in memory that processes can reach, too. */
export async function agreedTenant(): Promise<AgreedTenant & { readonly close: () => Promise<void> }> {
  const govApi = await govApiInMemory({ allowPrivateTargets: true });
  const listening = await listen(govApi.app, { host: "127.0.0.1", port: 0 });
  return { govApi, url: listening.url, close: () => listening.close(0) };
}

/** Terraform, by the protocol of its providers. */
export async function byTerraform({ govApi }: AgreedTenant): Promise<Maker> {
  const states = new Map<Resource, Remembered>();
  const about = async (resource: Resource) => {
    // Each command starts the provider anew.
    const session = await providerSession(govApi);
    return { session, steps: terraform(session, `thoth_${resource.name}`, resource) };
  };
  const planned = async (resource: Resource, values: JsonObject) => {
    const { steps } = await about(resource);
    const before = states.get(resource);
    const seen = before && sound(await steps.refresh(before));
    const config = configOf(resource, values);
    return { steps, config, seen, change: sound(await steps.plan(config, seen)) };
  };
  return {
    plan: async (desired) => {
      const found = await Promise.all(
        desired.map(async ([resource, values]) => {
          const { seen, change } = await planned(resource, values);
          return resource.attributes
            .filter(
              ({ name }) => textOf(memberOf(change.planned, name)) !== textOf(memberOf(seen?.state ?? null, name)),
            )
            .map(({ name }) => `${resource.name}.${name}`);
        }),
      );
      return found.flat();
    },
    apply: async (desired) => {
      for (const [resource, values] of desired) {
        const { steps, config, seen, change } = await planned(resource, values);
        if (change.replaces) throw new Error(`${resource.name} would be replaced`);
        const made = await steps.apply(config, { state: change.planned, private: change.private }, seen);
        states.set(resource, sound(made));
      }
    },
    take: async (desired) => {
      for (const [resource, values] of desired) {
        const { session, steps } = await about(resource);
        const id = resource.identity.map((name) => String(values[name])).join("/");
        const type_name = `thoth_${resource.name}`;
        const answer = await session.call("ImportResourceState", { type_name, id: id === "" ? govApi.tenant : id });
        const [one] = sound(answer).imported_resources;
        const bare = { state: received(resource, one?.state), private: one?.private ?? new Uint8Array() };
        states.set(resource, sound(await steps.refresh(bare)));
      }
    },
  };
}

/** Either flavour of Pulumi, by the protocol of its providers. */
export function byPulumi(steps: PeerSteps, { govApi, url }: AgreedTenant): Maker {
  const instances = new Map<Resource, Instance>();
  const adopted = new Set<Resource>();
  const program = (resource: Resource, values: JsonObject) => ({
    ...spelt(resource, values),
    ...(adopted.has(resource) && { adopt: true }),
  });
  // Each operation starts the provider anew.
  const begin = () => steps.configure({ tenantId: govApi.tenant, govapiUrl: url, orgApiKey: govApi.orgApiKey });
  return {
    plan: async (desired) => {
      await begin();
      const found: string[] = [];
      for (const [resource, values] of desired) {
        const known = instances.get(resource);
        const before = known && (await refresh(steps, resource, known));
        if (before === undefined) return [`create ${resource.name}`];
        const { action, changed } = await preview(steps, resource, { values: program(resource, values), before });
        if (action !== "same") found.push(`${action} ${resource.name}: ${changed.join(", ")}`);
      }
      return found;
    },
    apply: async (desired) => {
      await begin();
      for (const [resource, values] of desired) {
        const before = instances.get(resource);
        const { step, instance } = await up(steps, resource, { values: program(resource, values), before });
        if (step === "replace") throw new Error(`${resource.name} was replaced`);
        instances.set(resource, instance);
      }
    },
    take: async (desired) => {
      await begin();
      for (const [resource, values] of desired) {
        const id = resource.identity.map((name) => String(values[name])).join("/");
        if (steps.flavour === "dynamic") {
          adopted.add(resource);
          instances.set(resource, (await up(steps, resource, { values: program(resource, values) })).instance);
          continue;
        }
        const found = await fetched(steps, resource, id === "" ? govApi.tenant : id);
        if (found === undefined) throw new Error(`There is no ${resource.name}`);
        instances.set(resource, found);
      }
    },
  };
}

/** Manifests, without anything that is remembered here. */
export function byManifests({ govApi }: AgreedTenant): Maker {
  const wanted = (desired: DesiredTenant) =>
    wantedOf(desired.map(([resource, values]) => ({ resource, name: "it", values, references: [], dependsOn: [] })));
  const plan = async (desired: DesiredTenant, given = {}) =>
    planOf((await anew(govApi)).client, wanted(desired), given);
  return {
    plan: async (desired) => changesIn(await plan(desired)),
    apply: async (desired) => {
      const trouble = troubleIn(await applyOf((await anew(govApi)).client, wanted(desired)));
      if (trouble.length > 0) throw new Error(trouble.join("\n"));
    },
    take: async (desired) => {
      // As `thothctl import` does.
      const found = await plan(desired, { trustSecrets: true });
      const adopting = found.steps.filter(({ action }) => action === "adopt");
      const trouble = troubleIn(await carryOut((await anew(govApi)).client, { ...found, steps: adopting }));
      if (trouble.length > 0) throw new Error(trouble.join("\n"));
    },
  };
}

/** A text that two values share if they are equal: Terraform knows no order of the members of an object, nor of its type. */
function textOf(value: unknown): string {
  return JSON.stringify(value, (_, inner) => {
    if (typeof inner === "symbol") return String(inner);
    if (typeof inner !== "object" || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).toSorted(([one], [other]) => (one < other ? -1 : 1)));
  });
}

/** What the protocol answered, if it told of no trouble. */
function sound<T extends { readonly diagnostics: readonly object[] }>(answer: T): T {
  if (answer.diagnostics.length > 0) throw new Error(JSON.stringify(answer.diagnostics));
  return answer;
}
