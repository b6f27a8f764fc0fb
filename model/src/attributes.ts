import { z } from "zod";
import type { JsonValue } from "./value.ts";

/** What `.meta()` may say of an attribute. The words are Terraform's and JSON Schema's own. */
export interface AttributeMeta {
  /** One sentence for people, ending in a full stop. */
  readonly description?: string;
  /** A change of the value needs a new instance. */
  readonly requiresReplace?: boolean;
  /** Shown to nobody; the server does not give it back. */
  readonly sensitive?: boolean;
  /** Never kept in state; it is read from the configuration when something is written. */
  readonly writeOnly?: boolean;
  readonly deprecated?: boolean;
  /** A list in which another order is no difference. */
  readonly unordered?: boolean;
  /** A set: no order and no duplicates. */
  readonly uniqueItems?: boolean;
  /** Where GovAPI keeps it, keys joined by dots; `""` is the whole body. False: GovAPI does not have it. */
  readonly wire?: string | false;
  /** Only steers this tool: GovAPI never sees it, and a change of it writes nothing. */
  readonly local?: boolean;
  /** The value does not change by itself when other attributes are written. Inputs are so unless it says false. */
  readonly stable?: boolean;
  /** Names the attribute that says the same in another form. Whichever is set gives the other. */
  readonly twin?: string;
  /** The members of this JSON object go into the body beside the attributes, deeply, last. */
  readonly overlay?: boolean;
  /** Text in which `-` and `_` mean the same; GovAPI keeps `_`. */
  readonly hyphenIsUnderscore?: boolean;
  /** Attributes that must be set when this one is. */
  readonly requiredWith?: readonly string[];
  /** An output made of others: `{tenant_id}/{tested_at}`. `{tenant}` and `{now}` are known to the tool. */
  readonly value?: string;
  /** An output's value when GovAPI gives none, in the form of `value`. */
  readonly otherwise?: string;
  /** An output that counts the rows of the list at this place in the answer. */
  readonly count?: string;
  /** What is accepted, in words, where a pattern says too little: `an https URL`. */
  readonly expects?: string;
  /** Marks free JSON (`json`) and JSON in text form (`json_text`). Set by the functions below, not by hand. */
  readonly form?: "json" | "json_text";
  /** For JSON: the only kind of value accepted at its root. */
  readonly root?: "object" | "array";
}

declare module "zod" {
  interface GlobalMeta extends AttributeMeta {}
}

/** The words above, so that a misspelt one is refused when the definition is read. */
const metaKeys: ReadonlySet<string> = new Set<keyof AttributeMeta>([
  "description", "requiresReplace", "sensitive", "writeOnly", "deprecated", "unordered", "uniqueItems", "wire", "local",
  "stable", "twin", "overlay", "hyphenIsUnderscore", "requiredWith", "value", "otherwise", "count", "expects", "form", "root",
]); // biome-ignore format: one list

/** The type of an attribute, with what limits its values. Plain data. */
export type AttributeType =
  | {
      readonly kind: "string";
      readonly enum?: readonly string[];
      readonly minLength?: number;
      readonly maxLength?: number;
      readonly pattern?: string;
      readonly format?: string;
    }
  | { readonly kind: "number" | "integer"; readonly minimum?: number; readonly maximum?: number }
  | { readonly kind: "bool" }
  | { readonly kind: "json" | "json_text"; readonly root?: "object" | "array" }
  | {
      readonly kind: "list" | "set" | "map";
      readonly element: AttributeType;
      readonly minItems?: number;
      readonly maxItems?: number;
    }
  | { readonly kind: "object"; readonly attributes: readonly Attribute[] };

/** One attribute of a resource: plain data, from which every face is derived. */
export interface Attribute extends Omit<AttributeMeta, "wire" | "description" | "form" | "root"> {
  readonly name: string;
  readonly description: string;
  readonly type: AttributeType;
  /** A person may set it. */
  readonly input: boolean;
  /** The server, or this tool, may set it. */
  readonly output: boolean;
  readonly required: boolean;
  readonly default?: JsonValue;
  /** Its place in GovAPI's body; undefined if it has none. */
  readonly wire?: readonly string[];
}

/** Free JSON: objects and lists as the language writes them. */
export function json(): z.ZodType<JsonValue, JsonValue> {
  // zod's own unknown accepts what JSON holds; the tree, not zod, says what is JSON
  return z.unknown().meta({ form: "json" }) as unknown as z.ZodType<JsonValue, JsonValue>;
}

/** Text that holds JSON. Two texts with the same meaning are no difference. */
export function jsonText(): z.ZodString {
  return z.string().meta({ form: "json_text" });
}

/** The attributes of a definition: inputs first, then what only the server sets, each in the order written. */
export function attributesOf(inputs: z.ZodObject, outputs: z.ZodObject): readonly Attribute[] {
  const inputNames = Object.keys(inputs.shape);
  const outputOnly = Object.keys(outputs.shape).filter((name) => !Object.hasOwn(inputs.shape, name));
  return [
    ...inputNames.map((name) =>
      attribute(name, shapeOf(inputs, name), { input: true, output: Object.hasOwn(outputs.shape, name) }),
    ),
    ...outputOnly.map((name) => attribute(name, shapeOf(outputs, name), { input: false, output: true })),
  ];
}

function shapeOf(object: z.ZodObject, name: string): z.ZodType {
  return object.shape[name] as z.ZodType; // zod types a shape's members as its core's type, of which ZodType is the only kind here
}

function attribute(
  name: string,
  schema: z.ZodType,
  role: { readonly input: boolean; readonly output: boolean },
): Attribute {
  const { inner, optional, fallback, meta } = unwrap(schema, name);
  const { wire, description, form: _form, root: _root, ...rest } = meta;
  const wired = wire !== false && meta.local !== true && meta.value === undefined && meta.count === undefined;
  return {
    name,
    description: description ?? "",
    type: typeOf(inner, meta, name),
    input: role.input,
    output: role.output || fallback !== undefined || meta.twin !== undefined,
    required: role.input && !optional && fallback === undefined,
    ...(fallback !== undefined && { default: fallback }),
    ...(wired && { wire: wire === undefined ? [name] : wire === "" ? [] : wire.split(".") }),
    ...rest,
  };
}

interface Unwrapped {
  readonly inner: z.ZodType;
  readonly optional: boolean;
  readonly fallback: JsonValue | undefined;
  readonly meta: AttributeMeta;
}

function unwrap(schema: z.ZodType, name: string): Unwrapped {
  const own = (schema.meta() ?? {}) as AttributeMeta; // zod adds undefined to every optional key
  const strange = Object.keys(own).find((key) => !metaKeys.has(key));
  if (strange !== undefined) throw new Error(`Attribute ${name}: .meta() has no key ${strange}`);
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) {
    const below = unwrap(schema.unwrap() as z.ZodType, name); // zod types the inner schema as its core's type
    const fallback = schema instanceof z.ZodDefault ? (schema.def.defaultValue as JsonValue) : below.fallback; // defaults of a model are JSON
    return {
      inner: below.inner,
      optional: below.optional || schema instanceof z.ZodOptional,
      fallback,
      meta: { ...below.meta, ...own },
    };
  }
  return { inner: schema, optional: false, fallback: undefined, meta: own };
}

function typeOf(schema: z.ZodType, meta: AttributeMeta, name: string): AttributeType {
  const root = meta.root === undefined ? {} : { root: meta.root };
  if (meta.form === "json" || meta.form === "json_text") return { kind: meta.form, ...root };
  if (schema instanceof z.ZodBoolean) return { kind: "bool" };
  if (schema instanceof z.ZodObject) {
    return {
      kind: "object",
      attributes: Object.keys(schema.shape).map((key) =>
        attribute(key, shapeOf(schema, key), { input: true, output: false }),
      ),
    };
  }
  if (schema instanceof z.ZodArray) {
    const limits = schema.def.checks?.length
      ? picked(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }), ["minItems", "maxItems"])
      : {};
    const element = elementOf(schema.element as z.ZodType, name); // as in unwrap
    return { kind: meta.uniqueItems ? "set" : "list", element, ...limits };
  }
  if (schema instanceof z.ZodRecord) return { kind: "map", element: elementOf(schema.valueType as z.ZodType, name) }; // as in unwrap
  if (schema instanceof z.ZodEnum) return { kind: "string", enum: schema.options.map(String) };
  if (schema instanceof z.ZodNumber) {
    if (hasOpenLimit(schema)) throw new Error(`Attribute ${name}: say the least or greatest value that is accepted`);
    return { kind: schema.isInt ? "integer" : "number", ...limitsOf(schema) };
  }
  if (schema instanceof z.ZodString && schema.format === null) return { kind: "string", ...lengthsOf(schema) };
  const described = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  if (described.type !== "string")
    throw new Error(`Attribute ${name}: the model does not know the type ${schema.def.type}`);
  return { kind: "string", ...picked(described, ["minLength", "maxLength", "pattern", "format"]) };
}

/** `.gt()`, `.positive()` and the like: limits that are not themselves accepted, which the tree cannot say. */
function hasOpenLimit(schema: z.ZodNumber): boolean {
  return (schema.def.checks ?? []).some(({ _zod: { def } }) => "inclusive" in def && def.inclusive === false);
}

/** zod writes the limits of exact integers into every integer; they are no rule of the attribute. */
function limitsOf({ minValue, maxValue }: z.ZodNumber): { readonly minimum?: number; readonly maximum?: number } {
  const minimum = ruleOf(minValue);
  const maximum = ruleOf(maxValue);
  return { ...(minimum !== undefined && { minimum }), ...(maximum !== undefined && { maximum }) };
}

function ruleOf(limit: number | null): number | undefined {
  return limit === null || Math.abs(limit) >= Number.MAX_SAFE_INTEGER ? undefined : limit;
}

function lengthsOf({ minLength, maxLength }: z.ZodString): {
  readonly minLength?: number;
  readonly maxLength?: number;
} {
  return { ...(minLength !== null && { minLength }), ...(maxLength !== null && { maxLength }) };
}

function elementOf(schema: z.ZodType, name: string): AttributeType {
  const { inner, meta } = unwrap(schema, name);
  return typeOf(inner, meta, name);
}

/** JSON Schema's words for limits; its types are those of AttributeType. */
interface Limits {
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly format?: string;
  readonly minItems?: number;
  readonly maxItems?: number;
}

function picked(described: object, keys: readonly (keyof Limits)[]): Limits {
  return Object.fromEntries(Object.entries(described).filter(([key]) => keys.some((wanted) => wanted === key)));
}
