import { expect, test } from "@jest/globals";
import { pascalCase, type Resource, resources } from "@thoth-iac/model";
import { parse } from "yaml";
import { topicDocument } from "./document.ts";
import { listPage, topicPage } from "./page.ts";
import { membersOf } from "./topic.ts";

const plain = (text: string) => text;
const all: readonly Resource[] = Object.values(resources);
const pageOf = (resource: Resource) => topicPage({ resource, path: [] }, plain).join("\n");
const pageAt = (resource: Resource, name: string) =>
  topicPage({ resource, path: resource.attributes.filter((one) => one.name === name) }, plain).join("\n");

test("the list has every kind", () => {
  for (const { name } of all)
    expect(listPage(plain).join("\n")).toMatch(new RegExp(`^${pascalCase(name)} +${name} `, "m"));
});

test.each(all.map((resource) => [resource.name, resource] as const))(
  "the page of %s names every attribute, and so does its document",
  (_, resource) => {
    const document = JSON.stringify(topicDocument({ resource, path: [] }));
    for (const { name } of membersOf({ resource, path: [] })) {
      expect(pageOf(resource)).toMatch(new RegExp(`^ {2}${name} {2}<`, "m"));
      expect(document).toContain(`"name":"${name}"`);
    }
  },
);

test.each(all.map((resource) => [resource.name, resource] as const))(
  "the example of %s is a manifest, and holds no secret",
  (_, resource) => {
    const [, text = ""] = pageOf(resource).split("EXAMPLE:\n");
    const manifest = parse(text);
    expect(manifest).toMatchObject({ apiVersion: "thoth/v1", kind: pascalCase(resource.name) });
    expect(manifest.metadata.name).toMatch(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/);
    expect(Object.keys(manifest.spec)).toEqual(Object.keys(resource.example));
    expect(text).not.toMatch(/whsec_|example-only/);
  },
);

test("a page tells what is required, what has a default, what is secret, and what makes a new instance", () => {
  expect(pageOf(resources.browserPolicy)).toContain("  name  <string> required\n");
  expect(pageOf(resources.browserPolicy)).toContain("  active  <bool> default true\n");
  expect(pageOf(resources.webhookSettings)).toContain("  webhook_secret  <string> secret\n");
  expect(pageAt(resources.browserPolicy, "provider_name")).toContain("A change makes a new instance.");
});

test("a page tells the rules between attributes, and that of an attribute those that speak of it", () => {
  const rule = "Exactly one of policy_json, policy must be set.";
  expect(pageOf(resources.browserPolicy)).toContain(`RULES:\n  ${rule}\n`);
  expect(pageAt(resources.browserPolicy, "policy")).toContain(rule);
  expect(pageAt(resources.browserPolicy, "name")).not.toContain(rule);
  expect(pageOf(resources.webhookSettings)).not.toContain("RULES:");
});

test("the page of a secret says how it is written", () => {
  expect(pageAt(resources.webhookSettings, "webhook_secret")).toContain("{fromEnv: VARIABLE}");
});

test("the page of an identity that a manifest's name stands in for says so", () => {
  expect(pageAt(resources.browserPolicy, "policy_id")).toContain("Left out, it is metadata.name.");
  expect(pageAt(resources.mdmProvider, "provider_name")).not.toContain("metadata.name");
});
