import type { AttributeType } from "./attributes.ts";

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
