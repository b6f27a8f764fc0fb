import { describe, expect, test } from "@jest/globals";
import {
  camelCase,
  isRecord,
  type JsonObject,
  type JsonValue,
  queries,
  type Resource,
  resources,
} from "@thoth-iac/model";
import type { PartDefinition } from "./components/component.ts";
import { packageSchema } from "./schema.ts";
import { components } from "./schema-components.ts";
import { functionTokenOf, typeOf } from "./tokens.ts";
import { viewOf } from "./view.ts";

const schema = packageSchema();
const everyResource = Object.values(resources).map((one) => one as Resource); // generics are for those who write configurations

/** What Pulumi's metaschema demands of a token, and what is reserved in every resource. */
const tokenPattern = /^thoth:(index|[a-z]+\/[a-zA-Z]+):[a-zA-Z]+$/;
const reserved = ["id", "urn", "pulumi"];

function at(...path: readonly string[]): JsonObject {
  const found = path.reduce<JsonValue>((value, key) => (isRecord(value) ? (value[key] ?? null) : null), schema);
  if (!isRecord(found)) throw new Error(`The schema has no ${path.join(" > ")}`);
  return found;
}

function within(value: JsonValue, key: string): readonly JsonValue[] {
  if (Array.isArray(value)) return value.flatMap((item: JsonValue) => within(item, key));
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([name, member]) => [...(name === key ? [member] : []), ...within(member, key)]);
}

test("every resource, function and type has a token that Pulumi accepts", () => {
  const isComponent = (token: string) => at("resources", token).isComponent === true;
  const single = Object.keys(at("resources")).filter((token) => !isComponent(token));
  expect(single.toSorted()).toEqual(everyResource.map(typeOf).toSorted());
  expect(Object.keys(at("functions")).toSorted()).toEqual(Object.values(queries).map(functionTokenOf).toSorted());
  const tokens = [...Object.keys(at("resources")), ...Object.keys(at("functions")), ...Object.keys(at("types"))];
  expect(tokens.filter((token) => !tokenPattern.test(token))).toEqual([]);
  expect(new Set(tokens.map((token) => token.toLowerCase())).size).toBe(tokens.length);
});

test("every type that is spoken of is there, and is spoken of", () => {
  const spokenOf = within(schema, "$ref").filter((ref) => ref !== "pulumi.json#/Any");
  const named = Object.keys(at("types")).map((token) => `#/types/${token}`);
  expect([...new Set(spokenOf)].toSorted()).toEqual(named.toSorted());
});

test("the members of an enum have names of their own, and the values of the model", () => {
  const enums = Object.keys(at("types")).filter((token) => Array.isArray(at("types", token).enum));
  expect(enums.length).toBeGreaterThan(0);
  for (const token of enums) {
    const names = within(at("types", token), "name");
    expect(names.filter((name) => !/^[A-Z][A-Za-z0-9]*$/.test(String(name)))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
  }
});

test("attributes of one module that accept the same values share one type, so that one feeds the other", () => {
  const [first, ...others] = ["policy", "enrollment", "provider"].map((member) => {
    const token = Object.keys(at("resources")).find((one) => one.startsWith(`thoth:browser/${member}:`)) ?? "";
    return at("resources", token, "inputProperties", "providerName").$ref;
  });
  expect(first).toMatch(/ProviderName$/);
  expect(others).toEqual([first, first]);
});

describe.each(everyResource.map((resource) => [typeOf(resource), resource] as const))("%s", (token, resource) => {
  const { attributes } = viewOf(resource);
  const { inputProperties, properties } = {
    inputProperties: at("resources", token, "inputProperties"),
    properties: at("resources", token, "properties"),
  };
  const required = at("resources", token).required;
  const { requiredInputs = [] } = at("resources", token);

  test("has every attribute save the id and those that only keep secrets out of state", () => {
    const shown = resource.attributes.filter(({ name, writeOnly, requiredWith }) => {
      return !(writeOnly || requiredWith?.some((other) => other.endsWith("_wo")) || name === "id");
    });
    expect(Object.keys(properties)).toEqual(shown.map(({ name }) => camelCase(name)));
    expect(Object.keys(inputProperties)).toEqual(shown.filter(({ input }) => input).map(({ name }) => camelCase(name)));
    expect(Object.keys(properties).filter((name) => reserved.includes(name))).toEqual([]);
  });

  test("describes each in sentences, in which attributes are spelt as Pulumi spells them", () => {
    const sentences = within(properties, "description").map(String);
    expect(sentences.filter((text) => !/^[A-Za-z`].*\.$/.test(text))).toEqual([]);
    const about = String(at("resources", token).description);
    expect(about.startsWith(`${resource.summary}\n\n`)).toBe(true);
    const texts = [about, ...sentences];
    const words = texts.flatMap((text) => [...text.matchAll(/`([a-z_]+)`/g)].map(([, word]) => word ?? ""));
    const misspelt = resource.attributes.map(({ name }) => name).filter((name) => name.includes("_"));
    expect(words.filter((word) => misspelt.includes(word))).toEqual([]);
  });

  test("asks for what must be given, and promises what every instance has", () => {
    expect(requiredInputs).toEqual(attributes.filter(({ required: must }) => must).map(({ name }) => name));
    expect(required).toEqual(
      expect.arrayContaining([
        "tenantId",
        ...attributes.filter(({ default: given }) => given !== undefined).map(({ name }) => name),
      ]),
    );
    expect(Object.keys(properties)).toEqual(expect.arrayContaining([...(Array.isArray(required) ? required : [])]));
  });

  test("marks what is secret and what a change of replaces, and nothing else", () => {
    const marked = (mark: string, among: JsonObject) =>
      Object.keys(among).filter((name) => at("resources", token, "properties", name)[mark] === true);
    const sensitive = attributes.filter((attribute) => attribute.sensitive).map(({ name }) => name);
    expect(marked("secret", properties)).toEqual(sensitive);
    const isFixed = resource.routes.update === undefined;
    const replacing = attributes.filter(
      ({ input, local, requiresReplace }) => input && (requiresReplace || (isFixed && !local)),
    );
    expect(marked("willReplaceOnChanges", inputProperties)).toEqual(replacing.map(({ name }) => name));
  });

  test("is found again by those who come from the dynamic flavour", () => {
    const name = camelCase(`_${resource.name}`);
    expect(at("resources", token).aliases).toEqual([{ type: `pulumi-nodejs:dynamic/thoth:${name}` }]);
  });
});

test("settings of the connection name no default that would win over the environment, and credentials are secret", () => {
  const variables = at("config", "variables");
  expect(at("provider", "inputProperties")).toEqual(variables);
  expect([...within(variables, "default"), ...within(variables, "defaultInfo")]).toEqual([]);
  const secret = Object.keys(variables).filter((name) => at("config", "variables", name).secret === true);
  expect(secret).toEqual(["orgApiKey", "adminBearerToken"]);
  expect(JSON.stringify(variables)).not.toMatch(/`[a-z]+_[a-z_]+`/);
});

test("a row promises what every instance has, and no more", () => {
  const { required } = at("types", "thoth:browser/BrowserPolicy:BrowserPolicy");
  expect(required).toEqual(["policyId", "name", "providerName", "active", "createdAt"]);
});

describe.each(components.map((component) => [component.type, component] as const))("%s", (token, { parts }) => {
  const entries = Object.entries<PartDefinition>(parts);
  const argumentsOf = (part: string) => {
    const { $ref, additionalProperties } = at("resources", token, "inputProperties", part);
    const found = $ref ?? (isRecord(additionalProperties) ? additionalProperties.$ref : undefined);
    return at("types", String(found).replace("#/types/", ""));
  };

  test("has an argument and an output for each part, none of which must be given", () => {
    expect(at("resources", token)).toMatchObject({ isComponent: true, required: expect.any(Array) });
    expect(at("resources", token).requiredInputs).toBeUndefined();
    for (const names of [at("resources", token, "inputProperties"), at("resources", token, "properties")])
      expect(Object.keys(names)).toEqual(entries.map(([part]) => part));
  });

  test.each(entries)(
    "takes for %s what its resource takes, and asks for less where it fills something in",
    (part, { resource, keyed, takes, many }) => {
      const inputs = viewOf(resource).attributes.filter(({ input }) => input);
      expect(Object.keys(at("resources", token, "inputProperties", part)).includes("additionalProperties")).toBe(
        many === true,
      );
      const { properties, required = [] } = argumentsOf(part);
      expect(Object.keys(isRecord(properties) ? properties : {})).toEqual(inputs.map(({ name }) => name));
      const filled = [...(keyed === undefined ? [] : [keyed]), ...Object.keys(takes ?? {})];
      expect(required).toEqual(
        inputs
          .filter((input) => input.required)
          .map(({ name }) => name)
          .filter((name) => !filled.includes(name)),
      );
    },
  );
});
