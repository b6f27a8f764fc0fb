import { expect, test } from "@jest/globals";
import { commandLine } from "../support/command-line.ts";
import { govApiInMemory } from "../support/govapi.ts";

const count = 10_000;

test("ten thousand policies are exported with a call for each thousand, and none for one of them alone", async () => {
  const govApi = await govApiInMemory();
  for (let at = 0; at < count; at++) {
    const body = {
      policy_id: `p-${at}`,
      name: `Policy ${at}`,
      provider: "chrome",
      policy: { url_blocklist: [`${at}`] },
    };
    const { status } = await govApi.call("POST /thoth/browser/policies", body);
    if (status >= 300) throw new Error(`policy ${at}: ${status}`);
  }
  const { run, files, requests } = commandLine(govApi);
  const { stdout } = await run(["export", "--output-dir", "out", "--output", "json"]);
  expect(JSON.parse(stdout)).toMatchObject({ instances: count + 1, unchanged: [], leftovers: [] });
  expect([...files.keys()].filter((path) => path.startsWith("out/browser-policy/"))).toHaveLength(count);
  expect(requests.toSorted()).toEqual([
    "GET /thoth/browser/enrollments",
    ...Array.from({ length: count / 1000 }, () => "GET /thoth/browser/policies"),
    "GET /thoth/browser/providers",
    "GET /thoth/marks",
    "GET /thoth/mdm/providers",
    "GET /thoth/settings",
  ]);
}, 120_000);
