import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { type JsonValue, pascalCase, type Resource, resources } from "@thoth-iac/model";
import { inManifests } from "../support/manifests.ts";
import { leastOf } from "../support/sample-values.ts";
import { type Secret, secretsBeneath, secretsIn } from "../support/secret-scan.ts";
import { tenantForTests } from "./tenant.ts";

/* Secrets pass from the environment to GovAPI, and stay nowhere on the way: not in what is printed or saved, nor in the
database as they are. */

const { command, folder, govApi } = tenantForTests();

/**
 * The secrets of each kind that has any, of two forms of one value the object; tenant_settings would set what the slices
 * set already.
 */
const kinds = Object.values(resources)
  .map((resource) => resource as Resource) // generics are for those who write them
  .filter(({ name }) => name !== "tenant_settings")
  .map((resource) => ({
    resource,
    secret: inManifests(resource).attributes.filter(
      ({ input, sensitive, type }) => input && sensitive && type.kind !== "json_text",
    ),
  }))
  .filter(({ secret }) => secret.length > 0);

const variableFor = (resource: Resource, attribute: string) => `${resource.name}_${attribute}`.toUpperCase();
const variables = kinds.flatMap(({ resource, secret }) => secret.map(({ name }) => variableFor(resource, name)));

/** The environment that gives each secret a value of its own, told apart by a word. */
const secretsOf = (word: string) =>
  Object.fromEntries(variables.map((name) => [name, `hush-${word}-${name}-0123456789`]));

function manifests(): string {
  const documents = kinds.map(({ resource, secret }) => {
    const { config: _one, config_json: _other, ...least } = leastOf(inManifests(resource));
    const spec = secret.map(({ name, type }): [string, JsonValue] => {
      const reference = { fromEnv: variableFor(resource, name) };
      return [name, type.kind === "json" ? { base_url: "http://127.0.0.1:9", client_secret: reference } : reference];
    });
    return {
      apiVersion: "thoth/v1",
      kind: pascalCase(resource.name),
      metadata: { name: "it" },
      spec: { ...least, ...Object.fromEntries(spec) },
    };
  });
  return documents.map((document) => JSON.stringify(document)).join("\n---\n");
}

test("no command prints a secret, and no file holds one, the database and saved plans among them", async () => {
  expect(variables.length).toBeGreaterThan(3);
  await mkdir(join(folder(), "m"));
  await writeFile(join(folder(), "m", "all.yaml"), manifests());
  const secrets: readonly Secret[] = [
    ...["first", "second"].flatMap((word) => Object.entries(secretsOf(word)).map(([name, text]) => ({ name, text }))),
    { name: "the tenant's key", text: govApi().orgApiKey },
  ];
  const leaks: string[] = [];
  const ran = async (line: string, word: string) => {
    const env = { ...secretsOf(word), THOTH_DEBUG: "1" };
    const { code, stdout, stderr } = await command(line.split(" "), { cwd: folder(), env });
    leaks.push(...secretsIn(`thothctl ${line}`, [stdout, stderr], secrets));
    expect({ line, code, stderr: code === 0 ? "" : stderr }).toEqual({ line, code: 0, stderr: "" });
    return stdout;
  };

  await ran("validate -f m", "first");
  await ran("plan -f m --out first.plan --output json", "first");
  await ran("apply --plan first.plan", "first");
  expect(await ran("plan -f m", "first")).toContain("No changes");
  const changed = await ran("plan -f m --out second.plan", "second");
  expect(changed.match(/\(another secret\)/g)?.length).toBeGreaterThan(3);
  await ran("diff -f m", "second");
  await ran("diff -f m --json", "second");
  await ran("import -f m --json", "second");
  await ran("apply -f m --json", "second");
  await ran("export --output-dir exported", "second");
  leaks.push(...(await secretsBeneath(folder(), secrets)));
  await ran("destroy -f m --yes --json", "second");
  leaks.push(...(await secretsBeneath(folder(), secrets)));

  expect(leaks).toEqual([]);
  expect(await readdir(folder())).toEqual(expect.arrayContaining(["first.plan", "govapi", "second.plan"]));
  expect(await readdir(join(folder(), "govapi"))).toEqual(expect.arrayContaining(["govapi.db"]));
});

test("a saved plan is refused with other secrets, and neither the old ones nor the new ones are told", async () => {
  const env = secretsOf("first");
  await command(["plan", "-f", "m", "--out", "stale.plan"], { cwd: folder(), env });
  const { code, stderr } = await command(["apply", "--plan", "stale.plan"], {
    cwd: folder(),
    env: secretsOf("second"),
  });
  expect(code).toBe(1);
  expect(stderr).toContain("is not the one that the plan was made with");
  expect(stderr).not.toContain("hush-");
});
