import type { Attribute } from "./attributes.ts";
import { isRecord, isSecretName, type JsonValue, parseJson } from "./value.ts";

/** A block of HCL, in the form that `terraform fmt` leaves alone. */
export function hclBlock(labels: string, values: { readonly [name: string]: JsonValue | Expression }): string {
  const members = membersOf(Object.entries(values), "  ");
  return members === "" ? `${labels} {}` : `${labels} {\n${members}\n}`;
}

const text: unique symbol = Symbol("HCL");

/** A piece of HCL that is no literal, such as a reference. No JSON can be taken for one. */
export interface Expression {
  readonly [text]: string;
}

/** HCL that is written as it is. */
export function expression(hcl: string): Expression {
  return { [text]: hcl };
}

/** An example's values for HCL, in which variables stand in place of its secrets, and the names of those variables. */
export function withVariables(
  attributes: readonly Attribute[],
  example: { readonly [name: string]: JsonValue },
): { readonly values: { readonly [name: string]: JsonValue | Expression }; readonly variables: readonly string[] } {
  const variables = new Set<string>();
  const variable = (name: string): Expression => {
    variables.add(name);
    return expression(`var.${name}`);
  };
  const values = Object.entries(example).map(([name, value]) => {
    const attribute = attributes.find((one) => one.name === name);
    if (!attribute?.sensitive) {
      const isText = attribute?.type.kind === "json_text" && typeof value === "string";
      return [name, isText ? expression(`jsonencode(${literal(parseJson(value) ?? null, "  ")})`) : value];
    }
    return [name, isRecord(value) ? expression(literal(hidden(value, variable), "  ")) : variable(name)];
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
  return /^[A-Za-z_][A-Za-z0-9_-]*$/.test(name) ? name : quoted(name);
}

/** A text in quotes. HCL knows fewer escapes than JSON, and would compute what stands in `${}` and `%{}`. */
function quoted(plain: string): string {
  const escaped = JSON.stringify(plain).replace(/\\[\\bf]/g, (pair) => shortEscapes[pair] ?? pair);
  return escaped.replace(unseen, unicodeEscape).replace(/[$%](?=\{)/g, (sign) => sign + sign);
}

const shortEscapes: { readonly [pair: string]: string } = { "\\b": "\\u0008", "\\f": "\\u000c" };

/** Characters that are not seen, or that move others about. */
const unseen = /(?! )[\p{Cc}\p{Cf}\p{Cn}\p{Co}\p{Z}]/gu;

function unicodeEscape(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return code.length > 4 ? `\\U${code.padStart(8, "0")}` : `\\u${code.padStart(4, "0")}`;
}

function literal(value: Literal, indent: string): string {
  if (isExpression(value)) return value[text];
  if (typeof value === "string") return quoted(value);
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
  return typeof value === "object" && value !== null && text in value;
}

function isListOf(value: Literal): value is readonly Literal[] {
  return Array.isArray(value);
}
