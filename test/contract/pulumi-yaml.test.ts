import { describe, expect, test } from "@jest/globals";
import {
  camelCase,
  isRecord,
  type JsonValue,
  type Query,
  queries,
  type Resource,
  resources,
  valueAt,
} from "@thoth-iac/model";
import { packageSchema } from "@thoth-iac/pulumi/schema";
import { parse } from "yaml";

/*
 * No generator reads the samples in YAML, and its host is in no release of the engine: what they say is compared with
 * the examples of the model.
 */

const schema = packageSchema();
const owners = [...Object.values(resources), ...Object.values(queries)].map((one) => one as Resource | Query); // generics are for those who write configurations

function descriptionOf({ kind, token }: Resource | Query): string {
  const found = valueAt(schema, [kind === "resource" ? "resources" : "functions"]);
  const name = token.replace(/\/(\w)/, (_, letter: string) => `/get${letter.toUpperCase()}`);
  const start = `thoth:${kind === "resource" ? token : name}:`;
  const [, owner = null] = Object.entries(isRecord(found) ? found : {}).find(([key]) => key.startsWith(start)) ?? [];
  return String(valueAt(owner, ["description"]));
}

/** A secret stands in the stack's configuration. */
function withSecretsAsked(example: JsonValue, said: JsonValue | undefined): JsonValue {
  if (typeof said === "string" && said.startsWith("${")) return said;
  if (!isRecord(example)) return example;
  return Object.fromEntries(
    Object.entries(example).map(([key, value]) => [key, withSecretsAsked(value, valueAt(said, [key]))]),
  );
}

describe.each(owners.map((owner) => [`${owner.kind} ${owner.name}`, owner] as const))(
  "the YAML of the %s",
  (_, owner) => {
    const [, text = ""] = /```yaml\n([\s\S]*?)```/.exec(descriptionOf(owner)) ?? [];
    const program: JsonValue = parse(text);

    test("says what the model's example says", () => {
      const [type, properties] =
        owner.kind === "resource"
          ? [
              valueAt(program, ["resources", "example", "type"]),
              valueAt(program, ["resources", "example", "properties"]),
            ]
          : [
              valueAt(program, ["variables", "example", "fn::invoke", "function"]),
              valueAt(program, ["variables", "example", "fn::invoke", "arguments"]) ?? {},
            ];
      const [module = "", member = ""] = owner.token.split("/");
      const name = owner.kind === "resource" ? member : `get${member.replace(/^\w/, (letter) => letter.toUpperCase())}`;
      expect(String(type).toLowerCase()).toBe(`thoth:${module}:${name}`.toLowerCase());
      const example = owner.example as { readonly [attribute: string]: JsonValue }; // examples are JSON: nothing else can be written in one
      const camel = Object.fromEntries(Object.entries(example).map(([key, value]) => [camelCase(key), value]));
      expect(properties).toEqual(withSecretsAsked(camel, properties));
    });

    test("asks for its secrets, and for nothing else", () => {
      const asked = [...text.matchAll(/\$\{(\w+)\}/g)].map(([, key]) => key);
      const config = valueAt(program, ["config"]);
      expect(Object.keys(isRecord(config) ? config : {})).toEqual(asked);
      const example = owner.example as { readonly [attribute: string]: JsonValue }; // as above
      const texts = owner.attributes.filter(({ name, sensitive }) => sensitive && typeof example[name] === "string");
      expect(asked).toEqual(expect.arrayContaining(texts.map(({ name }) => camelCase(name))));
    });
  },
);
