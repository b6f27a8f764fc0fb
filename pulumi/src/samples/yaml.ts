import { functionName, memberOf, moduleOf, packageName, titled } from "../tokens.ts";
import { indented } from "./layout.ts";
import type { Arguments, Members, OwnerSample, Sample } from "./sample.ts";

/** The example as a Pulumi YAML program. */
export function yamlSample(sample: OwnerSample): string {
  const { token, kind } = sample.owner;
  const module = `${packageName}:${moduleOf(token)}`;
  if (kind === "resource") return yamlProgram(sample, `${module}:${titled(memberOf(token))}`);
  const asked = `function: ${module}:${functionName(token)}${below("arguments", sample.members)}`;
  return [...configuration(sample), under("variables", under("example", under("fn::invoke", asked)))].join("\n");
}

/** A YAML program that makes one thing. */
export function yamlProgram(given: Arguments, type: string): string {
  const made = `type: ${type}${below("properties", given.members)}`;
  return [...configuration(given), under("resources", under("example", made))].join("\n");
}

function configuration({ secrets }: Arguments): readonly string[] {
  const keys = secrets.map((key) => `${key}:\n  type: string\n  secret: true`);
  return keys.length > 0 ? [under("config", keys.join("\n"))] : [];
}

function below(key: string, members: Members): string {
  return members.length === 0 ? "" : `\n${under(key, mapping(members))}`;
}

function under(key: string, text: string): string {
  return `${key}:\n${indented(text, "  ")}`;
}

function mapping(members: Members): string {
  return members.map(([key, value]) => memberText(plain(key), value)).join("\n");
}

function memberText(key: string, sample: Sample): string {
  return isBlock(sample) ? under(key, valueText(sample)) : `${key}: ${valueText(sample)}`;
}

function isBlock(sample: Sample): boolean {
  if (sample.kind === "list") return sample.items.length > 0;
  return sample.kind === "json_text" || ("members" in sample && sample.members.length > 0);
}

function valueText(sample: Sample): string {
  switch (sample.kind) {
    case "literal":
      return typeof sample.value === "string" ? plain(sample.value) : String(sample.value);
    case "enum":
      return plain(sample.value);
    case "secret":
      return `\${${sample.key}}`;
    case "json_text":
      return memberText("fn::toJSON", sample.value);
    case "list":
      return sample.items.length === 0
        ? "[]"
        : sample.items.map((item) => `- ${indented(valueText(item), "  ").trimStart()}`).join("\n");
    case "map":
    case "object":
      return sample.members.length === 0 ? "{}" : mapping(sample.members);
  }
}

/** Text without quotes where YAML takes it for nothing but text; `${` would begin a reference. */
function plain(text: string): string {
  const isWord = /^[A-Za-z][\w./@-]*( [\w./@-]+)*$/.test(text) && !/^(true|false|yes|no|on|off|null|y|n)$/i.test(text);
  return isWord ? text : JSON.stringify(text).replace(/\$(?=\{)/g, "$$$$");
}
