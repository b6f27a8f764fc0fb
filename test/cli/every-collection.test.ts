import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { filesOn, type Surroundings, thothctl, wholeTable } from "@thoth-iac/thothctl";
import { type GovApiInMemory, govApiInMemory } from "../support/govapi.ts";

const made: { govApi?: GovApiInMemory } = {};

beforeAll(async () => {
  made.govApi = await govApiInMemory();
});

afterAll(() => made.govApi?.app.close());

/** Runs a command line in this process, straight against the control plane, and gives what it printed. */
async function printed(
  line: string,
): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> {
  const { govApi } = made;
  if (govApi === undefined) throw new Error("The control plane runs within tests only.");
  const text = { stdout: "", stderr: "" };
  const sink = (name: keyof typeof text): Surroundings["stdout"] => ({
    write: (written) => {
      text[name] += written;
    },
    columns: undefined,
    isTerminal: false,
  });
  const words = [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
  const code = await thothctl(words, {
    env: { THOTH_TENANT_ID: govApi.tenant, THOTH_API_KEY: govApi.orgApiKey, THOTH_GOVAPI_URL: "http://localhost" },
    readFile: async () => '{"setting": "value"}',
    files: filesOn(),
    self: "test",
    fetch: async (request) => govApi.app.fetch(request),
    stop: new AbortController().signal,
    stdout: sink("stdout"),
    stderr: sink("stderr"),
  });
  return { code, ...text };
}

const upserts = wholeTable.commands.filter(({ words }) => words.endsWith(" upsert"));

test("there are commands to try", () => {
  expect(upserts.length).toBeGreaterThan(3);
});

describe.each(upserts.map(({ words, examples }) => [words.replace(/ upsert$/, ""), examples[0] ?? ""]))(
  "%s",
  (words, example) => {
    test("has what its example upserts, for people and for programs", async () => {
      const once = await printed(`${example} --json`);
      expect(once).toMatchObject({ code: 0, stderr: "" });
      const list = await printed(`${words} list --json`);
      const { data, total } = JSON.parse(list.stdout);
      expect(total).toBe(1);
      expect(data[0]).toMatchObject(JSON.parse(once.stdout));
      const table = await printed(`${words} list`);
      expect(table).toMatchObject({ code: 0, stderr: "" });
      expect(table.stdout.trim().split("\n")).toHaveLength(2);
    });
  },
);
