import { expect, test } from "@jest/globals";
import type { Attribute } from "./attributes.ts";
import { parse } from "./parse.ts";
import { plan } from "./plan.ts";
import { queries } from "./queries/index.ts";
import { resources } from "./resources/index.ts";
import { respelt } from "./respelling.ts";
import { routesOf } from "./routes.ts";
import { camelCase } from "./spelling.ts";
import { canonicalJson } from "./value.ts";
import { decode, encode } from "./wire.ts";

const owners = [...Object.values(resources), ...Object.values(queries)];

test.each(owners)("$name in camelCase speaks of its attributes by no other name", (owner) => {
  const spelt = respelt(owner, camelCase);
  const said = [
    ...spelt.attributes.flatMap(wordsOf),
    ...(spelt.kind === "resource" ? [...spelt.identity, ...namesIn(routesOf(spelt.routes))] : namesIn([spelt.route])),
  ];
  expect(said.filter((name) => name.includes("_"))).toEqual([]);
});

test("values are sent and told in GovAPI's names, whichever way the attributes are spelt", () => {
  const spelt = respelt(resources.browserPolicy, camelCase);
  const body = encode(spelt.attributes, { providerName: "chrome", enforcementMode: "enforce" });
  expect(body).toEqual({ provider: "chrome", enforcement_mode: "enforce" });
  expect(decode(spelt.attributes, body, { tenant: "acme", now: "" })).toMatchObject({
    providerName: "chrome",
    enforcementMode: "enforce",
    tenantId: "acme",
  });
});

test("the twin of a typed attribute is JSON in GovAPI's names, both ways", () => {
  const spelt = respelt(resources.governanceSettings, camelCase);
  const typed = [{ hostPattern: "api.figma.com", header: "X-Token", secretRef: "op://a/b/c" }];
  const text = canonicalJson([{ host_pattern: "api.figma.com", header: "X-Token", secret_ref: "op://a/b/c" }]);
  const fromTyped = plan(spelt, { configuration: { secretBrokerAuthBindings: typed } });
  expect(fromTyped.planned.secretBrokerAuthBindingsJson).toBe(text);
  const fromText = plan(spelt, { configuration: { secretBrokerAuthBindingsJson: text } });
  expect(fromText.planned.secretBrokerAuthBindings).toEqual(typed);
  expect(parse(spelt, { secretBrokerAuthBindings: typed, secretBrokerAuthBindingsJson: text }).ok).toBe(true);
});

test("what is wrong inside JSON text is found by the typed twin, in either spelling", () => {
  const spelt = respelt(resources.governanceSettings, camelCase);
  const parsed = parse(spelt, {
    secretBrokerAuthBindingsJson: '[{"host_pattern": "", "header": "X", "secret_ref": 1}]',
  });
  expect(parsed.ok || parsed.diagnostics.map(({ code }) => code)).toEqual(["invalid_value", "invalid_type"]);
});

function wordsOf({ name, twin, requiredWith, value, otherwise, type }: Attribute): readonly string[] {
  const element = "element" in type ? type.element : type;
  return [
    name,
    ...(twin === undefined ? [] : [twin]),
    ...(requiredWith ?? []),
    ...namesIn([value ?? "", otherwise ?? ""]),
    ...(element.kind === "object" ? element.attributes.flatMap(wordsOf) : []),
  ];
}

function namesIn(texts: readonly string[]): readonly string[] {
  return texts.flatMap((text) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ""));
}
