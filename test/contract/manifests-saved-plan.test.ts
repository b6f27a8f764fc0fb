import { beforeEach, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { commandLine, type Ended } from "../support/command-line.ts";
import { type GovApiInMemory, govApiInMemory } from "../support/govapi.ts";
import { type Desired, documentsOf } from "../support/manifests.ts";
import { arbitrarySets } from "../support/manifests-arbitrary.ts";
import { filesOf } from "../support/manifests-files.ts";
import { missingIn, toldBy } from "../support/manifests-tenant.ts";
import { secretsIn } from "../support/secret-scan.ts";

/* A saved plan is carried out exactly, or refused. */

const timeoutMs = 120_000;
const some = arbitrarySets().filter((set) => set.length > 0);

let govApi: GovApiInMemory;
beforeEach(async () => {
  govApi = await govApiInMemory();
});

interface Run extends Ended {
  readonly writes: readonly string[];
}

/** Runs a command line where a set stands in `/set`, and plans are saved beside it. */
async function run(
  args: readonly string[],
  { files, env }: { readonly files: Map<string, string>; readonly env: Readonly<Record<string, string>> },
): Promise<Run> {
  const { run: given, requests } = commandLine(govApi, files);
  const ended = await given(args, env);
  const writes = requests.filter((route) => !route.startsWith("GET ") && !route.includes("/thoth/leases/"));
  return { ...ended, writes };
}

function expectRefused({ code, stderr, writes }: Run): void {
  expect({ code, writes, errors: stderr.match(/^Error:/gm)?.length, stderr }).toMatchObject({
    code: expect.any(Number),
    writes: [],
    errors: expect.any(Number),
  });
  expect([1, 2]).toContain(code);
}

test(
  "a random plan is carried out as it was saved, holds no secret, and is refused a second time",
  async () => {
    await fc.assert(
      fc.asyncProperty(some, some, async (one, other) => {
        govApi = await govApiInMemory();
        expect(await run(["apply", "-f", "/set"], filesOf(one, "/set"))).toMatchObject({ code: 0 });
        const around = filesOf(other, "/set");
        const planned = await run(["plan", "-f", "/set", "--out", "/plan", "--detailed-exitcode"], around);
        expect(planned).toMatchObject({ writes: [] });
        expect(secretsIn("the plan", [around.files.get("/plan") ?? ""], secretsOf(other))).toEqual([]);
        expect(await run(["apply", "--plan", "/plan"], around)).toMatchObject({ code: 0 });
        expect(await missingIn(govApi.call, other)).toEqual([]);
        expect(await run(["plan", "-f", "/set", "--detailed-exitcode"], around)).toMatchObject({ code: 0 });
        if (planned.code === 2) expectRefused(await run(["apply", "--plan", "/plan"], around));
      }),
      { numRuns: 15, endOnFailure: true },
    );
  },
  timeoutMs,
);

describe("a plan is refused, and nothing is written,", () => {
  const manifest = (name: string) =>
    `apiVersion: thoth/v1\nkind: BrowserPolicy\nmetadata: {name: p}\nspec: {name: ${name}, provider_name: chrome, policy: {}}\n`;
  const secret = `---\napiVersion: thoth/v1\nkind: WebhookSettings\nmetadata: {name: w}\nspec: {webhook_secret: {fromEnv: HOOK}}\n`;
  const around = () => ({ files: new Map([["/set/a.yaml", manifest("one")]]), env: { HOOK: "first-secret-0123" } });

  test("when what it changes was changed since", async () => {
    const given = around();
    await run(["apply", "-f", "/set"], given);
    given.files.set("/set/a.yaml", manifest("two"));
    await run(["plan", "-f", "/set", "--out", "/plan"], given);
    await govApi.call("POST /thoth/browser/policies", {
      policy_id: "p",
      name: "three",
      provider: "chrome",
      policy: {},
    });
    const refused = await run(["apply", "--plan", "/plan"], given);
    expectRefused(refused);
    expect(refused.stderr).toContain("BrowserPolicy/p");
  });

  test("when what it makes has been made since", async () => {
    const given = around();
    await run(["plan", "-f", "/set", "--out", "/plan"], given);
    await govApi.call("POST /thoth/browser/policies", { policy_id: "p", name: "x", provider: "chrome", policy: {} });
    expectRefused(await run(["apply", "--plan", "/plan"], given));
  });

  test("when what it leaves alone has changed since, so that it would not be left alone now", async () => {
    const given = around();
    await run(["apply", "-f", "/set"], given);
    given.files.set("/set/b.yaml", manifest("two").replace("name: p}", "name: q}"));
    await run(["plan", "-f", "/set", "--out", "/plan"], given);
    await govApi.call("POST /thoth/browser/policies", {
      policy_id: "p",
      name: "three",
      provider: "chrome",
      policy: {},
    });
    expectRefused(await run(["apply", "--plan", "/plan"], given));
  });

  test("when a secret is another one, or gone", async () => {
    const given = around();
    given.files.set("/set/b.yaml", secret);
    await run(["plan", "-f", "/set", "--out", "/plan"], given);
    expectRefused(await run(["apply", "--plan", "/plan"], { ...given, env: {} }));
    const other = await run(["apply", "--plan", "/plan"], { ...given, env: { HOOK: "second-secret-0123" } });
    expectRefused(other);
    expect(other.stderr).not.toContain("second-secret");
    expect(await run(["apply", "--plan", "/plan"], given)).toMatchObject({ code: 0 });
  });

  test("when it was made for another tenant", async () => {
    const given = around();
    await run(["plan", "-f", "/set", "--out", "/plan"], given);
    const { stderr, ...ended } = await run(["apply", "--plan", "/plan", "--tenant-id", "globex"], given);
    expectRefused({ stderr, ...ended });
    expect(stderr).toMatch(/acme[\s\S]*globex|globex[\s\S]*acme/);
  });

  test(
    "when its file was changed by hand, whatever was changed",
    async () => {
      const given = around();
      given.files.set("/set/b.yaml", secret);
      await run(["plan", "-f", "/set", "--out", "/plan"], given);
      const text = given.files.get("/plan") ?? "";
      const before = await toldBy(govApi.call);
      const mutations = fc.oneof(
        fc.nat(text.length - 1).map((at) => text.slice(0, at)),
        fc
          .tuple(fc.nat(text.length - 1), fc.constantFrom("{", "]", '"', "0", "null", "x", "\u0000"))
          .map(([at, part]) => text.slice(0, at) + part + text.slice(at + 1)),
        fc.constantFrom("", "{}", "[]", "null", "hello", "{".repeat(10_000), '{"__proto__": {"x": 1}}'),
      );
      await fc.assert(
        fc.asyncProperty(mutations, async (changed) => {
          fc.pre(changed !== text && changed.trim() !== text.trim());
          const ended = await run(["apply", "--plan", "/plan"], {
            ...given,
            files: new Map([...given.files, ["/plan", changed]]),
          });
          expectRefused(ended);
          expect(ended.stderr).not.toMatch(/TypeError|undefined|\[object/);
          expect(await toldBy(govApi.call)).toEqual(before);
        }),
        { numRuns: 150, endOnFailure: true },
      );
    },
    timeoutMs,
  );
});

/** Those that are long enough not to be found by chance. */
function secretsOf(set: readonly Desired[]) {
  const { env, files } = documentsOf(set);
  const texts = [...Object.values(env), ...Object.values(files)].map((text) => text.trimEnd());
  return texts.filter(({ length }) => length > 6).map((text) => ({ name: "a secret", text }));
}
