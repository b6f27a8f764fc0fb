import type { Attribute, AttributeType } from "./attributes.ts";
import { type AttributePath, type Diagnostic, error, failure, pathText, type Result, success } from "./diagnostic.ts";
import type { Resource, Rules } from "./resource.ts";
import { hasUnknown, isList, isRecord, parseJson, UNKNOWN, type Value, type Values } from "./value.ts";

/** What a resource or a data source needs to be parsed. */
export type Parsed = Pick<Resource, "name" | "attributes"> & Rules;

/**
 * What a person wrote, checked: all of what is wrong at once, or the inputs with absent ones left out. Unknown parts
 * pass, and are checked when they are known. Defaults are not filled in: that is for the plan.
 */
export function parse(owner: Parsed, written: unknown): Result<Values> {
  if (!isRecord(written as Value)) {
    return failure(
      error("invalid_type", `Not a ${owner.name}`, `Expected an object of attributes; found ${kindOf(written)}.`),
    );
  }
  const values = written as Values; // checked above; what the members are is checked below
  const inputs = owner.attributes.filter((attribute) => attribute.input);
  const wrong = [
    ...strangers(values, owner.attributes, []),
    ...inputs.flatMap((attribute) => checkAttribute(attribute, values[attribute.name], [attribute.name])),
    ...checkRules(owner, inputs, values),
  ];
  if (wrong.length > 0) return failure(...wrong);
  return success(
    Object.fromEntries(inputs.flatMap(({ name }) => (isAbsent(values[name]) ? [] : [[name, values[name] ?? null]]))),
  );
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
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
        ? error("unknown_attribute", "Attribute is read-only", `${name} is decided by the server; remove it.`, [
            ...path,
            name,
          ])
        : error(
            "unknown_attribute",
            "Unknown attribute",
            `There is no attribute ${name}${near ? `. Did you mean ${near}?` : `. Known here: ${inputs.join(", ")}.`}`,
            [...path, name],
          );
    });
}

function checkAttribute(attribute: Attribute, value: Value | undefined, path: AttributePath): Diagnostic[] {
  if (isAbsent(value)) {
    return attribute.required
      ? [
          error(
            "missing_attribute",
            "Missing required attribute",
            `${pathText(path)} is required: ${describe(attribute.type, attribute.expects)}.`,
            path,
          ),
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
        ...outOfLimits(type, value.length, value, place),
        ...value.flatMap((item, at) => checkElement(type.element, item, { ...place, path: [...place.path, at] })),
      ];
    case "map":
      if (!isRecord(value)) return wrongType(type, value, place);
      return Object.entries(value).flatMap(([key, item]) =>
        checkElement(type.element, item, { ...place, path: [...place.path, key] }),
      );
    case "object":
      if (!isRecord(value)) return wrongType(type, value, place);
      return [
        ...strangers(value, type.attributes, place.path),
        ...type.attributes.flatMap((inner) => checkAttribute(inner, value[inner.name], [...place.path, inner.name])),
      ];
    case "json":
      return hasUnknown(value) || type.root === undefined || rootOf(value) === type.root
        ? []
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
  length: number,
  value: Value,
  place: Place,
): Diagnostic[] {
  return length < (type.minItems ?? 0) || length > (type.maxItems ?? Number.POSITIVE_INFINITY)
    ? [invalid(type, value, place)]
    : [];
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
      error(
        "malformed_json",
        "Not JSON",
        `${pathText(place.path)} must hold ${describe(type)}, and its text is not JSON. In HCL, jsonencode(...) writes it.`,
        place.path,
      ),
    ];
  }
  return type.root === undefined || rootOf(read) === type.root ? [] : wrongType(type, read, place);
}

function rootOf(value: Value): string {
  return isList(value) ? "array" : isRecord(value) ? "object" : typeof value;
}

function wrongType(type: AttributeType, value: Value, { path, attribute }: Place): Diagnostic[] {
  const detail = `${pathText(path)} must be ${describe(type, attribute.expects)}; found ${kindOf(value)}.`;
  return [error("invalid_type", "Wrong type", detail, path)];
}

function invalid(type: AttributeType, value: Value, { path, attribute }: Place): Diagnostic {
  const near = type.kind === "string" && type.enum && typeof value === "string" ? nearest(value, type.enum) : undefined;
  const found = attribute.sensitive ? "something else (not shown, it is sensitive)" : JSON.stringify(value);
  const hint = near && !attribute.sensitive ? ` Did you mean ${JSON.stringify(near)}?` : "";
  return error(
    "invalid_value",
    "Invalid value",
    `${pathText(path)} must be ${describe(type, attribute.expects)}; found ${found}.${hint}`,
    path,
  );
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "an object";
  return { string: "a string", number: "a number", boolean: "a bool" }[typeof value as string] ?? `a ${typeof value}`;
}

/** What values a type takes, in words that follow "must be". */
export function describe(type: AttributeType, expects?: string): string {
  if (expects !== undefined && type.kind === "string") return expects;
  switch (type.kind) {
    case "string":
      if (type.enum) return `one of ${type.enum.map((word) => JSON.stringify(word)).join(", ")}`;
      if (type.format === "date-time") return "an RFC 3339 time such as 2026-01-31T12:00:00Z";
      if (type.maxLength !== undefined) return `a string of ${type.minLength ?? 0} to ${type.maxLength} characters`;
      if (type.pattern !== undefined) return `a string that matches ${type.pattern}`;
      return type.minLength ? "a string that is not empty" : "a string";
    case "number":
    case "integer":
      return `${type.kind === "integer" ? "a whole number" : "a number"}${range(type)}`;
    case "bool":
      return "true or false";
    case "json":
      return type.root === undefined ? "any JSON value" : `${type.root === "object" ? "an object" : "a list"}`;
    case "json_text":
      return `JSON text${type.root === undefined ? "" : ` of an ${type.root}`}`;
    case "list":
    case "set":
      return `a ${type.kind} in which each item is ${describe(type.element)}`;
    case "map":
      return `a map in which each value is ${describe(type.element)}`;
    case "object":
      return `an object with ${type.attributes.map((attribute) => attribute.name).join(", ")}`;
  }
}

function range({ minimum, maximum }: { readonly minimum?: number; readonly maximum?: number }): string {
  if (minimum !== undefined && maximum !== undefined) return ` from ${minimum} to ${maximum}`;
  if (minimum !== undefined) return `, ${minimum} or more`;
  return maximum === undefined ? "" : `, ${maximum} or less`;
}

function checkRules(owner: Parsed, inputs: readonly Attribute[], values: Values): Diagnostic[] {
  const isSet = (name: string) => !isAbsent(values[name]);
  const exactly = (owner.exactlyOneOf ?? []).flatMap((group) => {
    const given = group.filter(isSet);
    if (given.length === 1) return [];
    // An unknown may turn out to be null, so two of which one is unknown are not yet wrong.
    if (given.length > 1 && given.some((name) => values[name] === UNKNOWN)) return [];
    const detail = `Exactly one of ${group.join(", ")} must be set; ${given.length === 0 ? "none is" : `${given.join(" and ")} are`}.`;
    return [
      error(given.length === 0 ? "missing_attribute" : "conflicting_attributes", "Exactly one is needed", detail, [
        given[1] ?? group[0] ?? "",
      ]),
    ];
  });
  const named = new Set((owner.exactlyOneOf ?? []).map((group) => [...group].sort().join()));
  const exclusive = [...(owner.conflictsWith ?? []), ...samePlace(inputs)].filter(
    (group) => !named.has([...group].sort().join()),
  );
  const conflicts = exclusive.flatMap((group) => {
    const given = group.filter((name) => isSet(name) && values[name] !== UNKNOWN);
    if (given.length < 2) return [];
    return [
      error(
        "conflicting_attributes",
        "Attributes exclude one another",
        `Only one of ${group.join(", ")} may be set; ${given.join(" and ")} are.`,
        [given[1] ?? ""],
      ),
    ];
  });
  const required = inputs.flatMap((attribute) =>
    isSet(attribute.name)
      ? (attribute.requiredWith ?? [])
          .filter((name) => !isSet(name))
          .map((name) =>
            error(
              "missing_attribute",
              "Attribute needs another",
              `${attribute.name} has no effect without ${name}; set ${name} or remove ${attribute.name}.`,
              [attribute.name],
            ),
          )
      : [],
  );
  return [...exactly, ...conflicts, ...required];
}

/** Attributes that GovAPI keeps in one place are forms of one value: at most one of them may be set. */
function samePlace(inputs: readonly Attribute[]): readonly (readonly string[])[] {
  const places = Map.groupBy(
    inputs.filter((attribute) => attribute.wire !== undefined),
    (attribute) => (attribute.wire ?? []).join("."),
  );
  return [...places.values()]
    .filter((group) => group.length > 1)
    .map((group) => group.map((attribute) => attribute.name));
}

/** The candidate that a mistyped word most likely meant, if one is near. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const ranked = candidates
    .map((candidate) => ({ candidate, distance: distance(word.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  const best = ranked[0];
  return best && best.distance <= Math.max(1, Math.floor(best.candidate.length / 3)) ? best.candidate : undefined;
}

/** Levenshtein's distance, bounded by the length of what a name can be. */
function distance(left: string, right: string): number {
  if (left.length > 64 || right.length > 64) return Number.POSITIVE_INFINITY;
  let row = Array.from({ length: right.length + 1 }, (_, at) => at);
  for (const [i, a] of [...left].entries()) {
    const next = [i + 1];
    for (const [j, b] of [...right].entries()) {
      next.push(Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + (a === b ? 0 : 1)));
    }
    row = next;
  }
  return row[right.length] ?? Number.POSITIVE_INFINITY;
}
