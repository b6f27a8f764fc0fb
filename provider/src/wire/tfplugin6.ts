import type { MessageTable } from "@thoth-iac/grpc";
import { attributePath, diagnostic, dynamicValue, rawState } from "./tfplugin6-messages.ts";
import { functionSignature, identitySchema, schema } from "./tfplugin6-schema.ts";

const identityData = { identity_data: [1, "message", dynamicValue] } as const satisfies MessageTable;

const clientCapabilities = {
  deferral_allowed: [1, "bool"],
  write_only_attributes_allowed: [2, "bool"],
} as const satisfies MessageTable;

const serverCapabilities = {
  plan_destroy: [1, "bool"],
  get_provider_schema_optional: [2, "bool"],
  move_resource_state: [3, "bool"],
  generate_resource_config: [4, "bool"],
} as const satisfies MessageTable;

const deferred = { reason: [1, "enum"] } as const satisfies MessageTable;
const timestamp = { seconds: [1, "int64"], nanos: [2, "int64"] } as const satisfies MessageTable;
const typeName = { type_name: [1, "string"] } as const satisfies MessageTable;
const functionError = { text: [1, "string"], function_argument: [2, "int64?"] } as const satisfies MessageTable;

const nothing = {} as const satisfies MessageTable;
const diagnosticsOnly = { diagnostics: [1, "messages", diagnostic] } as const satisfies MessageTable;

const configOfType = {
  type_name: [1, "string"],
  config: [2, "message", dynamicValue],
} as const satisfies MessageTable;

const importedResource = {
  type_name: [1, "string"],
  state: [2, "message", dynamicValue],
  private: [3, "bytes"],
  identity: [4, "message", identityData],
} as const satisfies MessageTable;

/**
 * The RPCs of the service tfplugin6.Provider (protocol 6.11) that this provider may answer, with their message tables.
 * Not here, and so answered with "unimplemented": list resources, actions, GenerateResourceConfig and state stores.
 */
export const providerRpcs = {
  GetMetadata: {
    request: nothing,
    response: {
      server_capabilities: [1, "message", serverCapabilities],
      diagnostics: [2, "messages", diagnostic],
      data_sources: [3, "messages", typeName],
      resources: [4, "messages", typeName],
      functions: [5, "messages", { name: [1, "string"] }],
      ephemeral_resources: [6, "messages", typeName],
    },
  },
  GetProviderSchema: {
    request: nothing,
    response: {
      provider: [1, "message", schema],
      resource_schemas: [2, "map", schema],
      data_source_schemas: [3, "map", schema],
      diagnostics: [4, "messages", diagnostic],
      provider_meta: [5, "message", schema],
      server_capabilities: [6, "message", serverCapabilities],
      functions: [7, "map", functionSignature],
      ephemeral_resource_schemas: [8, "map", schema],
    },
  },
  GetResourceIdentitySchemas: {
    request: nothing,
    response: { identity_schemas: [1, "map", identitySchema], diagnostics: [2, "messages", diagnostic] },
  },
  ValidateProviderConfig: {
    request: { config: [1, "message", dynamicValue] },
    response: { diagnostics: [2, "messages", diagnostic] },
  },
  ConfigureProvider: {
    request: {
      terraform_version: [1, "string"],
      config: [2, "message", dynamicValue],
      client_capabilities: [3, "message", clientCapabilities],
    },
    response: diagnosticsOnly,
  },
  StopProvider: { request: nothing, response: { Error: [1, "string"] } },
  ValidateResourceConfig: {
    request: { ...configOfType, client_capabilities: [3, "message", clientCapabilities] },
    response: diagnosticsOnly,
  },
  ValidateDataResourceConfig: { request: configOfType, response: diagnosticsOnly },
  UpgradeResourceState: {
    request: { type_name: [1, "string"], version: [2, "int64"], raw_state: [3, "message", rawState] },
    response: { upgraded_state: [1, "message", dynamicValue], diagnostics: [2, "messages", diagnostic] },
  },
  UpgradeResourceIdentity: {
    request: { type_name: [1, "string"], version: [2, "int64"], raw_identity: [3, "message", rawState] },
    response: { upgraded_identity: [1, "message", identityData], diagnostics: [2, "messages", diagnostic] },
  },
  ReadResource: {
    request: {
      type_name: [1, "string"],
      current_state: [2, "message", dynamicValue],
      private: [3, "bytes"],
      provider_meta: [4, "message", dynamicValue],
      client_capabilities: [5, "message", clientCapabilities],
      current_identity: [6, "message", identityData],
    },
    response: {
      new_state: [1, "message", dynamicValue],
      diagnostics: [2, "messages", diagnostic],
      private: [3, "bytes"],
      deferred: [4, "message", deferred],
      new_identity: [5, "message", identityData],
    },
  },
  // The response's `legacy_type_system` (5) is left out on purpose, here and below: only Terraform's old SDK may set it.
  PlanResourceChange: {
    request: {
      type_name: [1, "string"],
      prior_state: [2, "message", dynamicValue],
      proposed_new_state: [3, "message", dynamicValue],
      config: [4, "message", dynamicValue],
      prior_private: [5, "bytes"],
      provider_meta: [6, "message", dynamicValue],
      client_capabilities: [7, "message", clientCapabilities],
      prior_identity: [8, "message", identityData],
    },
    response: {
      planned_state: [1, "message", dynamicValue],
      requires_replace: [2, "messages", attributePath],
      planned_private: [3, "bytes"],
      diagnostics: [4, "messages", diagnostic],
      deferred: [6, "message", deferred],
      planned_identity: [7, "message", identityData],
    },
  },
  ApplyResourceChange: {
    request: {
      type_name: [1, "string"],
      prior_state: [2, "message", dynamicValue],
      planned_state: [3, "message", dynamicValue],
      config: [4, "message", dynamicValue],
      planned_private: [5, "bytes"],
      provider_meta: [6, "message", dynamicValue],
      planned_identity: [7, "message", identityData],
    },
    response: {
      new_state: [1, "message", dynamicValue],
      private: [2, "bytes"],
      diagnostics: [3, "messages", diagnostic],
      new_identity: [5, "message", identityData],
    },
  },
  ImportResourceState: {
    request: {
      type_name: [1, "string"],
      id: [2, "string"],
      client_capabilities: [3, "message", clientCapabilities],
      identity: [4, "message", identityData],
    },
    response: {
      imported_resources: [1, "messages", importedResource],
      diagnostics: [2, "messages", diagnostic],
      deferred: [3, "message", deferred],
    },
  },
  MoveResourceState: {
    request: {
      source_provider_address: [1, "string"],
      source_type_name: [2, "string"],
      source_schema_version: [3, "int64"],
      source_state: [4, "message", rawState],
      target_type_name: [5, "string"],
      source_private: [6, "bytes"],
      source_identity: [7, "message", rawState],
      source_identity_schema_version: [8, "int64"],
    },
    response: {
      target_state: [1, "message", dynamicValue],
      diagnostics: [2, "messages", diagnostic],
      target_private: [3, "bytes"],
      target_identity: [4, "message", identityData],
    },
  },
  ReadDataSource: {
    request: {
      ...configOfType,
      provider_meta: [3, "message", dynamicValue],
      client_capabilities: [4, "message", clientCapabilities],
    },
    response: {
      state: [1, "message", dynamicValue],
      diagnostics: [2, "messages", diagnostic],
      deferred: [3, "message", deferred],
    },
  },
  ValidateEphemeralResourceConfig: { request: configOfType, response: diagnosticsOnly },
  OpenEphemeralResource: {
    request: { ...configOfType, client_capabilities: [3, "message", clientCapabilities] },
    response: {
      diagnostics: [1, "messages", diagnostic],
      renew_at: [2, "message", timestamp],
      result: [3, "message", dynamicValue],
      private: [4, "bytes?"],
      deferred: [5, "message", deferred],
    },
  },
  RenewEphemeralResource: {
    request: { type_name: [1, "string"], private: [2, "bytes?"] },
    response: { diagnostics: [1, "messages", diagnostic], renew_at: [2, "message", timestamp], private: [3, "bytes?"] },
  },
  CloseEphemeralResource: {
    request: { type_name: [1, "string"], private: [2, "bytes?"] },
    response: diagnosticsOnly,
  },
  GetFunctions: {
    request: nothing,
    response: { functions: [1, "map", functionSignature], diagnostics: [2, "messages", diagnostic] },
  },
  CallFunction: {
    request: { name: [1, "string"], arguments: [2, "messages", dynamicValue] },
    response: { result: [1, "message", dynamicValue], error: [2, "message", functionError] },
  },
} as const satisfies { readonly [rpc: string]: { readonly request: MessageTable; readonly response: MessageTable } };
