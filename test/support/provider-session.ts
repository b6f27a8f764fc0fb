import { decodeMessage, encodeMessage, type Message, type MessageInit } from "@thoth-iac/grpc";
import type { Resource, Values } from "@thoth-iac/model";
import { createProvider } from "@thoth-iac/provider";
import { objectTypeOf, providerType } from "../../provider/src/schema.ts";
import { objectOf } from "../../provider/src/value.ts";
import { decodeValue, encodeValue } from "../../provider/src/wire/cty.ts";
import { isRecord, record, type Value } from "../../provider/src/wire/cty-value.ts";
import { providerMethods } from "../../provider/src/wire/provider-service.ts";
import { providerRpcs } from "../../provider/src/wire/tfplugin6.ts";
import type { GovApiInMemory } from "./govapi.ts";

type Rpcs = typeof providerRpcs;

/** A provider without its process: every call goes through the protocol's bytes, as Terraform's do. */
export interface ProviderSession {
  readonly call: <Rpc extends keyof Rpcs>(
    rpc: Rpc,
    request: MessageInit<Rpcs[Rpc]["request"]>,
  ) => Promise<Message<Rpcs[Rpc]["response"]>>;
}

/** Starts a session for a tenant in memory, configured unless `block` says otherwise. */
export async function providerSession(
  govApi: GovApiInMemory,
  {
    fetch = (request: Request) => govApi.app.fetch(request),
    block,
  }: {
    readonly fetch?: (request: Request) => Promise<Response>;
    readonly block?: Readonly<Record<string, Value>>;
  } = {},
): Promise<ProviderSession> {
  const methods = providerMethods(
    createProvider({
      env: {},
      fetch,
      readFile: async () => "",
      log: () => {},
      attribution: { via: "terraform", name: "test", version: "0" },
    }),
  );
  const signal = new AbortController().signal;
  const call: ProviderSession["call"] = async (rpc, request) => {
    const method = methods[`/tfplugin6.Provider/${rpc}`];
    if (typeof method !== "function") throw new Error(`${rpc} is not answered`);
    const { request: asked, response: answered } = providerRpcs[rpc];
    const bytes = await method(encodeMessage(asked, request), { signal });
    // The tables are those of this RPC, which a generic index cannot say.
    return decodeMessage(answered, bytes) as Message<Rpcs[typeof rpc]["response"]>;
  };
  const given = block ?? { tenant_id: govApi.tenant, govapi_url: "https://govapi.test", org_api_key: govApi.orgApiKey };
  const names = Object.keys((providerType as readonly ["object", object])[1]); // the block's type is an object's
  const config = record(names.map((name) => [name, given[name] ?? null]));
  await call("ConfigureProvider", { config: encodeValue(config, providerType) });
  return { call };
}

/** A configuration as Terraform hands it over. */
export function configOf(resource: Pick<Resource, "attributes">, values: Values): Value {
  return objectOf(resource.attributes, values, []);
}

/** A value of the resource in the protocol's form. */
export function wire(resource: Pick<Resource, "attributes">, value: Value) {
  return encodeValue(value, objectTypeOf(resource.attributes));
}

/** An instance as Terraform remembers it. */
export interface Remembered {
  readonly state: Value;
  readonly private: Uint8Array;
}

/** The member of an object value. */
export function memberOf(value: Value, name: string): Value {
  return isRecord(value) ? (value[name] ?? null) : null;
}

/** What Terraform does in one run for one instance: plan, and apply. Diagnostics of either are given back. */
export function terraform({ call }: ProviderSession, typeName: string, resource: Resource) {
  const type_name = typeName;
  const read = (message: Parameters<typeof decodeValue>[0]) => received(resource, message);
  return {
    plan: async (config: Value, before?: Remembered) => {
      const answer = await call("PlanResourceChange", {
        type_name,
        prior_state: wire(resource, before?.state ?? null),
        proposed_new_state: wire(resource, config),
        config: wire(resource, config),
        prior_private: before?.private ?? new Uint8Array(),
      });
      return {
        planned: read(answer.planned_state),
        private: answer.planned_private,
        replaces: answer.requires_replace.length > 0,
        diagnostics: answer.diagnostics,
      };
    },
    apply: async (config: Value, planned: Remembered, before?: Remembered) => {
      const answer = await call("ApplyResourceChange", {
        type_name,
        prior_state: wire(resource, before?.state ?? null),
        planned_state: wire(resource, planned.state),
        config: wire(resource, config),
        planned_private: planned.private,
      });
      return { state: read(answer.new_state), private: answer.private, diagnostics: answer.diagnostics };
    },
    refresh: async (before: Remembered) => {
      const answer = await call("ReadResource", {
        type_name,
        current_state: wire(resource, before.state),
        private: before.private,
      });
      return { state: read(answer.new_state), private: answer.private, diagnostics: answer.diagnostics };
    },
  };
}

/** A value of the resource that the protocol carried. */
export function received(resource: Resource, message: Parameters<typeof decodeValue>[0]): Value {
  return decodeValue(message, objectTypeOf(resource.attributes));
}
