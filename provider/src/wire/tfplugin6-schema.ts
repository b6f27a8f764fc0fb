import type { MessageTable, Reference } from "@thoth-iac/grpc";

/** How a description is to be read. */
export const StringKind = { PLAIN: 0, MARKDOWN: 1 } as const;

/** How a nested object or block repeats; GROUP is for blocks only. */
export const NestingMode = { INVALID: 0, SINGLE: 1, LIST: 2, SET: 3, MAP: 4, GROUP: 5 } as const;

/** The type of an attribute that has attributes itself, as tfplugin6.Schema.Object has it. */
export interface ObjectInit {
  readonly attributes?: readonly AttributeInit[];
  readonly nesting?: number;
}

/** One attribute of a block or nested object, as tfplugin6.Schema.Attribute has it. `type` is a type constraint in JSON. */
export interface AttributeInit {
  readonly name: string;
  readonly type?: Uint8Array;
  readonly nested_type?: ObjectInit;
  readonly description?: string;
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly computed?: boolean;
  readonly sensitive?: boolean;
  readonly description_kind?: number;
  readonly deprecated?: boolean;
  readonly write_only?: boolean;
  readonly deprecation_message?: string;
}

/** A block within a block, as tfplugin6.Schema.NestedBlock has it. */
export interface NestedBlockInit {
  readonly type_name: string;
  readonly block: BlockInit;
  readonly nesting: number;
  readonly min_items?: number;
  readonly max_items?: number;
}

/** The attributes and blocks of a configuration block, as tfplugin6.Schema.Block has it. */
export interface BlockInit {
  readonly version?: number;
  readonly attributes?: readonly AttributeInit[];
  readonly block_types?: readonly NestedBlockInit[];
  readonly description?: string;
  readonly description_kind?: number;
  readonly deprecated?: boolean;
  readonly deprecation_message?: string;
}

// Blocks hold blocks and objects hold attributes that are objects: their types are written out above, not inferred.
const objectTable: Reference<ObjectInit> = () => nestedObject;
const nestedBlockTable: Reference<NestedBlockInit> = () => nestedBlock;
const attributeTable: Reference<AttributeInit> = () => attribute;

const attribute = {
  name: [1, "string"],
  type: [2, "bytes"],
  nested_type: [10, "message", objectTable],
  description: [3, "string"],
  required: [4, "bool"],
  optional: [5, "bool"],
  computed: [6, "bool"],
  sensitive: [7, "bool"],
  description_kind: [8, "enum"],
  deprecated: [9, "bool"],
  write_only: [11, "bool"],
  deprecation_message: [12, "string"],
} as const satisfies MessageTable;

const nestedObject = {
  attributes: [1, "messages", attributeTable],
  nesting: [3, "enum"],
} as const satisfies MessageTable;

const block = {
  version: [1, "int64"],
  attributes: [2, "messages", attributeTable],
  block_types: [3, "messages", nestedBlockTable],
  description: [4, "string"],
  description_kind: [5, "enum"],
  deprecated: [6, "bool"],
  deprecation_message: [7, "string"],
} as const satisfies MessageTable;

const nestedBlock = {
  type_name: [1, "string"],
  block: [2, "message", block],
  nesting: [3, "enum"],
  min_items: [4, "int64"],
  max_items: [5, "int64"],
} as const satisfies MessageTable;

/** The message table of tfplugin6.Schema: the shape of a provider's, resource's or data source's configuration. */
export const schema = { version: [1, "int64"], block: [2, "message", block] } as const satisfies MessageTable;

const parameter = {
  name: [1, "string"],
  type: [2, "bytes"],
  allow_null_value: [3, "bool"],
  allow_unknown_values: [4, "bool"],
  description: [5, "string"],
  description_kind: [6, "enum"],
} as const satisfies MessageTable;

/** The message table of tfplugin6.Function: the signature of a function that the provider contributes. */
export const functionSignature = {
  parameters: [1, "messages", parameter],
  variadic_parameter: [2, "message", parameter],
  return: [3, "message", { type: [1, "bytes"] }],
  summary: [4, "string"],
  description: [5, "string"],
  description_kind: [6, "enum"],
  deprecation_message: [7, "string"],
} as const satisfies MessageTable;

/** The message table of tfplugin6.ResourceIdentitySchema: the attributes that tell instances of a resource apart. */
export const identitySchema = {
  version: [1, "int64"],
  identity_attributes: [
    2,
    "messages",
    {
      name: [1, "string"],
      type: [2, "bytes"],
      required_for_import: [3, "bool"],
      optional_for_import: [4, "bool"],
      description: [5, "string"],
    },
  ],
} as const satisfies MessageTable;
