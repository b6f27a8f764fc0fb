import { functionName, memberOf, moduleOf, packageName, titled } from "../tokens.ts";
import { indented } from "./layout.ts";
import type { Members, OwnerSample, Sample } from "./sample.ts";

/** The example as a Pulumi YAML program. */
export function yamlSample({ owner, members, secrets }: OwnerSample): string {
  const { token, kind } = owner;
  const configuration = secrets.map((key) => `${key}:\n  type: string\n  secret: true`);
  const name = kind === "resource" ? titled(memberOf(token)) : functionName(token);
  const type = `${packageName}:${moduleOf(token)}:${name}`;
  const body =
    kind === "resource"
      ? under("example", `type: ${type}${members.length === 0 ? "" : `\n${under("properties", mapping(members))}`}`)
      : under(
          "example",
          under(
            "fn::invoke",
            `function: ${type}${members.length === 0 ? "" : `\n${under("arguments", mapping(members))}`}`,
          ),
        );
  return [
    ...(secrets.length > 0 ? [under("config", configuration.join("\n"))] : []),
    under(kind === "resource" ? "resources" : "variables", body),
  ].join("\n");
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
