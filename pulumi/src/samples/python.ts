import { memberName } from "../schema-types.ts";
import { sdkNames } from "../sdk-names.ts";
import { functionName, memberOf, moduleOf, titled } from "../tokens.ts";
import { bracketed } from "./layout.ts";
import type { Arguments, OwnerSample, Sample } from "./sample.ts";

/** The example as a Python program. */
export function pythonSample(sample: OwnerSample): string {
  const { token, kind } = sample.owner;
  const name = kind === "resource" ? titled(memberOf(token)) : `${pythonName(functionName(token))}_output`;
  return pythonProgram(sample, `${moduleOf(token)}.${name}`, kind === "resource" ? ['"example"'] : []);
}

/** A Python program that makes or asks for one thing. */
export function pythonProgram({ members, secrets }: Arguments, called: string, first: readonly string[]): string {
  const args = [...first, ...members.map(([member, value]) => `${pythonName(member)}=${valueText(value)}`)];
  const call = bracketed([`thoth.${called}(`, ")"], args, { indent: "    ", wide: true });
  const usesSdk = secrets.length > 0 || call.includes("pulumi.");
  return [
    ...(usesSdk ? ["import pulumi"] : []),
    `import ${sdkNames.python} as thoth`,
    "",
    ...(secrets.length > 0 ? ["config = pulumi.Config()", ""] : []),
    `example = ${call}`,
  ].join("\n");
}

/** A name as Python spells it: `provider_name` of `providerName`. */
export function pythonName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function valueText(sample: Sample): string {
  switch (sample.kind) {
    case "literal":
      return literalText(sample.value);
    case "enum":
      return `thoth.${sample.type.module}.${sample.type.name}.${enumMember(sample.value)}`;
    case "secret":
      return `config.require_secret(${JSON.stringify(sample.key)})`;
    case "json_text":
      return `pulumi.Output.json_dumps(${valueText(sample.value)})`;
    case "list":
      return bracketed(["[", "]"], sample.items.map(valueText), { indent: "    " });
    case "map":
      return dictionary(sample.members.map(([key, value]) => `${JSON.stringify(key)}: ${valueText(value)}`));
    case "object":
      return dictionary(sample.members.map(([name, value]) => `"${pythonName(name)}": ${valueText(value)}`));
  }
}

function dictionary(parts: readonly string[]): string {
  return bracketed(["{", "}"], parts, { indent: "    ", wide: true });
}

function literalText(value: string | number | boolean | null): string {
  if (value === null) return "None";
  return typeof value === "boolean" ? titled(String(value)) : JSON.stringify(value);
}

function enumMember(value: string): string {
  return pythonName(memberName(value)).slice(1).toUpperCase();
}
