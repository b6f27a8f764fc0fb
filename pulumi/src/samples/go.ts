import type { AttributeType } from "@thoth-iac/model";
import { memberName, type Owner } from "../schema-types.ts";
import { sdkNames } from "../sdk-names.ts";
import { functionName, memberOf, moduleOf, titled } from "../tokens.ts";
import { bracketed, indented } from "./layout.ts";
import type { Members, OwnerSample, Sample } from "./sample.ts";

const sdk = "github.com/pulumi/pulumi/sdk/v3/go/pulumi";

/** The example as a Go program. `owners` are all there are: a function's name depends on them. */
export function goSample({ owner, members, secrets }: OwnerSample, owners: readonly Owner[]): string {
  return goProgram({
    imports: [`${sdkNames.go}/${moduleOf(owner.token)}`],
    secrets,
    lines: owner.kind === "resource" ? resourceLines(owner, members) : functionLines(owner, members, owners),
  });
}

/** What a Go program does, and what it needs for that. */
export interface GoProgram {
  readonly imports: readonly string[];
  readonly secrets: readonly string[];
  readonly lines: readonly string[];
}

/** A Go program that runs these lines. */
export function goProgram({ imports, secrets, lines }: GoProgram): string {
  const paths = [...imports, sdk, ...(secrets.length > 0 ? [`${sdk}/config`] : [])];
  const body = [...(secrets.length > 0 ? ['cfg := config.New(ctx, "")'] : []), ...lines].join("\n");
  return [
    "package main",
    "",
    "import (",
    ...paths.map((path) => `\t"${path}"`),
    ")",
    "",
    "func main() {",
    "\tpulumi.Run(func(ctx *pulumi.Context) error {",
    indented(body, "\t\t"),
    "\t})",
    "}",
  ].join("\n");
}

function resourceLines({ token }: Owner, members: Members): readonly string[] {
  const type = `${moduleOf(token)}.${titled(memberOf(token))}`;
  const args = goStructure(`&${type}Args`, members);
  return [`_, err := ${type.replace(".", ".New")}(ctx, "example", ${args})`, "return err"];
}

function functionLines({ token }: Owner, members: Members, owners: readonly Owner[]): readonly string[] {
  const isResourceToo = owners.some((other) => other.kind === "resource" && other.token === token);
  // Go's generator keeps Get for looking a resource of that name up.
  const name = isResourceToo ? `Lookup${titled(memberOf(token))}` : titled(functionName(token));
  const called = `${moduleOf(token)}.${name}Output`;
  const args = members.length === 0 ? "" : `, ${goStructure(`${called}Args`, members)}`;
  return [`example := ${called}(ctx${args})`, 'ctx.Export("example", example)', "return nil"];
}

/** A Go struct of these members. */
export function goStructure(type: string, members: Members): string {
  return goFields(
    type,
    members.map(([name, value]) => [`${titled(name)}:`, valueText(value)]),
  );
}

/** A Go struct or map, as gofmt leaves it: values stand beneath one another in neighbouring lines of one line each. */
export function goFields(type: string, members: readonly (readonly [key: string, text: string])[]): string {
  const isOneLine = (at: number) => members[at] !== undefined && !members[at][1].includes("\n");
  const lines = members.map(([key, text], at) => {
    if (!isOneLine(at)) return `${key} ${text}`;
    let [from, to] = [at, at];
    while (isOneLine(from - 1)) from--;
    while (isOneLine(to + 1)) to++;
    const width = Math.max(...members.slice(from, to + 1).map(([other]) => other.length));
    return `${key.padEnd(width)} ${text}`;
  });
  return bracketed([`${type}{`, "}"], lines, { indent: "\t", wide: true });
}

function valueText(sample: Sample): string {
  switch (sample.kind) {
    case "literal":
      return literalText(sample);
    case "enum":
      return `${sample.type.module}.${sample.type.name}${memberName(sample.value)}`;
    case "secret":
      return `cfg.RequireSecret(${JSON.stringify(sample.key)})`;
    case "json_text":
      return `pulumi.JSONMarshal(${valueText(sample.value)})`;
    case "list":
      return bracketed([`${collection(sample, "Array")}{`, "}"], sample.items.map(valueText), { indent: "\t" });
    case "map":
      return goFields(
        collection(sample, "Map"),
        sample.members.map(([key, value]) => [`${JSON.stringify(key)}:`, valueText(value)]),
      );
    case "object":
      return goStructure(sample.type ? `${sample.type.module}.${sample.type.name}Args` : "", sample.members);
  }
}

const literalTypes = { string: "String", boolean: "Bool" } as const;

function literalText({ value, fraction }: Extract<Sample, { readonly kind: "literal" }>): string {
  if (value === null) return "nil";
  if (typeof value === "number") return `pulumi.${fraction || !Number.isInteger(value) ? "Float64" : "Int"}(${value})`;
  return `pulumi.${literalTypes[typeof value === "string" ? "string" : "boolean"]}(${JSON.stringify(value)})`;
}

const elementTypes: Readonly<Partial<Record<AttributeType["kind"], string>>> = {
  string: "String",
  json_text: "String",
  bool: "Bool",
  integer: "Int",
  number: "Float64",
};

function collection(sample: Extract<Sample, { readonly kind: "list" | "map" }>, kind: "Array" | "Map"): string {
  const [first] = sample.kind === "list" ? sample.items : sample.members.map(([, value]) => value);
  if ((first?.kind === "enum" || first?.kind === "object") && first.type)
    return `${first.type.module}.${first.type.name}${kind}`;
  return `pulumi.${(sample.element && elementTypes[sample.element.kind]) ?? ""}${kind}`;
}
