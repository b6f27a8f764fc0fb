import { describe, expect, test } from "@jest/globals";
import { type JsonObject, type Resource, resources } from "@thoth-iac/model";
import { parse } from "yaml";
import { commandLine } from "../support/command-line.ts";
import { type GovApiInMemory, govApiInMemory } from "../support/govapi.ts";
import { toldBy } from "../support/manifests-tenant.ts";

const settings = "PUT /thoth/settings";
const policies = "POST /thoth/browser/policies";
const browsers = "POST /thoth/browser/providers";
const mdm = "POST /thoth/mdm/providers";

async function tenantWith(writes: readonly (readonly [route: string, body: JsonObject])[]): Promise<GovApiInMemory> {
  const govApi = await govApiInMemory();
  for (const [route, body] of writes) {
    const { status, body: answer } = await govApi.call(route, body);
    if (status >= 300) throw new Error(JSON.stringify(answer));
  }
  return govApi;
}

const some = [
  [
    settings,
    {
      compliance_profile: "healthcare",
      webhook: { enabled: true, url: "https://e.example.com/x", secret: "s3cr3t-of-the-webhook" },
      further: { z: 1, a: [null] },
    },
  ],
  [
    mdm,
    {
      provider: "workspace_one",
      name: "WS1",
      config: { base_url: "https://ws.example.com", client_secret: "s3cr3t-of-the-mdm" },
    },
  ],
  [browsers, { provider: "chrome", enabled: false }],
  [policies, { policy_id: "strict", name: "Strict", provider: "chrome", active: false, policy: { b: 1, a: 2 } }],
] as const;

describe("an export into a folder", () => {
  test("is one file for each instance, and one that names the secrets", async () => {
    const { run, files } = commandLine(await tenantWith(some));
    const { code, stderr } = await run(["export", "--output-dir", "out"]);
    expect(code).toBe(0);
    expect([...files.keys()].toSorted()).toEqual([
      "out/.env.example",
      "out/.thoth/manifest.schema.json",
      "out/browser-policy/strict.yaml",
      "out/browser-provider/chrome.yaml",
      "out/mdm-provider/workspace-one.yaml",
      "out/tenant-settings/settings.yaml",
    ]);
    expect(parse(files.get("out/browser-policy/strict.yaml") ?? "")).toEqual({
      apiVersion: "thoth/v1",
      kind: "BrowserPolicy",
      metadata: { name: "strict" },
      spec: {
        policy_id: "strict",
        name: "Strict",
        provider_name: "chrome",
        active: false,
        policy: { a: 2, b: 1 },
        created_by: expect.any(String),
      },
    });
    expect(parse(files.get("out/tenant-settings/settings.yaml") ?? "").spec).toMatchObject({
      compliance_profile: "healthcare",
      webhook_url: "https://e.example.com/x",
      extra_settings: { further: { a: [null], z: 1 } },
    });
    expect(files.get("out/tenant-settings/settings.yaml")).toMatch(
      /^# yaml-language-server: \$schema=..\/.thoth\/manifest.schema.json\n/,
    );
    expect(files.get("out/tenant-settings/settings.yaml")).toContain(
      "# webhook_secret: {fromEnv: THOTH_TENANT_SETTINGS_WEBHOOK_SECRET}",
    );
    expect(files.get("out/.env.example")).toContain("THOTH_TENANT_SETTINGS_WEBHOOK_SECRET=");
    expect(stderr).toContain("TenantSettings/settings webhook_secret");
    expect([...files.values(), stderr].join("\n")).not.toContain("s3cr3t");
  });

  test("is the same text the second time, and writes nothing then", async () => {
    const { run, files } = commandLine(await tenantWith(some));
    await run(["export", "--output-dir", "out"]);
    const before = new Map(files);
    const again = await run(["export", "--output-dir", "out", "--output", "json"]);
    expect(files).toEqual(before);
    expect(JSON.parse(again.stdout)).toMatchObject({ written: [], leftovers: [], instances: 4 });
    expect(JSON.parse(again.stdout).unchanged).toHaveLength(6);
  });

  test("plans nothing but to take over what is there, in the tenant that it came from", async () => {
    const govApi = await tenantWith(some.filter(([route]) => route !== mdm));
    const before = await toldBy(govApi.call);
    const { run } = commandLine(govApi);
    await run(["export", "--output-dir", "out"]);
    const plan = await run(["plan", "-f", "out", "--output", "json"]);
    expect(JSON.parse(plan.stdout).steps.map(({ action }: JsonObject) => action)).toEqual(["adopt", "adopt", "adopt"]);
    expect((await run(["apply", "-f", "out"])).code).toBe(0);
    expect(await toldBy(govApi.call)).toEqual(before);
  });

  test("refuses to replace a file that no export has made, and then writes nothing at all", async () => {
    const { run, files } = commandLine(await tenantWith(some));
    files.set("out/browser-policy/strict.yaml", "kind: BrowserPolicy # by hand\n");
    const refused = await run(["export", "--output-dir", "out"]);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain("out/browser-policy/strict.yaml");
    expect(refused.stderr).toContain("--force");
    expect([...files.keys()]).toEqual(["out/browser-policy/strict.yaml"]);
    expect((await run(["export", "--output-dir", "out", "--force"])).code).toBe(0);
    expect(files.get("out/browser-policy/strict.yaml")).toContain("policy_id: strict");
  });

  test("ends when it is interrupted, and goes on the next time", async () => {
    const govApi = await tenantWith(some);
    const stop = new AbortController();
    const files = new Map<string, string>();
    const set = files.set.bind(files);
    files.set = (path, text) => {
      stop.abort();
      return set(path, text);
    };
    const broken = await commandLine(govApi, files, stop.signal).run(["export", "--output-dir", "out"]);
    expect(broken.code).toBe(130);
    expect(broken.stderr).toContain("Export again");
    const written = files.size;
    expect(written).toBeLessThan(6);
    const again = await commandLine(govApi, files).run(["export", "--output-dir", "out", "--json"]);
    expect(JSON.parse(again.stdout).unchanged).toHaveLength(written);
    expect(files.size).toBe(6);
  });

  test("names files of an earlier export that are wanted no more, and leaves them and all others where they are", async () => {
    const { run, files } = commandLine(await tenantWith(some));
    await run(["export", "--output-dir", "out"]);
    files.set("out/browser-policy/gone.yaml", files.get("out/browser-policy/strict.yaml") ?? "");
    files.set("out/browser-policy/own.yaml", "by hand\n");
    const again = await run(["export", "--output-dir", "out", "--output", "json"]);
    expect(JSON.parse(again.stdout).leftovers).toEqual(["browser-policy/gone.yaml"]);
    expect(files.has("out/browser-policy/gone.yaml")).toBe(true);
    const filtered = await run(["export", "--output-dir", "out", "--kind", "MdmProvider", "--output", "json"]);
    expect(JSON.parse(filtered.stdout).leftovers).toEqual([]);
  });
});

describe("an export to standard output", () => {
  test("is a stream that can be applied as it is", async () => {
    const { run } = commandLine(await tenantWith(some));
    const { stdout } = await run(["export"]);
    const empty = await govApiInMemory();
    const other = commandLine(empty, new Map([["all.yaml", stdout]]));
    const applied = await other.run(["apply", "-f", "all.yaml"]);
    expect(applied.stderr).not.toContain("Error");
    expect(applied.code).toBe(0);
    expect(JSON.stringify(await toldBy(empty.call))).toContain('"policy_id":"strict"');
  });

  test("holds only the kinds that are asked for", async () => {
    const { run, requests } = commandLine(await tenantWith(some));
    const { stdout } = await run(["export", "--kind", "BrowserPolicy", "--kind", "BrowserProvider", "--json"]);
    const { manifests } = JSON.parse(stdout);
    expect(manifests.map(({ kind }: JsonObject) => kind)).toEqual(["BrowserProvider", "BrowserPolicy"]);
    expect(requests.filter((request) => /mdm|settings/.test(request))).toEqual([]);
    const wrong = await run(["export", "--kind", "BrowserPolice"]);
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toContain("BrowserPolicy");
  });

  test("tells the settings in one manifest, or, if it is asked for by kind, a slice", async () => {
    const { run } = commandLine(await tenantWith(some));
    const kinds = async (...argv: readonly string[]) =>
      JSON.parse((await run(["export", "--json", ...argv])).stdout).manifests.map(({ kind }: JsonObject) => kind);
    expect(await kinds()).toEqual(["TenantSettings", "MdmProvider", "BrowserProvider", "BrowserPolicy"]);
    expect(await kinds("--kind", "WebhookSettings")).toEqual(["WebhookSettings"]);
  });

  test("holds only what the owner has made, under the names that the owner gave, with references to its secrets", async () => {
    const govApi = await tenantWith(some);
    const { run, files } = commandLine(govApi);
    files.set(
      "ours.yaml",
      "apiVersion: thoth/v1\nkind: BrowserPolicy\nmetadata: {name: ours.one}\nspec: {policy_id: Ours, name: Ours, provider_name: safari, policy: {}, version: 7}\n---\napiVersion: thoth/v1\nkind: WebhookSettings\nmetadata: {name: hook}\nspec: {webhook_secret: {fromEnv: HOOK}}\n",
    );
    expect((await run(["apply", "-f", "ours.yaml", "--owner", "team"], { HOOK: "s3cr3t-of-ours" })).code).toBe(0);
    const { stdout } = await run(["export", "--owner", "team", "--json"]);
    expect(JSON.parse(stdout).manifests).toMatchObject([
      {
        kind: "WebhookSettings",
        metadata: { name: "hook" },
        spec: { webhook_secret: { fromEnv: "THOTH_WEBHOOK_SETTINGS_WEBHOOK_SECRET" } },
      },
      { kind: "BrowserPolicy", metadata: { name: "ours.one" }, spec: { policy_id: "Ours", version: 7 } },
    ]);
    expect(JSON.parse(stdout).secrets).toEqual([
      {
        instance: "WebhookSettings/hook",
        attribute: "webhook_secret",
        variable: "THOTH_WEBHOOK_SETTINGS_WEBHOOK_SECRET",
        set: true,
      },
    ]);
    expect(JSON.parse((await run(["export", "--owner", "nobody", "--json"])).stdout).manifests).toEqual([]);
    const all = JSON.parse((await run(["export", "--json"])).stdout).manifests;
    expect(all[0].spec.webhook_secret).toEqual({ fromEnv: "THOTH_TENANT_SETTINGS_WEBHOOK_SECRET" });
  });
});

test("a part of the settings that each of two owners set is exported as that part, so that none is said twice", async () => {
  const govApi = await tenantWith(some);
  const { run, files } = commandLine(govApi);
  const settingsOf = (kind: string, spec: string) =>
    `apiVersion: thoth/v1\nkind: ${kind}\nmetadata: {name: part}\nspec: ${spec}\n`;
  files.set(
    "one.yaml",
    settingsOf("TenantSettings", "{shadow_low: block, extra_settings: {further: {z: 2}, own: {b: 1}}}"),
  );
  files.set("two.yaml", settingsOf("GovernanceSettings", "{shadow_high: allow}"));
  expect((await run(["apply", "-f", "one.yaml", "--owner", "one"])).code).toBe(0);
  expect((await run(["apply", "-f", "two.yaml", "--owner", "two"])).code).toBe(0);
  const specs = async (owner: string) =>
    JSON.parse((await run(["export", "--owner", owner, "--json"])).stdout).manifests.map(
      ({ spec }: JsonObject) => spec,
    );
  expect(await specs("one")).toEqual([{ shadow_low: "block", extra_settings: { further: { z: 2 }, own: { b: 1 } } }]);
  expect(await specs("two")).toEqual([{ shadow_high: "allow" }]);
});

test("JSON that holds secrets is referred to as a whole, and not told", async () => {
  const metadata = { team: "a", api_token: "s3cr3t-of-the-team" };
  const govApi = await tenantWith([
    [policies, { policy_id: "p", name: "p", provider: "chrome", policy: {}, metadata }],
  ]);
  const { run, files } = commandLine(govApi);
  const { stderr } = await run(["export", "--output-dir", "out", "--kind", "BrowserPolicy"]);
  expect(stderr).toContain("BrowserPolicy/p metadata_json is set: give it as THOTH_BROWSER_POLICY_P_METADATA_JSON");
  expect([...files.values(), stderr].join("\n")).not.toContain("s3cr3t");
  const to = await govApiInMemory();
  const env = { THOTH_BROWSER_POLICY_P_METADATA_JSON: JSON.stringify(metadata) };
  expect(await commandLine(to, files).run(["apply", "-f", "out"], env)).toMatchObject({ code: 0 });
  expect((await to.call("GET /thoth/browser/policies")).body).toMatchObject({ data: [{ metadata }] });
});

test("every resource that can be looked for is exported", async () => {
  const { run } = commandLine(await govApiInMemory());
  for (const resource of Object.values<Resource>(resources)) {
    const kind = resource.name.replace(/(^|_)([a-z])/g, (_, __, letter: string) => letter.toUpperCase());
    const { code } = await run(["export", "--kind", kind]);
    expect([kind, code]).toEqual([kind, typeof resource.routes.read === "object" ? 0 : 2]);
  }
});
