/** What can be written as an HCL expression. */
export type HclValue =
  | string
  | number
  | boolean
  | null
  | readonly HclValue[]
  | { readonly [name: string]: HclValue }
  | HclExpression;

const raw = Symbol("raw");

/** HCL text that is written as it is: a reference or a call. */
export interface HclExpression {
  readonly [raw]: string;
}

/** HCL text to be written as it is, such as `var.secret`. */
export function expression(text: string): HclExpression {
  return { [raw]: text };
}

/** A block with its labels and arguments, such as `resource "thoth_mdm_sync" "nightly" { ... }`. */
export function block(
  header: readonly string[],
  body: { readonly [name: string]: HclValue },
  ...inner: readonly string[]
): string {
  const [type = "", ...labels] = header;
  const given = Object.entries(body).map(([name, value]) => `  ${name} = ${hcl(value)}\n`);
  const nested = inner.map((text) => `${text.replace(/^(?=.)/gm, "  ")}`);
  return `${[type, ...labels.map((label) => hcl(label))].join(" ")} {\n${given.join("")}${nested.join("")}}\n`;
}

/** A `resource` block. */
export function resource(address: string, body: { readonly [name: string]: HclValue }, ...inner: readonly string[]) {
  return block(["resource", ...address.split(".")], body, ...inner);
}

/** A value as HCL. */
function hcl(value: HclValue): string {
  if (typeof value === "string") return quoted(value);
  if (value === null || typeof value !== "object") return `${value}`;
  if (isExpression(value)) return value[raw];
  // as: Array.isArray does not narrow readonly lists.
  if (Array.isArray(value)) return `[${(value as readonly HclValue[]).map(hcl).join(", ")}]`;
  const members = Object.entries(value).map(([name, member]) => `${quoted(name)} = ${hcl(member)}`);
  return `{ ${members.join(", ")} }`;
}

function isExpression(value: object): value is HclExpression {
  return raw in value;
}

function quoted(text: string): string {
  return JSON.stringify(text).replaceAll("${", "$${").replaceAll("%{", "%%{");
}
