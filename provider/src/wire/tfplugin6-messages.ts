import type { MessageTable } from "@thoth-iac/grpc";

/** How grave a diagnostic is. */
export const Severity = { INVALID: 0, ERROR: 1, WARNING: 2 } as const;

/** The message table of tfplugin6.DynamicValue: a value in one of two encodings. Terraform sends and expects msgpack. */
export const dynamicValue = { msgpack: [1, "bytes"], json: [2, "bytes"] } as const satisfies MessageTable;

/** The message table of tfplugin6.AttributePath; exactly one of a step's three fields is set. */
export const attributePath = {
  steps: [
    1,
    "messages",
    { attribute_name: [1, "string?"], element_key_string: [2, "string?"], element_key_int: [3, "int64?"] },
  ],
} as const satisfies MessageTable;

/** The message table of tfplugin6.Diagnostic. */
export const diagnostic = {
  severity: [1, "enum"],
  summary: [2, "string"],
  detail: [3, "string"],
  attribute: [4, "message", attributePath],
} as const satisfies MessageTable;

/** The message table of tfplugin6.RawState: state as it was saved, with no regard to the present schema. */
export const rawState = { json: [1, "bytes"], flatmap: [2, "map", "string"] } as const satisfies MessageTable;
