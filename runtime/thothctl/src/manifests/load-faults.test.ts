import { describe, expect, test } from "@jest/globals";
import { type Diagnostic, isSecretName } from "@thoth-iac/model";
import fc from "fast-check";
import { loadManifests, wantedFrom } from "./load.ts";
import type { LoadOptions } from "./manifest-set.ts";
import { worldOf } from "./test-world.ts";

type Texts = Readonly<Record<string, string>>;

async function faultsIn(files: Texts, env: Texts = {}, paths = Object.keys(files)): Promise<readonly Diagnostic[]> {
  const options: LoadOptions = { world: worldOf(files, env), secrets: "resolve" };
  const loaded = await loadManifests(paths, options);
  return loaded.ok ? [] : loaded.diagnostics;
}

const test1 = (name: string, spec = "{}") =>
  `apiVersion: thoth/v1\nkind: WebhookTest\nmetadata: {name: ${name}}\nspec: ${spec}\n`;

test("all faults of all files are told at once, in the order of files and lines", async () => {
  const faults = await faultsIn({
    "b.yaml": [test1("A"), test1("b", "{trigger: 1, nothing: 2}"), "a: b\n c: d\n"].join("---\n"),
    "a.yaml": `${test1("a", "{trigger: {fromEnv: NONE}}")}---\n${test1("a")}`,
  });
  expect(faults.map(({ place, summary }) => `${place?.file}:${place?.line} ${summary}`)).toEqual([
    "b.yaml:3 A manifest needs a name",
    "b.yaml:9 Wrong type",
    "b.yaml:9 Unknown attribute",
    "b.yaml:11 Not YAML",
    "a.yaml:4 An environment variable is not set",
    "a.yaml:8 Two manifests of one kind have one name",
  ]);
});

test("what may stand in a document that cannot be read is not missed elsewhere", async () => {
  const sync =
    "apiVersion: thoth/v1\nkind: MdmSync\nmetadata: {name: a}\nspec: {provider_name: {fromResource: MdmProvider/x}}\n";
  expect((await faultsIn({ "a.yaml": `${sync}---\na: [\n` })).map(({ summary }) => summary)).toEqual(["Not YAML"]);
  expect((await faultsIn({ "a.yaml": sync })).map(({ summary }) => summary)).toEqual(["A reference leads nowhere"]);
});

test("a path where nothing is, is a fault of the command line", async () => {
  const faults = await faultsIn({ "a.yaml": test1("a") }, {}, ["a.yaml", "b.yaml", "c"]);
  expect(faults.map(({ code, detail }) => [code, detail])).toEqual([
    ["usage", expect.stringMatching(/b\.yaml, which does not exist/)],
    ["usage", expect.stringMatching(/c, which does not exist/)],
  ]);
});

test("a kind in a saved plan that there is not is told", async () => {
  const manifest = { kind: "Nothing", name: "a", dependsOn: [], spec: {}, file: "a.yaml", document: 1 };
  const loaded = await wantedFrom([manifest], { world: worldOf({}), secrets: "leave" });
  expect(loaded).toMatchObject({ ok: false, diagnostics: [{ code: "malformed_manifest", instance: "Nothing/a" }] });
});

describe("limits", () => {
  const world = worldOf({});
  const of = (text: () => Promise<string>, size: number) =>
    loadManifests(["big.yaml"], {
      world: { ...world, readFile: text, files: { ...world.files, look: async () => ({ kind: "file", size }) } },
      secrets: "leave",
    });

  test("a file of 50 MB is refused by its size, and not read", async () => {
    const loaded = await of(() => Promise.reject(new Error("It was read")), 50_000_000);
    expect(loaded).toMatchObject({
      ok: false,
      diagnostics: [{ detail: expect.stringMatching(/50000000 bytes.*Split/) }],
    });
  });

  const level = (at: number) =>
    `a${at}: &a${at} [${Array(9)
      .fill(`*a${at - 1}`)
      .join(", ")}]\n`;
  test.each([
    [
      "many aliases of aliases",
      `a0: &a0 [x]\n${Array.from({ length: 30 }, (_, at) => level(at + 1)).join("")}`,
      /200000 values/,
    ],
    ["an alias within its own anchor", "a: &a [*a]\n", /ends before/],
    ["brackets in brackets", `a: ${"[".repeat(20_000)}`, /not YAML|nested/],
    ["maps in maps", `${Array.from({ length: 100 }, (_, at) => `${" ".repeat(at)}a:\n`).join("")}`, /64 levels/],
    ["a list of a million", `[${"1,".repeat(1_000_000)}1]`, /parts\. Split/],
    ["a long line", "a".repeat(1_000_000), /apiVersion/],
    ["many colons", "a:".repeat(500_000), /1024/],
  ])("%s are refused in time", async (_, text, detail) => {
    const loaded = await of(async () => text, text.length);
    expect(loaded).toMatchObject({ ok: false, diagnostics: [{ detail: expect.stringMatching(detail) }] });
  });

  test("ten thousand faults are told as a thousand", async () => {
    const loaded = await of(async () => test1("a", "{x: 1}").concat("---\n").repeat(10_000), 1);
    const diagnostics = loaded.ok ? [] : loaded.diagnostics;
    expect(diagnostics).toHaveLength(1_000);
  });

  test("a chain of ten thousand manifests is followed to its end", async () => {
    const link = (at: number) =>
      `apiVersion: thoth/v1\nkind: WebhookTest\nmetadata: {name: t${at}, dependsOn: [WebhookTest/t${(at + 1) % 10_000}]}\n`;
    const loaded = await of(async () => Array.from({ length: 10_000 }, (_, at) => link(at)).join("---\n"), 1);
    expect(loaded).toMatchObject({
      ok: false,
      diagnostics: [{ detail: expect.stringMatching(/^WebhookTest\/t0 needs/) }],
    });
  });
});

describe("a secret is told to nobody", () => {
  const secret = fc.stringMatching(/^[a-z]{6}[0-9]{4}$/).map((text) => `hush-${text}`);

  test("where it stands in the open, however it is written", async () => {
    const ways = (value: string) => [
      `webhook_secret: ${value}`,
      `webhook_secret: "${value}" # no`,
      `'webhook_secret': '${value}'`,
      `webhook_secret: |\n    ${value}\n  nothing: 1`,
      `webhook_secret:\n    ${value}`,
      `webhook_secret: ["${value}"]`,
      `webhook_secret: {fromEnv: ${value}}`,
      `webhook_secret: {fromEnv: A, or: ${value}}`,
      `webhook_secret: "${value}\n  b: [`,
      `webhook_secret: ${value}: b`,
      `webhook_enabled: no\n  webhook_secret: ${value}\n  ? x`,
      `extra: {webhook_secret: ${value}, more: 1}`,
      `webhook_secret: ${value}, webhook_url: x`,
      `webhook_secret: !!binary ${value}`,
      `webhook_secret: &a ${value}\n  x: *b`,
      `webhook_secret: >-\n    a\n    ${value}\n    b: [`,
    ];
    await fc.assert(
      fc.asyncProperty(secret, async (value) => {
        for (const way of ways(value)) {
          const text = `apiVersion: thoth/v1\nkind: WebhookSettings\nmetadata: {name: a}\nspec:\n  ${way}\n`;
          const faults = await faultsIn({ "a.yaml": text });
          expect([way, faults.length > 0]).toEqual([way, true]);
          expect([way, JSON.stringify(faults).includes(value)]).toEqual([way, false]);
        }
      }),
      { numRuns: 5 },
    );
  });

  test("where it comes from the environment or a file and is not what the attribute takes", async () => {
    const settings = (spec: string) =>
      `apiVersion: thoth/v1\nkind: TenantSettings\nmetadata: {name: a}\nspec: {${spec}}\n`;
    await fc.assert(
      fc.asyncProperty(secret, async (value) => {
        const faults = await faultsIn(
          {
            "a.yaml": settings(
              "webhook_url: {fromEnv: S}, shadow_low: {fromFile: s.txt}, tool_risk_overrides: {a: {fromEnv: S}}, extra_settings_json: {fromEnv: S}, secret_broker_auth_bindings_json: {fromFile: j.txt}",
            ),
            "s.txt": `${value}\n`,
            "j.txt": JSON.stringify([{ host_pattern: value, header: [value], [value]: value }]),
          },
          { S: value },
          ["a.yaml"],
        );
        expect(faults.map(({ attribute }) => attribute?.[0]).sort()).toEqual(
          expect.arrayContaining([
            "extra_settings_json",
            "secret_broker_auth_bindings_json",
            "shadow_low",
            "tool_risk_overrides",
            "webhook_url",
          ]),
        );
        expect(JSON.stringify(faults)).not.toContain(value);
      }),
      { numRuns: 20 },
    );
  });

  test("in an object of secrets every member that is named like one has to be a reference", async () => {
    const names = fc.constantFrom(
      "client_secret",
      "apiToken",
      "PASSWORD",
      "db_passwd",
      "tokens",
      "private-key",
      "user",
      "url",
    );
    await fc.assert(
      fc.asyncProperty(names, secret, async (name, value) => {
        const text = `apiVersion: thoth/v1\nkind: MdmProvider\nmetadata: {name: a}\nspec: {provider_name: custom, config: {deep: [{${name}: ${value}}]}}\n`;
        const faults = await faultsIn({ "a.yaml": text });
        expect(faults.map(({ summary }) => summary)).toEqual(isSecretName(name) ? ["A secret stands in the open"] : []);
        expect(JSON.stringify(faults)).not.toContain(value);
      }),
    );
  });
});

test("what is no manifest is told, whatever it is, and nothing is thrown", async () => {
  const parts = fc.constantFrom(
    ...[
      "apiVersion: thoth/v1\n",
      "kind: ",
      "BrowserPolicy\n",
      "MdmProvider\n",
      "List\n",
      "metadata: ",
      "{name: a}\n",
      "spec:",
    ],
    ...[
      "\n  ",
      "\n",
      "---\n",
      "- ",
      "items:\n",
      "a: ",
      "{fromEnv: ",
      "{fromResource: ",
      "A}",
      "*a ",
      "&a ",
      "[",
      "]",
      "{",
      "}",
    ],
    ...[
      "provider_name: ",
      "chrome",
      "config: ",
      "!!x ",
      '"',
      "'",
      "|",
      ">",
      "#",
      ": ",
      "\t",
      "\u0000",
      "\ufffd",
      "\r",
      "%a\n",
    ],
    ...[
      "apiVersion: v1\n",
      "apiVersion: platform.atensecurity.com/v1alpha1\n",
      "ThothTenant\n",
      "tenantId: a\n  ",
      "null",
      "1e999",
    ],
  );
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.array(parts, { maxLength: 30 }).map((all) => all.join("")),
  );
  await fc.assert(
    fc.asyncProperty(text, async (written) => {
      const loaded = await loadManifests(["a.yaml"], { world: worldOf({ "a.yaml": written }), secrets: "resolve" });
      if (!loaded.ok) expect(loaded.diagnostics.length).toBeGreaterThan(0);
      for (const { place, detail } of loaded.ok ? [] : loaded.diagnostics) {
        expect(place).toMatchObject({ file: "a.yaml" });
        expect(detail).toMatch(/\.$|\?$/);
      }
    }),
    { numRuns: 2_000 },
  );
});
