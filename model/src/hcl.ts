import type { Attribute } from "./attributes.ts";
import { isRecord, isSecretName, type JsonValue, parseJson } from "./value.ts";

/** A block of HCL, in the form that `terraform fmt` leaves alone. */
export function hclBlock(labels: string, values: { readonly [name: string]: JsonValue | Expression }): string {
  const members = membersOf(Object.entries(values), "  ");
  return members === "" ? `${labels} {}` : `${labels} {\n${members}\n}`;
}

/** A piece of HCL that is no literal, such as a reference. */
export interface Expression {
  readonly expression: string;
}

/** An example's values for HCL, in which variables stand in place of its secrets, and the names of those variables. */
export function withVariables(
  attributes: readonly Attribute[],
  example: { readonly [name: string]: JsonValue },
): { readonly values: { readonly [name: string]: JsonValue | Expression }; readonly variables: readonly string[] } {
  const variables = new Set<string>();
  const variable = (name: string): Expression => {
    variables.add(name);
    return { expression: `var.${name}` };
  };
  const values = Object.entries(example).map(([name, value]) => {
    const attribute = attributes.find((one) => one.name === name);
    if (!attribute?.sensitive) {
      const isText = attribute?.type.kind === "json_text" && typeof value === "string";
      return [name, isText ? { expression: `jsonencode(${literal(parseJson(value) ?? null, "  ")})` } : value];
    }
    return [name, isRecord(value) ? { expression: literal(hidden(value, variable), "  ") } : variable(name)];
  });
  return { values: Object.fromEntries(values), variables: [...variables] };
}

type Literal = JsonValue | Expression | readonly Literal[] | { readonly [key: string]: Literal };

function hidden(value: JsonValue, variable: (name: string) => Expression): Literal {
  if (!isRecord(value)) return value;
  const members = Object.entries(value);
  return Object.fromEntries(
    members.map(([key, member]) => [key, isSecretName(key) ? variable(key) : hidden(member, variable)]),
  );
}

/** Equals signs stand beneath one another in neighbouring members of one line each. */
function membersOf(entries: readonly (readonly [string, Literal])[], indent: string): string {
  const members = entries.map(([name, value]) => ({ key: keyOf(name), text: literal(value, indent) }));
  const isOneLine = ({ text }: { readonly text: string }) => !text.includes("\n");
  const lines = members.map((member, at) => {
    if (!isOneLine(member)) return `${indent}${member.key} = ${member.text}`;
    let from = at;
    while (from > 0 && isOneLine(members[from - 1] ?? member)) from--;
    const after = members.findIndex((other, position) => position > at && !isOneLine(other));
    const run = members.slice(from, after === -1 ? members.length : after);
    const width = Math.max(...run.map(({ key }) => key.length));
    return `${indent}${member.key.padEnd(width)} = ${member.text}`;
  });
  return lines.join("\n");
}

function keyOf(name: string): string {
  return /^[A-Za-z_][A-Za-z0-9_-]*$/.test(name) ? name : JSON.stringify(name);
}

function literal(value: Literal, indent: string): string {
  if (isExpression(value)) return value.expression;
  if (typeof value === "string") return JSON.stringify(value).replace(/[$%](?=\{)/g, (sign) => sign + sign);
  if (typeof value !== "object" || value === null) return String(value);
  const deeper = `${indent}  `;
  if (isListOf(value)) {
    const items = value.map((item) => literal(item, deeper));
    if (items.every((item) => !item.includes("\n"))) return `[${items.join(", ")}]`;
    return `[\n${items.map((item) => `${deeper}${item},`).join("\n")}\n${indent}]`;
  }
  const members = membersOf(Object.entries(value), deeper);
  return members === "" ? "{}" : `{\n${members}\n${indent}}`;
}

function isExpression(value: Literal): value is Expression {
  return typeof value === "object" && value !== null && "expression" in value && typeof value.expression === "string";
}

function isListOf(value: Literal): value is readonly Literal[] {
  return Array.isArray(value);
}
