import { describe, expect, test } from "@jest/globals";
import { type Diagnostic, type Result, UNKNOWN } from "@thoth-iac/model";
import fc from "fast-check";
import { stringify, type ToStringOptions } from "yaml";
import { loadManifests, wantedFrom } from "./load.ts";
import { worldOf } from "./test-world.ts";

const all = `# yaml-language-server: $schema=manifest.schema.json
---
apiVersion: thoth/v1
kind: MdmProvider
metadata:
  name: jamf
  labels: {team: it}
spec:
  provider_name: jamf
  config: {base_url: https://acme.jamfcloud.com, client_id: thoth, client_secret: {fromEnv: JAMF}}
---
# nothing but a comment
---
apiVersion: thoth/v1
kind: MdmSync
metadata: {name: nightly, dependsOn: [GovernanceSettings/base]}
spec:
  provider_name: {fromResource: MdmProvider/jamf}
...
---
apiVersion: thoth/v1
kind: GovernanceSettings
metadata: {name: base}
spec:
---
apiVersion: v1
kind: List
items:
  - apiVersion: thoth/v1
    kind: BrowserPolicy
    metadata: {name: strict}
    spec: {name: Strict, provider_name: chrome, policy_json: {fromFile: policies/strict.json}}
`;

const around = { "set/all.yaml": all, "set/policies/strict.json": '{"a": 1}\n' };

async function faultsIn(
  files: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>> = {},
): Promise<readonly Diagnostic[]> {
  const paths = Object.keys(files).filter((path) => /\.(ya?ml|json)$/.test(path));
  const loaded = await loadManifests(paths, { world: worldOf(files, env), secrets: "resolve" });
  return loaded.ok ? [] : loaded.diagnostics;
}

function valueIn<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return result.value;
}

describe("manifests", () => {
  test("are instances with their secrets, their references open", async () => {
    const loaded = await loadManifests(["set/all.yaml"], {
      world: worldOf(around, { JAMF: "hush" }),
      secrets: "resolve",
    });
    const shown = valueIn(loaded).wanted.map(({ resource, ...rest }) => ({ resource: resource.name, ...rest }));
    expect(shown).toEqual([
      {
        resource: "mdm_provider",
        name: "jamf",
        configuration: {
          provider_name: "jamf",
          config: { base_url: "https://acme.jamfcloud.com", client_id: "thoth", client_secret: "hush" },
        },
        references: [],
        after: [],
      },
      {
        resource: "mdm_sync",
        name: "nightly",
        configuration: { provider_name: UNKNOWN },
        references: [{ path: ["provider_name"], to: "MdmProvider/jamf", attribute: "provider_name" }],
        after: ["GovernanceSettings/base"],
      },
      { resource: "governance_settings", name: "base", configuration: {}, references: [], after: [] },
      {
        resource: "browser_policy",
        name: "strict",
        configuration: { policy_id: "strict", name: "Strict", provider_name: "chrome", policy_json: '{"a": 1}' },
        references: [],
        after: [],
        hidden: ["policy_json"],
      },
    ]);
  });

  test("are the same from text with a BOM and ends of lines of Windows", async () => {
    const windows = { ...around, "set/all.yaml": `\ufeff${all.replaceAll("\n", "\r\n")}` };
    const load = async (files: typeof around) =>
      valueIn(
        await loadManifests(["set"], { world: worldOf({ "set/all.yaml": files["set/all.yaml"] }), secrets: "leave" }),
      );
    expect((await load(windows)).wanted).toEqual((await load(around)).wanted);
  });

  test("are read from the standard input, where paths start at the working folder", async () => {
    const world = worldOf({ "-": all, "policies/strict.json": "{}" }, { JAMF: "x" });
    const { documents } = valueIn(await loadManifests(["-"], { world, secrets: "resolve" }));
    expect(documents.map(({ kind, name, file, document }) => [kind, name, file, document])).toEqual([
      ["MdmProvider", "jamf", "-", 1],
      ["MdmSync", "nightly", "-", 2],
      ["GovernanceSettings", "base", "-", 3],
      ["BrowserPolicy", "strict", "-", 4],
    ]);
  });

  test("are the same again from what a saved plan keeps of them", async () => {
    const options = { world: worldOf(around, { JAMF: "hush" }), secrets: "resolve" } as const;
    const { documents, wanted } = valueIn(await loadManifests(["set/all.yaml"], options));
    expect(JSON.stringify(documents)).not.toContain("hush");
    const again = valueIn(await wantedFrom(JSON.parse(JSON.stringify(documents)), options));
    expect(again.wanted).toEqual(wanted);
    expect(again.placeOf("MdmProvider/jamf")).toBeUndefined();
  });

  test("need no secret where those are left alone", async () => {
    const world = worldOf({ "set/all.yaml": all });
    const { wanted } = valueIn(await loadManifests(["set/all.yaml"], { world, secrets: "leave" }));
    expect(wanted[0]?.configuration).toMatchObject({ config: { client_secret: UNKNOWN } });
    expect(wanted[3]?.configuration).toMatchObject({ policy_json: UNKNOWN });
  });

  test("may lie in one folder with the files that they refer to", async () => {
    const world = worldOf({ ...around, "set/other.json": "{" }, { JAMF: "hush" });
    const loaded = await loadManifests(["set"], { world, secrets: "resolve" });
    expect(loaded).toMatchObject({ ok: false, diagnostics: [{ place: { file: "set/other.json" } }] });
    const { documents } = valueIn(
      await loadManifests(["set"], { world: worldOf(around, { JAMF: "hush" }), secrets: "resolve" }),
    );
    expect(documents).toHaveLength(4);
  });

  test("tell where an instance and an attribute of it are written", async () => {
    const { placeOf } = valueIn(
      await loadManifests(["set/all.yaml"], { world: worldOf({ "set/all.yaml": all }), secrets: "leave" }),
    );
    const at = (address: string, path?: readonly string[]) => {
      const { line = 0, column = 0 } = placeOf(address, path) ?? {};
      return `${line}:${column}`;
    };
    expect(at("MdmProvider/jamf")).toBe("6:3");
    expect(at("MdmProvider/jamf", ["config", "client_id"])).toBe("10:50");
    expect(at("MdmProvider/jamf", ["name"])).toBe("8:1");
    expect(at("BrowserPolicy/strict", ["policy_json"])).toBe("32:49");
    expect(placeOf("BrowserPolicy/lax")).toBeUndefined();
  });
});

test("any value that JSON has is loaded as it was written, however YAML writes it", async () => {
  const style = fc.record({
    collectionStyle: fc.constantFrom("any" as const, "block" as const, "flow" as const),
    defaultStringType: fc.constantFrom("PLAIN", "QUOTE_DOUBLE", "QUOTE_SINGLE", "BLOCK_LITERAL", "BLOCK_FOLDED"),
    lineWidth: fc.constantFrom(0, 20, 80),
    indent: fc.constantFrom(2, 4, 8),
  });
  const isExact = (value: unknown): boolean =>
    typeof value === "number"
      ? !Number.isInteger(value) || Number.isSafeInteger(value)
      : typeof value !== "object" || value === null || Object.values(value).every(isExact);
  const json = fc
    .dictionary(fc.string({ maxLength: 5, unit: "grapheme" }), fc.jsonValue({ maxDepth: 4, stringUnit: "grapheme" }))
    .map((made) => JSON.parse(JSON.stringify(made)))
    .filter(
      (made) => isExact(made) && !/__proto__|"from(Env|File|Resource)"|\ufffd|\\u0000/.test(JSON.stringify(made)),
    );
  await fc.assert(
    fc.asyncProperty(json, style, async (made, options) => {
      const spec = { name: "One", provider_name: "chrome", policy: made };
      const document = { apiVersion: "thoth/v1", kind: "BrowserPolicy", metadata: { name: "one" }, spec };
      const text = stringify(document, options as ToStringOptions); // the styles are those that it names
      const loaded = await loadManifests(["a.yaml"], { world: worldOf({ "a.yaml": text }), secrets: "leave" });
      expect(valueIn(loaded).wanted[0]?.configuration).toEqual({ ...spec, policy_id: "one" });
    }),
    { numRuns: 500 },
  );
});

const policy = (spec: string) =>
  `apiVersion: thoth/v1\nkind: BrowserPolicy\nmetadata: {name: one}\nspec:\n  name: One\n  provider_name: chrome\n${spec}`;
const settings = (spec: string) =>
  `apiVersion: thoth/v1\nkind: GovernanceSettings\nmetadata: {name: a}\nspec: {${spec}}\n`;
const hook = (spec: string) => `apiVersion: thoth/v1\nkind: WebhookSettings\nmetadata: {name: hook}\nspec:\n${spec}`;
const enrollment = (name: string, more = "") =>
  `apiVersion: thoth/v1\nkind: BrowserEnrollment\nmetadata: {name: ${name}${more}}\nspec: {provider_name: chrome, user_id: a, device_id: b}\n`;
const sync = (name: string, spec: string) =>
  `apiVersion: thoth/v1\nkind: MdmSync\nmetadata: {name: ${name}}\nspec: ${spec}\n`;

describe("a fault is told with its place, with what was found and with what to do:", () => {
  test.each<readonly [string, string, string, RegExp]>([
    ["no YAML", "a: b\n c: d\n", "1:4", /colon.*quotes/],
    ["a tab", "a:\n\tb: 1\n", "2:1", /found a tab.*spaces/],
    ["a quote that is not closed", 'a: "b\nc: d\n', "3:1", /missing here: a closing quote/],
    ["a key that stands twice", "a: 1\nb: 2\na: 3\n", "3:1", /"a" stands twice/],
    ["a merge key", "a: &x {b: 1}\nc:\n  <<: *x\n", "3:3", /merge key.*Write the members/],
    ["a key that is a list", "? [a]\n: b\n", "1:3", /quotes/],
    ["a key named __proto__", "a:\n  __proto__: 1\n", "2:3", /GovAPI refuses/],
    ["a tag", "a: !!binary aGk=\n", "1:13", /!!binary.*Remove the tag/],
    ["a tag of one's own", "a: !js/function x\n", "1:17", /!js\/function/],
    ["an alias of nothing", "a: *x\n", "1:4", /\*x.*anchor/],
    ["a number that is not kept exactly", "a: 12345678901234567890\n", "1:4", /Put it in quotes/],
    ["a number that JSON does not know", "a: .inf\n", "1:4", /in quotes/],
    ["a directive", "%YAML 1.1\n---\na: b\n", "1:1", /YAML 1\.2/],
    ["a text in place of a map", "just words\n", "1:1", /apiVersion: thoth\/v1/],
    ["a document of something else", "apiVersion: apps/v1\nkind: Deployment\n", "1:13", /found "apps\/v1"/],
    ["no apiVersion", "kind: MdmSync\n", "1:1", /found nothing/],
    ["a version that is nearly ours", "apiVersion: thoth/v2\nkind: MdmSync\n", "1:13", /Did you mean thoth\/v1\?/],
    [
      "an unknown kind",
      "apiVersion: thoth/v1\nkind: BrowserPolicies\nmetadata: {name: a}\n",
      "2:7",
      /Did you mean BrowserPolicy\?/,
    ],
    [
      "a kind as Terraform has it",
      "apiVersion: thoth/v1\nkind: mdm_provider\nmetadata: {name: a}\n",
      "2:7",
      /Did you mean MdmProvider\?/,
    ],
    ["no name", "apiVersion: thoth/v1\nkind: MdmSync\nmetadata: {}\n", "3:1", /found nothing/],
    [
      "a name in capitals",
      "apiVersion: thoth/v1\nkind: WebhookTest\nmetadata: {name: One}\n",
      "3:18",
      /lower-case.*found "One"/,
    ],
    [
      "a name that is a number",
      "apiVersion: thoth/v1\nkind: WebhookTest\nmetadata: {name: 1}\n",
      "3:18",
      /Put it in quotes/,
    ],
    ["a key beside spec", `${policy("")}specs: {}\n`, "7:1", /Did you mean spec\?/],
    [
      "a misspelt attribute",
      policy("  enforcement_mod: enforce\n  policy: {}\n"),
      "7:3",
      /Did you mean enforcement_mode\?/,
    ],
    ["an attribute of the server's", policy("  policy: {}\n  created_at: now\n"), "8:3", /decided by the server/],
    ["a write-only attribute", hook("  webhook_secret_wo: x\n"), "5:3", /state file.*fromEnv/],
    [
      "a value that is not accepted",
      policy("  policy: {}\n  enforcement_mode: enforced\n"),
      "8:21",
      /"enforced".*Did you mean "enforce"\?/,
    ],
    ["yes in place of true", policy("  policy: {}\n  active: yes\n"), "8:11", /yes is a text: write true/],
    [
      "yes for what only sounds like a secret",
      settings("secret_broker_fail_on_missing_secret: yes"),
      "4:46",
      /write true/,
    ],
    ["true in quotes", policy('  policy: {}\n  active: "true"\n'), "8:11", /without quotes/],
    ["a number in quotes", policy('  policy: {}\n  version: "1"\n'), "8:12", /without quotes/],
    ["a number in place of a text", policy("  policy: {}\n  created_by: 123\n"), "8:15", /Put it in quotes: "123"/],
    ["what is required and is not there", policy("  active: true\n"), "4:1", /Exactly one of policy_json, policy/],
    [
      "what excludes one another",
      policy('  policy: {}\n  policy_json: "{\\"a\\": 1}"\n'),
      "7:3",
      /policy_json and policy are/,
    ],
    ["JSON that is none", policy("  policy_json: '{'\n"), "7:16", /JSON text/],
    ["a secret in the open", hook("  webhook_secret: hush\n"), "5:19", /\{fromEnv: HOOK_WEBHOOK_SECRET\}/],
    ["a variable that is not set", hook("  webhook_secret: {fromEnv: HOOK}\n"), "5:19", /no variable HOOK/],
    ["a variable that is empty", hook("  webhook_secret: {fromEnv: EMPTY}\n"), "5:19", /EMPTY holds nothing/],
    ["a file that is not there", hook("  webhook_secret: {fromFile: ./gone}\n"), "5:19", /gone, which does not exist/],
    [
      "a file that is empty",
      hook("  webhook_secret: {fromFile: empty.txt}\n"),
      "5:19",
      /empty\.txt, which holds nothing/,
    ],
    ["a folder for a file", hook("  webhook_secret: {fromFile: folder}\n"), "5:19", /folder, which is a folder/],
    [
      "a reference with too much in it",
      hook("  webhook_secret: {fromEnv: A, default: b}\n"),
      "5:19",
      /holds nothing else/,
    ],
    ["a name that no variable has", hook("  webhook_secret: {fromEnv: a-b}\n"), "5:19", /letters, digits and _/],
    ["a text for what is true or false", hook("  webhook_enabled: {fromEnv: SET}\n"), "5:20", /true or false/],
    ["a variable within JSON that is shown", policy("  policy: {a: {fromEnv: SET}}\n"), "7:15", /shown in plans/],
    [
      "a text for a whole object",
      "apiVersion: thoth/v1\nkind: MdmProvider\nmetadata: {name: a}\nspec:\n  provider_name: jamf\n  config: {fromFile: a}\n",
      "6:11",
      /config_json: \{fromFile: PATH\}/,
    ],
    [
      "a reference to nothing",
      sync("a", "{provider_name: {fromResource: MdmProvider/jam}}"),
      "4:23",
      /no manifest MdmProvider\/jam /,
    ],
    ["a reference to itself", sync("a", "{provider_name: {fromResource: MdmSync/a}}"), "4:23", /wait for itself/],
    ["a dependency on nothing", enrollment("a", ", dependsOn: [MdmSync/b]"), "3:33", /no manifest MdmSync\/b /],
    ["no address", enrollment("a", ", dependsOn: [b]"), "3:33", /\[GovernanceSettings\/baseline\]/],
  ])("%s", async (_, text, place, detail) => {
    const files = { "a.yaml": text, "empty.txt": "\n", "folder/x.txt": "x" };
    const [fault, ...others] = await faultsIn(files, { EMPTY: "", SET: "true" });
    expect([`${fault?.place?.line}:${fault?.place?.column}`, fault?.detail]).toEqual([
      place,
      expect.stringMatching(detail),
    ]);
    expect(fault?.place).toMatchObject({ file: "a.yaml" });
    expect(others).toEqual([]);
  });

  test.each<readonly [string, readonly string[], string, RegExp]>([
    ["one name twice", [enrollment("a"), enrollment("a")], "8:18", /document 1 of a\.yaml.*Rename/],
    [
      "one instance twice",
      [enrollment("a"), enrollment("b").replace("{provider_name", "{enrollment_id: a, provider_name")],
      "9:23",
      /BrowserEnrollment\/b and BrowserEnrollment\/a .*enrollment_id "a"/,
    ],
    [
      "the settings twice",
      [hook("").trim(), hook("").trim().replace("hook}", "two}")].map((each) => `${each}\n`),
      "7:7",
      /only one of it/,
    ],
    [
      "one setting in two manifests",
      [
        hook("  webhook_enabled: true\n"),
        "apiVersion: thoth/v1\nkind: TenantSettings\nmetadata: {name: t}\nspec:\n  extra_settings: {webhook: {enabled: false}}\n",
      ],
      "11:19",
      /extra_settings sets webhook\.enabled.*WebhookSettings\/hook .*with webhook_enabled/,
    ],
    [
      "a circle",
      [
        enrollment("a", ", dependsOn: [BrowserEnrollment/b]"),
        enrollment("b", ", dependsOn: [BrowserEnrollment/c]"),
        enrollment("c", ", dependsOn: [BrowserEnrollment/a]"),
      ],
      "13:33",
      /BrowserEnrollment\/a needs BrowserEnrollment\/b needs BrowserEnrollment\/c needs BrowserEnrollment\/a\./,
    ],
    [
      "an attribute that the other does not have",
      [
        sync("a", "{provider_name: jamf}"),
        sync("b", "{provider_name: {fromResource: MdmSync/a, attribute: provider_nam}}"),
      ],
      "9:23",
      /no attribute provider_nam\. Did you mean provider_name\?/,
    ],
    [
      "an attribute of another type",
      [
        sync("a", "{provider_name: jamf}"),
        sync("b", "{provider_name: jamf, timeout_seconds: {fromResource: MdmSync/a}}"),
      ],
      "9:46",
      /whole number.*id of MdmSync\/a is a string/,
    ],
    [
      "a value that is not accepted",
      [
        sync("a", "{provider_name: jamf, trigger: now}"),
        sync("b", "{provider_name: {fromResource: MdmSync/a, attribute: trigger}}"),
      ],
      "9:23",
      /found "now"/,
    ],
    [
      "another's secret where it would be shown",
      [
        hook("  webhook_secret: {fromEnv: SET}\n"),
        sync("b", "{provider_name: jamf, trigger: {fromResource: WebhookSettings/hook, attribute: webhook_secret}}"),
      ],
      "10:38",
      /is a secret, and trigger would show it/,
    ],
    [
      "a reference that leaves open what it takes",
      [hook("").trim().concat("\n"), sync("b", "{provider_name: jamf, trigger: {fromResource: WebhookSettings/hook}}")],
      "9:38",
      /no single attribute/,
    ],
  ])("%s", async (_, documents, place, detail) => {
    const [fault, ...others] = await faultsIn({ "a.yaml": documents.join("---\n") }, { SET: "true" });
    expect([`${fault?.place?.line}:${fault?.place?.column}`, fault?.detail]).toEqual([
      place,
      expect.stringMatching(detail),
    ]);
    expect(others).toEqual([]);
  });
});
