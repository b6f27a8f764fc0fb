import { type MessageTable, struct } from "@thoth-iac/grpc";

const nothing = {} as const satisfies MessageTable;

const checkFailure = { property: [1, "string"], reason: [2, "string"] } as const satisfies MessageTable;

const checkRequest = {
  urn: [1, "string"],
  olds: [2, "message", struct],
  news: [3, "message", struct],
  randomSeed: [5, "bytes"],
  name: [6, "string"],
  type: [7, "string"],
} as const satisfies MessageTable;

const checkResponse = {
  inputs: [1, "message", struct],
  failures: [2, "messages", checkFailure],
} as const satisfies MessageTable;

const diffRequest = {
  id: [1, "string"],
  urn: [2, "string"],
  olds: [3, "message", struct],
  news: [4, "message", struct],
  ignoreChanges: [5, "strings"],
  old_inputs: [6, "message", struct],
  name: [7, "string"],
  type: [8, "string"],
} as const satisfies MessageTable;

/** Whether there is a difference (pulumirpc.DiffResponse.DiffChanges). */
export const DiffChanges = { UNKNOWN: 0, NONE: 1, SOME: 2 } as const;

/** What became of a property (pulumirpc.PropertyDiff.Kind). */
export const DiffKind = {
  ADD: 0,
  ADD_REPLACE: 1,
  DELETE: 2,
  DELETE_REPLACE: 3,
  UPDATE: 4,
  UPDATE_REPLACE: 5,
} as const;

const diffResponse = {
  replaces: [1, "strings"],
  stables: [2, "strings"],
  deleteBeforeReplace: [3, "bool"],
  changes: [4, "enum"],
  diffs: [5, "strings"],
  detailedDiff: [6, "map", { kind: [1, "enum"], inputDiff: [2, "bool"] }],
  hasDetailedDiff: [7, "bool"],
} as const satisfies MessageTable;

/** The message table of pulumirpc.ErrorResourceInitFailed: what there is of an instance whose making failed half-way. */
export const errorResourceInitFailed = {
  id: [1, "string"],
  properties: [2, "message", struct],
  reasons: [3, "strings"],
  inputs: [4, "message", struct],
  refresh_before_update: [5, "bool"],
} as const satisfies MessageTable;

/** Full name of that message's type. */
export const errorResourceInitFailedName = "pulumirpc.ErrorResourceInitFailed";

/** The message table of pulumirpc.ConstructResponse; its requests are read by Pulumi's SDK. */
export const constructResponse = {
  urn: [1, "string"],
  state: [2, "message", struct],
  stateDependencies: [3, "map", { urns: [1, "strings"] }],
} as const satisfies MessageTable;

/**
 * The RPCs of the service pulumirpc.ResourceProvider that this plugin answers, with their message tables: of requests the
 * fields that it reads, of responses all. Not here is Construct, which is left to Pulumi's SDK; nor are Parameterize, Call
 * and List, which are answered with "unimplemented".
 */
export const providerRpcs = {
  Handshake: {
    request: { engine_address: [1, "string"] },
    response: {
      accept_secrets: [1, "bool"],
      accept_resources: [2, "bool"],
      accept_outputs: [3, "bool"],
      supports_autonaming_configuration: [4, "bool"],
      accepts_byte_string: [6, "bool"],
    },
  },
  Attach: { request: { address: [1, "string"] }, response: nothing },
  GetPluginInfo: { request: nothing, response: { version: [1, "string"] } },
  GetSchema: {
    request: { version: [1, "int64"], subpackage_name: [2, "string"], subpackage_version: [3, "string"] },
    response: { schema: [1, "string"] },
  },
  CheckConfig: { request: checkRequest, response: checkResponse },
  DiffConfig: { request: diffRequest, response: diffResponse },
  Configure: {
    request: {
      variables: [1, "map", "string"],
      args: [2, "message", struct],
      acceptSecrets: [3, "bool"],
      acceptResources: [4, "bool"],
      sends_old_inputs: [5, "bool"],
      sends_old_inputs_to_delete: [6, "bool"],
    },
    response: {
      acceptSecrets: [1, "bool"],
      supportsPreview: [2, "bool"],
      acceptResources: [3, "bool"],
      acceptOutputs: [4, "bool"],
      supports_autonaming_configuration: [5, "bool"],
    },
  },
  Invoke: {
    request: { tok: [1, "string"], args: [2, "message", struct], preview: [7, "bool"] },
    response: { return: [1, "message", struct], failures: [2, "messages", checkFailure] },
  },
  Check: { request: checkRequest, response: checkResponse },
  Diff: { request: diffRequest, response: diffResponse },
  Create: {
    request: {
      urn: [1, "string"],
      properties: [2, "message", struct],
      timeout: [3, "double"],
      preview: [4, "bool"],
      name: [5, "string"],
      type: [6, "string"],
    },
    response: { id: [1, "string"], properties: [2, "message", struct], refresh_before_update: [3, "bool"] },
  },
  Read: {
    request: {
      id: [1, "string"],
      urn: [2, "string"],
      properties: [3, "message", struct],
      inputs: [4, "message", struct],
      name: [5, "string"],
      type: [6, "string"],
      timeout: [10, "double"],
    },
    response: {
      id: [1, "string"],
      properties: [2, "message", struct],
      inputs: [3, "message", struct],
      refresh_before_update: [4, "bool"],
    },
  },
  Update: {
    request: {
      id: [1, "string"],
      urn: [2, "string"],
      olds: [3, "message", struct],
      news: [4, "message", struct],
      timeout: [5, "double"],
      ignoreChanges: [6, "strings"],
      preview: [7, "bool"],
      old_inputs: [8, "message", struct],
      name: [9, "string"],
      type: [10, "string"],
    },
    response: { properties: [1, "message", struct], refresh_before_update: [2, "bool"] },
  },
  Delete: {
    request: {
      id: [1, "string"],
      urn: [2, "string"],
      properties: [3, "message", struct],
      timeout: [4, "double"],
      old_inputs: [5, "message", struct],
      name: [6, "string"],
      type: [7, "string"],
    },
    response: nothing,
  },
  Cancel: { request: nothing, response: nothing },
  GetMapping: {
    request: { key: [1, "string"], provider: [2, "string"] },
    response: { provider: [1, "string"], data: [2, "bytes"] },
  },
  GetMappings: { request: { key: [1, "string"] }, response: { providers: [1, "strings"] } },
} as const satisfies { readonly [rpc: string]: { readonly request: MessageTable; readonly response: MessageTable } };
