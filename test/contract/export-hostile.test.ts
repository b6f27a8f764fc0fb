import { describe, expect, test } from "@jest/globals";
import type { JsonObject, JsonValue } from "@thoth-iac/model";
import fc from "fast-check";
import { parse } from "yaml";
import { commandLine } from "../support/command-line.ts";
import { type GovApiInMemory, govApiInMemory } from "../support/govapi.ts";
import { toldBy } from "../support/manifests-tenant.ts";

/* What a tenant holds was written by others: no text of it may break a file, leave the folder, or mean something else. */

const policies = "POST /thoth/browser/policies";

/** Texts that mean something else to YAML, to a file system or to a terminal. */
const texts = [
  "yes", "No", "on", "y", "null", "~", "true", "1e3", "0x10", "010", "1_000", ".5", "-", "--- a", "...", "2001-01-01", "12:30:45", "<<", "=",
  " leading", "trailing ", "\ttab", "a\tb", "a: b", "a #b", "#", "- a", "? a", "[a", "{a", "a]", "&a", "*a", "!a", "!!str a", "|", ">", "%a", "@a", "`a",
  "'", '"', "\\", "a'b\"c", "line\nline", "line\n\n", "\n", "\nline", " line\n  line\n", "line \nline", "# no comment\ntext", "---\ntext\n...\n", "a\r\nb\r\n", "a\rb",
  "\u0085", "\u00a0", "\u2028", "\u2029", "\ufeff", "a\ufeffb", "\u200b", "\u202egpj.exe", "\u0000", "\u0007", "\u001b[31mred", "\u007f", "\u{1f600}", "\u{e0041}", "\ud800",
  "{fromEnv: HOME}", "{{ .Values.x }}", "${HOME}", "$(id)", "`id`", "x".repeat(5_000), `${"word ".repeat(400)}`, "é", "e\u0301", "中文", "\u0130", "ﬁ",
]; // biome-ignore format: a table

const names = [
  "a/b", "../../etc/passwd", "..", ".", "/", "\\", "a\\b", "C:\\x", "con", "NUL", "com1.x", "aux.yaml", "Case", "case", "CASE", "a.b", "a-b", "a_b", "a b",
  "x".repeat(256), "é", "e\u0301", "中文", "日本", "\u{1f600}", "\u202ex", "-", "--prune", "-a", "a-", ".a", "a.", "a..b", "%2e%2e", "*", "?", "null", "~", "1", "1e3",
  "a:b", "a|b", "a<b", 'a"b', "foo", "foo-2", "Foo", "tab", "trailing ", " leading", "__proto__", "constructor", "İ",
]; // biome-ignore format: a table

describe("what a tenant holds", () => {
  test("comes back as it was, whatever its texts say and whatever its instances are called", async () => {
    const from = await govApiInMemory();
    const strange = Object.fromEntries(texts.map((text, at) => [at % 2 === 0 ? text : `k${at}`, text]));
    const accepted = texts.filter((text) => text.isWellFormed());
    for (const [at, id] of names.entries()) {
      const name = accepted[at % accepted.length] ?? "";
      await must(from, policies, {
        policy_id: id,
        name,
        provider: "chrome",
        policy: { [name]: name },
        metadata: { id },
      });
    }
    await must(from, policies, {
      policy_id: "all",
      name: "all",
      provider: "chrome",
      policy: strange,
      metadata: { list: texts },
    });
    await must(from, "PUT /thoth/settings", {
      further: strange,
      regulatory_regimes: accepted,
      tool_risk_overrides: Object.fromEntries(accepted.map((text) => [text, "low"])),
      secret_broker: {
        auth_bindings: accepted.map((text) => ({ host_pattern: text, header: text, secret_ref: text })),
      },
    });
    const { run, files } = commandLine(from);
    expect(await run(["export", "--output-dir", "out"])).toMatchObject({ code: 0 });
    expect(files.size).toBe(names.length + 3);
    expectSafe([...files.keys()]);
    for (const [path, text] of files) expect([path, unseenIn(text)]).toEqual([path, []]);
    const to = await govApiInMemory();
    const made = await commandLine(to, files).run(["apply", "-f", "out"]);
    expect([made.code, made.code === 0 ? "" : made.stderr]).toEqual([0, ""]);
    expect(await toldBy(to.call)).toEqual(await toldBy(from.call));
  });

  test("is the same when it is read from its YAML again, for every text", async () => {
    const text = fc.string({
      unit: fc.oneof(
        fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
        fc.constantFrom(..." \t\n\r:#-'\"\\&*!|>%@`{}[],?~"),
      ),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 20 }), async (pairs) => {
        const policy = Object.fromEntries(
          pairs
            // JSON.parse of Node 24.21 takes the key "\"" for "\\" once an object has had that one in its place.
            .filter(([key]) => key !== "__proto__" && !key.endsWith('"'))
            .map(([key, value], at) => [key, at % 2 === 0 ? value : [value, { [value]: 1 }]]),
        );
        const { run } = commandLine(
          serving({ "/thoth/browser/policies": [{ policy_id: "p", name: "p", provider: "chrome", policy }] }),
        );
        const { stdout } = await run(["export", "--kind", "BrowserPolicy"]);
        expect(unseenIn(stdout)).toEqual([]);
        expect(parse(stdout).spec.policy).toEqual(policy);
      }),
      { numRuns: 300 },
    );
  }, 60_000);
});

describe("a GovAPI that means no good", () => {
  test("is not obeyed: nothing that it tells becomes a reference, or a line of a file of variables", async () => {
    const stolen: JsonObject = { fromEnv: "HOME" };
    const { run, files } = commandLine(
      serving({
        "/thoth/settings": {
          further: { a: stolen, b: { fromFile: "/etc/passwd" } },
          webhook: { url: "https://e.example.com" },
        },
        "/thoth/mdm/providers": [{ provider: "jamf", config: { base_url: stolen } }],
        "/thoth/browser/providers": [
          { provider: "chrome", config: { "a\nEVIL=1\n": "***", list: ["***"], client_secret: "<redacted>" } },
        ],
        "/thoth/browser/policies": [
          {
            policy_id: "p",
            name: "p",
            provider: "chrome",
            policy: { deep: [stolen] },
            metadata: { fromResource: "MdmProvider/jamf" },
          },
        ],
      }),
    );
    const { code, stderr } = await run(["export", "--output-dir", "out"]);
    expect(code).toBe(0);
    expect(parse(files.get("out/browser-policy/p.yaml") ?? "").spec).toMatchObject({
      policy_json: '{"deep":[{"fromEnv":"HOME"}]}',
      metadata_json: '{"fromResource":"MdmProvider/jamf"}',
    });
    expect(parse(files.get("out/tenant-settings/settings.yaml") ?? "").spec.extra_settings_json).toContain("fromEnv");
    expect(parse(files.get("out/mdm-provider/jamf.yaml") ?? "").spec).toEqual({ provider_name: "jamf" });
    expect(stderr).toContain("config holds members that a manifest would take for references");
    const [, ...variables] = (files.get("out/.env.example") ?? "").split("\n");
    expect(variables.filter((line) => line !== "" && !/^(# |THOTH_[A-Z_0-9]+=$)/.test(line))).toEqual([]);
    expect(variables.filter((line) => line.startsWith("THOTH_"))).toHaveLength(3);
    const validated = await run(["validate", "-f", "out"]);
    expect([validated.code, validated.code === 0 ? "" : validated.stderr]).toEqual([0, ""]);
  });

  test("is told on when it has what Terraform cannot hold", async () => {
    const policy = (policy_id: string, policy: JsonObject) => ({
      policy_id,
      name: policy_id,
      provider: "chrome",
      policy,
    });
    const rows = [
      policy("fine", { "\u00e9": "e\u0301" }),
      policy("key", { deep: [{ "e\u0301": 1 }] }),
      policy("half", { a: "\ud800" }),
      policy("e\u0301", {}),
    ];
    const { run } = commandLine(serving({ "/thoth/browser/policies": rows }));
    const { code, stderr } = await run(["export", "--kind", "BrowserPolicy", "--format", "hcl"]);
    expect(code).toBe(0);
    expect(stderr.match(/^ {2}BrowserPolicy\/\S+$/gm)?.map((line) => line.trim())).toEqual([
      expect.stringMatching(/^BrowserPolicy\/e-/),
      "BrowserPolicy/half",
      "BrowserPolicy/key",
    ]);
    expect((await run(["export", "--kind", "BrowserPolicy"])).stderr).toBe("");
  });

  test("gets no file anywhere but in the folder, and two instances never the same one", async () => {
    const odd = ["\u0000", "\n", "a\nb", "../x", "..\\x", "x".repeat(100_000), "\ud800", "A", "a", "", "\u202e"];
    const rows: readonly JsonValue[] = [...odd, ...odd].map((id, at) => ({
      policy_id: id,
      name: `n${at}`,
      provider: "lynx",
      policy: {},
    }));
    const { run, files } = commandLine(
      serving({ "/thoth/browser/policies": [...rows, null, 5, {}, { policy_id: 7 }, []] }),
    );
    const { code, stderr } = await run(["export", "--output-dir", "out"]);
    expect(code).toBe(0);
    expect(stderr).toContain("without policy_id");
    expect(stderr).toContain('"lynx"');
    expectSafe([...files.keys()]);
    const ids = [...files]
      .filter(([path]) => path.startsWith("out/browser-policy/"))
      .map(([, text]) => parse(text).spec.policy_id);
    expect(ids.toSorted()).toEqual([...odd.filter((id) => id !== ""), "7"].toSorted());
  });

  test("cannot make an export fail other than with one sentence", async () => {
    for (const answer of ["not JSON", "{}", "[[[]]]", '{"data":{}}', "null", '{"data":[],"total":5}']) {
      const app = {
        fetch: async () => new Response(answer, { headers: { "content-type": "application/json" } }),
        issueAdminToken: never,
        close: never,
      };
      const { code, stderr } = await commandLine({ app, tenant: "acme", orgApiKey: "thoth_org_x" }).run(["export"]);
      expect(stderr).not.toContain("fault of thothctl");
      expect([0, 1]).toContain(code);
    }
  });
});

async function must(govApi: GovApiInMemory, route: string, body: JsonObject): Promise<void> {
  const { status, body: answer } = await govApi.call(route, body);
  if (status >= 300) throw new Error(`${JSON.stringify(body)}: ${JSON.stringify(answer)}`);
}

/** A server that answers with these lists and documents, and knows nothing else. */
function serving(answers: { readonly [path: string]: JsonValue }) {
  const fetch = async (request: Request) => {
    const answer = answers[new URL(request.url).pathname.replace("/acme", "")];
    return answer === undefined ? Response.json({ error: "not_found" }, { status: 404 }) : Response.json(answer);
  };
  return { app: { fetch, issueAdminToken: never, close: never }, tenant: "acme", orgApiKey: "thoth_org_x" };
}

async function never(): Promise<never> {
  throw new Error("not asked for");
}

function unseenIn(text: string): readonly string[] {
  return [...text].filter((character) => /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(character));
}

/** Paths that every file system takes, and takes for different ones. */
function expectSafe(paths: readonly string[]): void {
  expect(
    paths.filter(
      (path) =>
        !/^out\/([a-z-]+\/[a-z0-9][a-z0-9.-]{0,130}\.yaml|\.env\.example|\.thoth\/manifest\.schema\.json)$/.test(path),
    ),
  ).toEqual([]);
  expect(paths.filter((path) => /\/(con|prn|aux|nul|com\d|lpt\d)\./.test(path))).toEqual([]);
  expect(new Set(paths.map((path) => path.toLowerCase())).size).toBe(paths.length);
}
