import { sdkNames } from "../sdk-names.ts";
import { classNameOf, functionName, memberOf, moduleOf, titled } from "../tokens.ts";
import { bracketed } from "./layout.ts";
import type { Arguments, OwnerSample, Sample } from "./sample.ts";

/** The package that a TypeScript program imports: ours, or the SDK that Pulumi generates. */
export type TypeScriptPackage = "@thoth-iac/pulumi" | "@thoth-iac/pulumi/plugin" | typeof sdkNames.nodejs;

/** The example as a TypeScript program. */
export function typeScriptSample(sample: OwnerSample, from: TypeScriptPackage): string {
  const { owner, members } = sample;
  const name = calledBy(owner, from);
  return typeScriptProgram(sample, from, (args) => {
    if (owner.kind === "resource") return `new thoth.${name}("example", ${args})`;
    return `thoth.${name}Output(${members.length === 0 ? "" : args})`;
  });
}

/** A TypeScript program that makes or asks for one thing. */
export function typeScriptProgram(
  { members, secrets }: Arguments,
  from: TypeScriptPackage,
  made: (args: string) => string,
): string {
  const args = block(members.map(([name, value]) => `${name}: ${valueText(value)}`));
  const usesSdk = secrets.length > 0 || args.includes("pulumi.");
  return [
    ...(usesSdk ? ['import * as pulumi from "@pulumi/pulumi";'] : []),
    `import * as thoth from "${from}";`,
    "",
    ...(secrets.length > 0 ? ["const config = new pulumi.Config();", ""] : []),
    `const example = ${made(args)};`,
  ].join("\n");
}

function calledBy(owner: OwnerSample["owner"], from: TypeScriptPackage): string {
  if (from === sdkNames.nodejs) {
    const { token } = owner;
    const name = owner.kind === "resource" ? titled(memberOf(token)) : functionName(token);
    return `${moduleOf(token)}.${name}`;
  }
  return owner.kind === "resource" ? classNameOf(owner) : `get${classNameOf(owner)}`;
}

function valueText(sample: Sample): string {
  switch (sample.kind) {
    case "literal":
    case "enum":
      return JSON.stringify(sample.value);
    case "secret":
      return `config.requireSecret(${JSON.stringify(sample.key)})`;
    case "json_text":
      return `pulumi.jsonStringify(${valueText(sample.value)})`;
    case "list":
      return bracketed(["[", "]"], sample.items.map(valueText), { indent: "  " });
    case "map":
    case "object":
      return block(sample.members.map(([name, value]) => `${keyText(name)}: ${valueText(value)}`));
  }
}

function block(parts: readonly string[]): string {
  return bracketed(["{", "}"], parts, { indent: "  ", wide: true });
}

function keyText(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}
