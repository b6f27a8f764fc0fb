import { createSession, resolveConfiguration, type World } from "@thoth-iac/client";
import { type Diagnostic, error, hasIdentity, nearest, parse, type Query, type Resource } from "@thoth-iac/model";
import { applyChange } from "./apply.ts";
import { diagnosticsOf, malformed } from "./diagnostics.ts";
import { identitySchemaOf } from "./identity.ts";
import { planChange, writeOnlyFaults } from "./plan.ts";
import { dataSourceTypes, objectTypeOf, providerSchema, providerType, resourceTypes, schemaOf } from "./schema.ts";
import { importState, moveState, readState, upgradeIdentity, upgradeState } from "./state.ts";
import { objectOf, valuesOf } from "./value.ts";
import { decodeValue, encodeValue } from "./wire/cty.ts";
import type { ProviderHandlers } from "./wire/provider-service.ts";

const capabilities = { plan_destroy: true, get_provider_schema_optional: true, move_resource_state: true };

/** One function per RPC of the protocol, in its order, over one session. */
export function createProvider(world: World): ProviderHandlers {
  const session = createSession(world, resolveConfiguration);
  return {
    GetMetadata: () => ({
      server_capabilities: capabilities,
      resources: [...resourceTypes.keys()].map((type_name) => ({ type_name })),
      data_sources: [...dataSourceTypes.keys()].map((type_name) => ({ type_name })),
    }),
    GetProviderSchema: () => ({
      provider: providerSchema,
      resource_schemas: mapped(resourceTypes, schemaOf),
      data_source_schemas: mapped(dataSourceTypes, schemaOf),
      server_capabilities: capabilities,
    }),
    GetResourceIdentitySchemas: () => ({
      identity_schemas: mapped(
        new Map([...resourceTypes].filter(([, resource]) => hasIdentity(resource))),
        identitySchemaOf,
      ),
    }),
    ValidateProviderConfig: async ({ config }) => {
      const probe = createSession({ ...world, env: {} }, resolveConfiguration);
      const found = await probe.configure(valuesOf(decodeValue(config, providerType)));
      // What is missing here may come from the environment where the configuration is applied.
      return { diagnostics: diagnosticsOf(found.filter(({ code }) => code !== "invalid_configuration")) };
    },
    ConfigureProvider: async ({ config }) => ({
      diagnostics: diagnosticsOf(await session.configure(valuesOf(decodeValue(config, providerType)))),
    }),
    StopProvider: () => {
      session.stop();
      return {};
    },
    ValidateResourceConfig: ({ type_name, config, client_capabilities }) =>
      withOwner(resourceTypes, type_name, (resource) => {
        const values = valuesOf(decodeValue(config, objectTypeOf(resource.attributes)));
        const parsed = parse(resource, values);
        const faults = [
          ...(parsed.ok ? [] : parsed.diagnostics),
          ...writeOnlyFaults(resource, values, client_capabilities?.write_only_attributes_allowed === true),
        ];
        return { diagnostics: diagnosticsOf(faults, resource.attributes) };
      }),
    ValidateDataResourceConfig: ({ type_name, config }) =>
      withOwner(dataSourceTypes, type_name, (query) => {
        const parsed = parse(query, valuesOf(decodeValue(config, objectTypeOf(query.attributes))));
        return { diagnostics: diagnosticsOf(parsed.ok ? [] : parsed.diagnostics, query.attributes) };
      }),
    UpgradeResourceState: (request) =>
      withOwner(resourceTypes, request.type_name, (resource) => upgradeState(resource, request)),
    UpgradeResourceIdentity: (request) =>
      withOwner(resourceTypes, request.type_name, (resource) => upgradeIdentity(resource, request)),
    ReadResource: (request) =>
      withOwner(resourceTypes, request.type_name, (resource) => readState(session, resource, request)),
    PlanResourceChange: (request) =>
      withOwner(resourceTypes, request.type_name, (resource) => planChange(resource, request)),
    ApplyResourceChange: (request) =>
      withOwner(resourceTypes, request.type_name, (resource) => applyChange(session, resource, request)),
    ImportResourceState: (request) =>
      withOwner(resourceTypes, request.type_name, (resource) => importState(session, resource, request)),
    MoveResourceState: (request) =>
      withOwner(resourceTypes, request.target_type_name, (resource) => moveState(resource, request)),
    ReadDataSource: ({ type_name, config }) =>
      withOwner(dataSourceTypes, type_name, async (query) => {
        const type = objectTypeOf(query.attributes);
        const given = decodeValue(config, type);
        const connected = await session.connected();
        if (!connected.ok) return { diagnostics: diagnosticsOf(connected.diagnostics) };
        const answered = await connected.value.lifecycle.query(query, valuesOf(given));
        if (!answered.ok) return { diagnostics: diagnosticsOf(answered.diagnostics, query.attributes) };
        return { state: encodeValue(objectOf(query.attributes, answered.value, [given]), type) };
      }),
    GetFunctions: () => ({}),
  };
}

function mapped<T, U>(owners: ReadonlyMap<string, T>, make: (owner: T) => U): Readonly<Record<string, U>> {
  return Object.fromEntries([...owners].map(([name, owner]) => [name, make(owner)]));
}

type Faults = { readonly diagnostics: ReturnType<typeof diagnosticsOf> };

/** Answers for a type that this provider has; a value that is not what its type says becomes a diagnostic. */
async function withOwner<T extends Resource | Query, A>(
  owners: ReadonlyMap<string, T>,
  name: string,
  answer: (owner: T) => A,
): Promise<Awaited<A> | Faults> {
  const owner = owners.get(name);
  if (owner === undefined) return { diagnostics: diagnosticsOf([unknownType(name, [...owners.keys()])]) };
  try {
    return await answer(owner);
  } catch (thrown) {
    return { diagnostics: diagnosticsOf([malformed(thrown)], owner.attributes) };
  }
}

function unknownType(name: string, names: readonly string[]): Diagnostic {
  const near = nearest(name, names);
  return error("unknown_attribute", {
    summary: "Unknown type",
    detail: `This provider has no ${name}.${near === undefined ? "" : ` Did you mean ${near}?`}`,
  });
}
