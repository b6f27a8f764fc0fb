import { execFile } from "node:child_process";
import { chmod, mkdir, open, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { inFolder, run } from "../cli/running.ts";
import { commandLine } from "../support/command-line.ts";
import { type GovApiInMemory, govApiInMemory } from "../support/govapi.ts";
import { toldBy } from "../support/manifests-tenant.ts";

/* Whatever is wrong with manifests: one clear error, the right exit code, and a tenant that nobody touched. */

let govApi: GovApiInMemory;
beforeAll(async () => {
  govApi = await govApiInMemory();
});

const commands = [["validate"], ["plan"], ["diff"], ["apply"], ["import"], ["destroy", "--yes"]];

const document = (kind: string, name: string, spec: string) =>
  `apiVersion: thoth/v1\nkind: ${kind}\nmetadata:\n  name: ${name}\nspec:\n${spec.replace(/^(?=.)/gm, "  ")}\n---\n`;
const policy = (name: string, more = "") =>
  document("BrowserPolicy", name, `name: x\nprovider_name: chrome\npolicy: {}\n${more}`);
const enrollment = (name: string, more: string) =>
  document("BrowserEnrollment", name, `provider_name: chrome\ndevice_id: d\n${more}`);
const good = policy("good");

/** A billion laughs: nine levels, each of which names the one below it ten times. */
const bomb = `a0: &a0 [x, x]\n${Array.from({ length: 9 }, (_, at) => `a${at + 1}: &a${at + 1} [${Array(10).fill(`*a${at}`).join(", ")}]`).join("\n")}\n`;

/** What is written, and what the one error has to say. */
const wrong: readonly (readonly [sentence: string, text: string, says: RegExp])[] = [
  ["YAML that does not end", `${good}kind: "Browser`, /yaml:\d+:\d+/],
  ["YAML indented with tabs", `kind: BrowserPolicy\nmetadata:\n\tname: x\n`, /tab/i],
  ["a list where a document should be", "- a\n- b\n", /apiVersion|kind|manifest/],
  ["a text where a document should be", "hello\n", /apiVersion|kind|manifest/],
  ["a document without apiVersion", good.replace("apiVersion: thoth/v1\n", ""), /apiVersion/],
  ["another apiVersion", good.replace("thoth/v1", "thoth/v9"), /thoth\/v1/],
  ["an unknown kind", good.replace("BrowserPolicy", "BrowserPolicies"), /BrowserPolicy/],
  ["a kind that is an inherited member", good.replace("BrowserPolicy", "constructor"), /constructor/],
  ["no name", good.replace("name: good", "labels: {}"), /name/],
  ["a name that no instance may have", good.replace("good", "Not_Good"), /Not_Good/],
  ["a name that is a number", good.replace("good", "12"), /name/],
  ["two documents of one name", good + good, /good/],
  ["two instances of one identity", policy("a", "policy_id: same") + policy("b", "policy_id: same"), /same/],
  ["the identity that another one's name gives", policy("a") + policy("b", "policy_id: a"), /BrowserPolicy\/a/],
  [
    "two documents that set the same",
    document("WebhookSettings", "a", "webhook_enabled: true") +
      document("TenantSettings", "b", "webhook_enabled: false"),
    /webhook_enabled/,
  ],
  ["an attribute that does not exist", policy("a", "enforcement: x"), /enforcement_mode/],
  ["an attribute that only GovAPI sets", policy("a", "created_at: x"), /created_at/],
  ["a write-only attribute", document("WebhookSettings", "a", "webhook_secret_wo: x"), /webhook_secret/],
  ["a value of the wrong type", policy("a", "version: many"), /version/],
  ["a value that is not accepted", good.replace("chrome", "netscape"), /netscape/],
  ["a number that is not one", policy("a", "version: .inf"), /version/],
  ["a whole number that would not be kept exactly", policy("a", "metadata: {n: 9007199254740993}"), /metadata/],
  ["nothing where an attribute is needed", document("BrowserPolicy", "a", "name: x\npolicy: {}"), /provider_name/],
  ["a key twice", policy("a", "active: true\nactive: false"), /active/],
  ["a literal secret", document("WebhookSettings", "a", "webhook_secret: hunter2-hunter2"), /fromEnv/],
  [
    "a literal secret in an object",
    document("MdmProvider", "a", "provider_name: jamf\nconfig: {client_secret: hunter2-hunter2}"),
    /fromEnv/,
  ],
  [
    "a literal secret in JSON text",
    document("MdmProvider", "a", `provider_name: jamf\nconfig_json: '{"client_secret": "hunter2-hunter2"}'`),
    /fromEnv|fromFile/,
  ],
  [
    "an environment variable that is not set",
    document("WebhookSettings", "a", "webhook_secret: {fromEnv: NOT_THERE}"),
    /NOT_THERE/,
  ],
  [
    "a secret's file that is not there",
    document("WebhookSettings", "a", "webhook_secret: {fromFile: not-there}"),
    /not-there/,
  ],
  [
    "a reference with a member too many",
    document("WebhookSettings", "a", "webhook_secret: {fromEnv: A, fromFile: b}"),
    /fromEnv|fromFile/,
  ],
  [
    "a reference to nothing",
    enrollment("a", "user_id: {fromResource: BrowserPolicy/gone, attribute: name}"),
    /BrowserPolicy\/gone/,
  ],
  [
    "a reference to itself",
    enrollment("a", "user_id: {fromResource: BrowserEnrollment/a, attribute: device_id}"),
    /BrowserEnrollment\/a/,
  ],
  [
    "a reference to an attribute that does not exist",
    good + enrollment("a", "user_id: {fromResource: BrowserPolicy/good, attribute: nmae}"),
    /nmae/,
  ],
  [
    "a reference to a secret",
    document("WebhookSettings", "w", "webhook_url: https://a.example.com") +
      enrollment("a", "user_id: {fromResource: WebhookSettings/w, attribute: webhook_secret}"),
    /webhook_secret/,
  ],
  [
    "references in a circle",
    enrollment("a", "user_id: {fromResource: BrowserEnrollment/b, attribute: user_id}") +
      enrollment("b", "user_id: {fromResource: BrowserEnrollment/a, attribute: user_id}"),
    /BrowserEnrollment\/[ab]/,
  ],
  [
    "needs in a circle",
    policy("a").replace("  name: a\n", "  name: a\n  dependsOn: [BrowserPolicy/b]\n") +
      policy("b").replace("  name: b\n", "  name: b\n  dependsOn: [BrowserPolicy/a]\n"),
    /BrowserPolicy\/[ab]/,
  ],
  ["a YAML bomb", `${good}${bomb}`, /grows too large[\s\S]*alias/],
  [
    "a YAML bomb in a spec",
    document("BrowserPolicy", "a", `name: x\nprovider_name: chrome\npolicy:\n${bomb.replace(/^(?=.)/gm, "  ")}`),
    /grows too large[\s\S]*alias/,
  ],
  [
    "an alias of what stands around it",
    document("BrowserPolicy", "a", "name: x\nprovider_name: chrome\npolicy: &p {a: *p}"),
    /alias/i,
  ],
  [
    "nesting without end",
    document("BrowserPolicy", "a", `name: x\nprovider_name: chrome\npolicy: ${"[".repeat(20_000)}`),
    /./,
  ],
  [
    "nesting that is closed again",
    document(
      "BrowserPolicy",
      "a",
      `name: x\nprovider_name: chrome\npolicy: {a: ${"[".repeat(20_000)}${"]".repeat(20_000)}}`,
    ),
    /./,
  ],
  [
    "a member that would change all objects",
    document("BrowserPolicy", "a", "name: x\nprovider_name: chrome\n__proto__: {polluted: true}\npolicy: {}"),
    /__proto__/,
  ],
  ["a tag of another language", policy("a", "metadata: !!js/function 'function () {}'"), /./],
  ["half a character", policy("a", 'policy_id: "x\\ud800y"'), /half a character/],
  ["characters that no text has", `${good}\u0000\u0001\u0002`, /./],
];

/** What is only wrong where secrets are: a check elsewhere must not need them. */
const withoutSecrets: readonly string[] = [
  "an environment variable that is not set",
  "a secret's file that is not there",
];

describe.each(wrong)("%s", (sentence, text, says) => {
  test.each(commands.filter(([word]) => word !== "validate" || !withoutSecrets.includes(sentence)))(
    "is one error of thothctl %s",
    async (...words) => {
      const before = await toldBy(govApi.call);
      const { run: given, requests } = commandLine(govApi, new Map([["/m/a.yaml", text]]));
      const ended = await given([...words, "-f", "/m/a.yaml"]);
      expect({ code: ended.code, stderr: ended.stderr }).toEqual({ code: 1, stderr: expect.stringMatching(says) });
      expect(ended.stderr.match(/^Error:/gm)).toHaveLength(1);
      expect(ended.stderr).not.toContain("hunter2");
      expect(ended.stderr.length).toBeLessThan(2_500);
      // A check needs no server, and what is wrong is found before anybody is called.
      expect(requests).toEqual([]);
      expect(await toldBy(govApi.call)).toEqual(before);
      expect({}).not.toHaveProperty("polluted");
    },
  );
});

test.each([
  ["nothing at all", ""],
  ["only comments", "# nothing here\n---\n# nor here\n"],
])("%s is a set without instances: there is nothing to change", async (_, text) => {
  const files = new Map([["/m/a.yaml", text]]);
  const { code } = await commandLine(govApi, files).run(["plan", "-f", "/m", "--detailed-exitcode"]);
  expect(code).toBe(0);
});

test("a folder says of every file at once what is wrong, and where", async () => {
  const files = new Map([
    ["/m/a.yaml", good.replace("BrowserPolicy", "Browserpolicy")],
    ["/m/b.yaml", `${policy("b")}${policy("c", "version: 0")}`],
    ["/m/deep/c.yml", policy("d", "enforcment_mode: enforce")],
  ]);
  const { code, stderr } = await commandLine(govApi, files).run(["validate", "-f", "/m"]);
  expect([code, stderr.match(/^Error:/gm)?.length]).toEqual([1, 3]);
  for (const place of ["/m/a.yaml:2:", "/m/b.yaml:19:", "/m/deep/c.yml:9:"]) expect(stderr).toContain(place);
});

describe("of files", () => {
  const env = { THOTH_GOVAPI_URL: "http://127.0.0.1:1", THOTH_TENANT_ID: "acme", THOTH_API_KEY: "k" };
  const refused = async (
    folder: string,
    path: string,
    { says, code: wanted = 1 }: { readonly says: RegExp; readonly code?: number },
  ) => {
    const { code, stdout, stderr } = await run(["apply", "-f", path], { env, cwd: folder });
    expect({ code, stdout, stderr }).toEqual({ code: wanted, stdout: "", stderr: expect.stringMatching(says) });
    expect(stderr.match(/^Error:/gm)).toHaveLength(1);
  };

  test("one of 50 MB is refused for its size, soon and without being read", async () => {
    await inFolder(async (folder) => {
      const file = await open(join(folder, "large.yaml"), "w");
      await file.writeFile(good);
      await file.truncate(50 * 1024 * 1024);
      await file.close();
      const start = performance.now();
      await refused(folder, "large.yaml", { says: /large\.yaml.*52428800/s });
      expect(performance.now() - start).toBeLessThan(10_000);
    });
  });

  test("one that is not there, one that has no end, an empty folder and a loop of links are told apart", async () => {
    await inFolder(async (folder) => {
      await refused(folder, "absent.yaml", { says: /absent\.yaml, which does not exist/, code: 2 });
      await refused(folder, "/dev/zero", { says: /\/dev\/zero/ });
      await symlink("loop.yaml", join(folder, "loop.yaml"));
      await refused(folder, "loop.yaml", { says: /loop\.yaml, which is a link that leads back/, code: 2 });
      await mkdir(join(folder, "empty"));
      // Nobody may ever write into it.
      await promisify(execFile)("mkfifo", [join(folder, "empty", "pipe.yaml")]);
      await refused(folder, "empty", { says: /empty, which holds no file/, code: 2 });
    });
  });

  test("one that this user may not read is named", async () => {
    if (process.getuid?.() === 0) return;
    await inFolder(async (folder) => {
      await writeFile(join(folder, "locked.yaml"), good);
      await chmod(join(folder, "locked.yaml"), 0);
      await refused(folder, "locked.yaml", { says: /locked\.yaml/ });
    });
  });

  test("a secret that may not be read, or is a folder, is named, and not what is in it", async () => {
    await inFolder(async (folder) => {
      await mkdir(join(folder, "secret"));
      await writeFile(join(folder, "a.yaml"), document("WebhookSettings", "a", "webhook_secret: {fromFile: secret}"));
      await refused(folder, "a.yaml", { says: /a\.yaml:6:\d+[\s\S]*secret/ });
    });
  });

  test("text that is no UTF-8 is refused", async () => {
    await inFolder(async (folder) => {
      await writeFile(join(folder, "a.yaml"), Buffer.concat([Buffer.from(good), Buffer.from([0xff, 0xfe, 0x80])]));
      await refused(folder, "a.yaml", { says: /a\.yaml/ });
    });
  });
});

test.each([
  [["apply"], /--filename|-f/],
  [["apply", "-f", "/m", "--parallelism", "0"], /--parallelism/],
  [["apply", "-f", "/m", "--parallelism", "many"], /--parallelism/],
  [["apply", "-f", "/m", "--lock-timeout", "soon"], /--lock-timeout/],
  [["plan", "-f", "/m", "--max-deletions", "-1"], /--max-deletions/],
  [["plan", "-f", "/m", "--owner", "Not An Owner"], /--owner/],
  [["plan", "-f", "/m", "--target", "good"], /Kind\/name|BrowserPolicy\/good/i],
  [["apply", "--plan", "/plan", "-f", "/m"], /--plan/],
  [["plan", "-f", "/m", "--output", "xml"], /--output/],
])("the command line %j is wrong, and nobody is called", async (args, says) => {
  const files = new Map([["/m/a.yaml", good]]);
  const { run: given, requests } = commandLine(govApi, files);
  const { code, stderr } = await given(args);
  const writes = requests.filter((route) => !route.startsWith("GET "));
  expect({ code, stderr, writes }).toEqual({ code: 2, stderr: expect.stringMatching(says), writes: [] });
});
