import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { run } from "./running.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "validate-"));
});
afterEach(() => rm(folder, { recursive: true }));

const provider = `apiVersion: thoth/v1
kind: MdmProvider
metadata: {name: jamf}
spec:
  provider_name: jamf
  config: {base_url: https://acme.jamfcloud.com, client_id: thoth, client_secret: {fromEnv: NOT_SET_HERE}}
---
apiVersion: thoth/v1
kind: MdmSync
metadata: {name: jamf}
spec: {provider_name: {fromResource: MdmProvider/jamf}}
`;

test("manifests are counted, without a connection and without their secrets", async () => {
  await writeFile(join(folder, "jamf.yaml"), provider);
  expect(await run(["validate", "-f", folder])).toEqual({
    code: 0,
    signal: null,
    stdout: "2 manifests in 1 file, and nothing is wrong: 1 MdmProvider, 1 MdmSync.\n",
    stderr: "",
  });
});

test("programs get one document, whether something is wrong or not", async () => {
  const good = await run(["validate", "-f", "-", "--output", "json"], { stdin: provider });
  expect([good.code, JSON.parse(good.stdout)]).toEqual([
    0,
    { valid: true, manifests: 2, files: 1, kinds: { MdmProvider: 1, MdmSync: 1 }, diagnostics: [] },
  ]);
  const bad = await run(["validate", "-f", "-", "--json"], {
    stdin: provider.replace("  provider_name", "  provider_nam"),
  });
  expect([bad.code, JSON.parse(bad.stdout)]).toMatchObject([
    1,
    {
      valid: false,
      diagnostics: [
        { code: "missing_attribute", instance: "MdmProvider/jamf", place: { file: "-", line: 4 } },
        { code: "unknown_attribute", instance: "MdmProvider/jamf", place: { file: "-", line: 5, column: 3 } },
      ],
    },
  ]);
});

test("a fault is shown with its line", async () => {
  const file = join(folder, "jamf.yaml");
  await writeFile(file, provider.replace("provider_name: jamf", "provider_name: jamv"));
  const { code, stdout, stderr } = await run(["validate", "-f", file]);
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toContain(`${file}:5:18  MdmProvider/jamf\n  5 |   provider_name: jamv\n    |                  ^\n`);
  expect(stderr).toContain('Did you mean "jamf"?');
});

test("a command line that names no manifests, or a path where nothing is, is wrong usage", async () => {
  const none = await run(["validate"]);
  expect([none.code, none.stderr]).toEqual([2, expect.stringMatching(/-f PATH/)]);
  const gone = await run(["validate", "-f", join(folder, "gone")]);
  expect([gone.code, gone.stderr]).toEqual([2, expect.stringMatching(/does not exist/)]);
});

test("of a standard input without an end no more is read than the limit", async () => {
  const { code, stderr } = await run(["validate", "-f", "/dev/zero", "-f", "-"], { stdin: "a".repeat(20_000_000) });
  expect([code, stderr.match(/holds more than 16777216 bytes/g)?.length]).toEqual([1, 2]);
});
