import type { Attribute, AttributeType } from "./attributes.ts";
import { describe } from "./describe.ts";
import { type AttributePath, type Diagnostic, error, failure, pathText, type Result, success } from "./diagnostic.ts";
import { inexact } from "./inexact.ts";
import { nearest } from "./nearest.ts";
import { checkOverlays } from "./overlay.ts";
import type { Resource, Rules } from "./resource.ts";
import { checkRules } from "./rules.ts";
import { hasUnknown, isAbsent, isList, isRecord, parseJson, UNKNOWN, type Value, type Values } from "./value.ts";
import { named } from "./wire.ts";

/** What a resource or a data source needs to be parsed. */
export type Parsed = Pick<Resource, "name" | "attributes"> & Rules;

/**
 * What a person wrote, checked: all of what is wrong at once, or the inputs with absent ones left out. Unknown parts
 * pass, and are checked when they are known. Defaults are not filled in: that is for the plan.
 */
export function parse(owner: Parsed, written: unknown): Result<Values> {
  const values = written as Value; // whatever it is, each step below looks before it takes
  if (!isRecord(values)) {
    return failure(
      error("invalid_type", {
        summary: `Not a ${owner.name}`,
        detail: `Expected an object of attributes; found ${kindOf(written)}.`,
      }),
    );
  }
  const inputs = owner.attributes.filter((attribute) => attribute.input);
  // Of a resource's many inputs, few are written.
  const looked = inputs.filter(({ name, required }) => required || !isAbsent(values[name]));
  const wrong = [
    ...strangers(values, owner.attributes, []),
    ...looked.flatMap((attribute) => checkAttribute(attribute, values[attribute.name], [attribute.name])),
    ...looked.flatMap((attribute) => checkByTwin(attribute, inputs, values)),
    ...checkRules(owner, values),
    ...checkOverlays(inputs, values),
  ];
  if (wrong.length > 0) return failure(...wrong);
  return success(
    Object.fromEntries(looked.flatMap(({ name }) => (isAbsent(values[name]) ? [] : [[name, values[name] ?? null]]))),
  );
}

function strangers(values: Values, attributes: readonly Attribute[], path: AttributePath): Diagnostic[] {
  return Object.keys(values)
    .filter(
      (name) =>
        !isAbsent(values[name]) &&
        !attributes.some((attribute) => attribute.name === name && (attribute.input || path.length > 0)),
    )
    .map((name) => {
      const inputs = attributes.filter((attribute) => attribute.input).map((attribute) => attribute.name);
      const near = nearest(name, inputs);
      const computed = attributes.some((attribute) => attribute.name === name);
      return computed
        ? error("unknown_attribute", {
            summary: "Attribute is read-only",
            detail: `${name} is decided by the server; remove it.`,
            attribute: [...path, name],
          })
        : error("unknown_attribute", {
            summary: "Unknown attribute",
            detail: `There is no attribute ${name}${near ? `. Did you mean ${near}?` : `. Known here: ${inputs.join(", ")}.`}`,
            attribute: [...path, name],
          });
    });
}

function checkAttribute(attribute: Attribute, value: Value | undefined, path: AttributePath): Diagnostic[] {
  if (isAbsent(value)) {
    return attribute.required
      ? [
          error("missing_attribute", {
            summary: "Missing required attribute",
            detail: `${pathText(path)} is required: ${describe(attribute.type, attribute.expects)}.`,
            attribute: path,
          }),
        ]
      : [];
  }
  return checkValue(attribute.type, value ?? null, { path, attribute });
}

interface Place {
  readonly path: AttributePath;
  readonly attribute: Attribute;
}

function checkValue(type: AttributeType, value: Value, place: Place): Diagnostic[] {
  if (value === UNKNOWN) return [];
  switch (type.kind) {
    case "list":
    case "set":
      if (!isList(value)) return wrongType(type, value, place);
      return [
        ...outOfLimits(type, value, place),
        ...value.flatMap((item, at) => checkElement(type.element, item, { ...place, path: [...place.path, at] })),
      ];
    case "map":
      if (!isRecord(value)) return wrongType(type, value, place);
      return [
        ...checkExact(value, place),
        ...Object.entries(value).flatMap(([key, item]) =>
          checkElement(type.element, item, { ...place, path: [...place.path, key] }),
        ),
      ];
    case "object":
      if (!isRecord(value)) return wrongType(type, value, place);
      return [
        ...strangers(value, type.attributes, place.path),
        ...type.attributes.flatMap((inner) => checkAttribute(inner, value[inner.name], [...place.path, inner.name])),
      ];
    case "json":
      if (hasUnknown(value)) return [];
      return type.root === undefined || rootOf(value) === type.root
        ? checkExact(value, place)
        : wrongType(type, value, place);
    case "json_text":
      return checkJsonText(type, value, place);
    default:
      return typeof value === scalarTypes[type.kind] ? checkScalar(type, value, place) : wrongType(type, value, place);
  }
}

const scalarTypes = { string: "string", number: "number", integer: "number", bool: "boolean" } as const;

function checkElement(type: AttributeType, item: Value, place: Place): Diagnostic[] {
  return item === null ? wrongType(type, item, place) : checkValue(type, item, place);
}

function checkScalar(type: AttributeType, value: Value, place: Place): Diagnostic[] {
  const accepted =
    (type.kind === "string" && typeof value === "string" && accepts(type, value)) ||
    ((type.kind === "number" || type.kind === "integer") && typeof value === "number" && inRange(type, value)) ||
    type.kind === "bool";
  return accepted ? [] : [invalid(type, value, place)];
}

function accepts(type: Extract<AttributeType, { kind: "string" }>, text: string): boolean {
  if (type.enum && !type.enum.includes(text)) return false;
  if (type.minLength !== undefined && text.length < type.minLength) return false;
  if (type.maxLength !== undefined && text.length > type.maxLength) return false;
  if (type.pattern !== undefined && !new RegExp(type.pattern, "u").test(text)) return false;
  return type.format !== "date-time" || !Number.isNaN(Date.parse(text));
}

function inRange(type: Extract<AttributeType, { kind: "number" | "integer" }>, value: number): boolean {
  if (!Number.isFinite(value) || (type.kind === "integer" && !Number.isSafeInteger(value))) return false;
  return value >= (type.minimum ?? Number.NEGATIVE_INFINITY) && value <= (type.maximum ?? Number.POSITIVE_INFINITY);
}

function outOfLimits(
  type: Extract<AttributeType, { kind: "list" | "set" | "map" }>,
  items: readonly Value[],
  place: Place,
): Diagnostic[] {
  const { minItems = 0, maxItems = Number.POSITIVE_INFINITY } = type;
  return items.length < minItems || items.length > maxItems ? [invalid(type, items, place)] : [];
}

function checkJsonText(
  type: Extract<AttributeType, { kind: "json_text" | "json" }>,
  value: Value,
  place: Place,
): Diagnostic[] {
  if (typeof value !== "string") return wrongType(type, value, place);
  const read = parseJson(value);
  if (read === undefined) {
    return [
      error("malformed_json", {
        summary: "Not JSON",
        detail: `${pathText(place.path)} must hold ${describe(type)}, and its text is not JSON. jsonencode(...) of HCL and JSON.stringify(...) of TypeScript write it.`,
        attribute: place.path,
      }),
    ];
  }
  return type.root === undefined || rootOf(read) === type.root ? checkExact(read, place) : wrongType(type, read, place);
}

/** JSON text whose twin has a type is of that type too; members that the type does not know are GovAPI's business. */
function checkByTwin(attribute: Attribute, inputs: readonly Attribute[], values: Values): Diagnostic[] {
  const text = values[attribute.name];
  if (attribute.type.kind !== "json_text" || typeof text !== "string") return [];
  const twin = inputs.find(({ name }) => name === attribute.twin);
  if (twin === undefined) return [];
  const read = parseJson(text);
  if (read === undefined || (attribute.type.root !== undefined && rootOf(read) !== attribute.type.root)) return [];
  return checkValue(twin.type, named(twin.type, read), { path: [attribute.name], attribute })
    .filter(({ code }) => code !== "unknown_attribute")
    .map((fault) => ({ ...fault, attribute: [attribute.name] }));
}

function checkExact(value: Value, { path }: Place): Diagnostic[] {
  const reason = inexact(value);
  return reason === undefined
    ? []
    : [
        error("invalid_value", {
          summary: "Invalid value",
          detail: `${pathText(path)} holds ${reason}.`,
          attribute: path,
        }),
      ];
}

function rootOf(value: Value): string {
  return isList(value) ? "array" : isRecord(value) ? "object" : typeof value;
}

function wrongType(type: AttributeType, value: Value, { path, attribute }: Place): Diagnostic[] {
  const detail = `${pathText(path)} must be ${describe(type, attribute.expects)}; found ${kindOf(value)}.`;
  return [error("invalid_type", { summary: "Wrong type", detail, attribute: path })];
}

function invalid(type: AttributeType, value: Value, { path, attribute }: Place): Diagnostic {
  const near = type.kind === "string" && type.enum && typeof value === "string" ? nearest(value, type.enum) : undefined;
  const found = attribute.sensitive ? "something else (not shown, it is sensitive)" : JSON.stringify(value);
  const hint = near && !attribute.sensitive ? ` Did you mean ${JSON.stringify(near)}?` : "";
  return error("invalid_value", {
    summary: "Invalid value",
    detail: `${pathText(path)} must be ${describe(type, attribute.expects)}; found ${found}.${hint}`,
    attribute: path,
  });
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "an object";
  return typeof value === "boolean" ? "a bool" : `a ${typeof value}`;
}
