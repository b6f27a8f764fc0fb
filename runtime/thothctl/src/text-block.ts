import { isList, isRecord, type JsonValue } from "@thoth-iac/model";
import { onOneLine } from "./output.ts";

/** A JSON object as lines for people: names aligned with their values, what is nested below its name and further in. */
export function textBlock(object: { readonly [key: string]: JsonValue }, indent = ""): readonly string[] {
  const entries = Object.entries(object);
  const plain = entries.filter(([, value]) => lineOf(value) !== undefined);
  const width = Math.max(0, ...plain.map(([key]) => key.length));
  return entries.flatMap(([key, value]) => {
    const name = onOneLine(key);
    const line = lineOf(value);
    if (line !== undefined) return [`${indent}${name.padEnd(width)}   ${line}`.trimEnd()];
    const inner = `${indent}  `;
    if (!isList(value))
      return [`${indent}${name}`, ...textBlock(value as { readonly [key: string]: JsonValue }, inner)]; // neither a line nor a list: an object
    return [`${indent}${name}`, ...value.flatMap((item) => itemLines(item as JsonValue, inner))]; // a list inside JSON holds JSON
  });
}

function itemLines(item: JsonValue, indent: string): readonly string[] {
  const line = lineOf(item);
  if (line !== undefined) return [`${indent}- ${line}`];
  const fields = isRecord(item) ? (item as { readonly [key: string]: JsonValue }) : { items: item }; // a record inside JSON holds JSON
  return textBlock(fields, `${indent}  `).map((text, at) => (at === 0 ? `${indent}- ${text.trimStart()}` : text));
}

/** A value that fits on one line; undefined for what needs more. */
function lineOf(value: JsonValue): string | undefined {
  if (value === null || value === "") return "-";
  if (isList(value)) {
    if (value.length === 0) return "(none)";
    return value.every((item) => typeof item !== "object") ? onOneLine(value.map(String).join(", ")) : undefined;
  }
  if (isRecord(value)) return Object.keys(value).length === 0 ? "(none)" : undefined;
  return onOneLine(String(value));
}
