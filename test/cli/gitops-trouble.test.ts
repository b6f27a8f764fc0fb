import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { type RunningGovApi, startGovApi } from "../support/running-govapi.ts";
import { type Ended, run, type Started, start } from "./running.ts";

/* Real processes against a real server, with what goes wrong between them. */

const made: { govApi?: RunningGovApi; folder?: string } = {};
const count = 12;

beforeAll(async () => {
  made.folder = await mkdtemp(join(tmpdir(), "gitops-"));
  made.govApi = await startGovApi(join(made.folder, "govapi"));
});

afterAll(async () => {
  await made.govApi?.close();
  await rm(made.folder ?? "", { recursive: true, force: true });
});

function govApi(): RunningGovApi {
  if (made.govApi === undefined) throw new Error("The control plane runs within tests only.");
  return made.govApi;
}

let round = 0;

beforeEach(async () => {
  govApi().proxy.heal();
  // Every test has policies of its own, of an owner of its own.
  round += 1;
  const policies = Array.from(
    { length: count },
    (_, at) =>
      `---\napiVersion: thoth/v1\nkind: BrowserPolicy\nmetadata: {name: r${round}-p${at}}\nspec: {name: P, provider_name: chrome, policy: {a: ${at}}}\n`,
  );
  await writeFile(join(made.folder ?? "", "m.yaml"), policies.join(""));
});

function given(): { readonly env: Readonly<Record<string, string>>; readonly cwd: string } {
  const { url, tenantId, orgApiKey } = govApi();
  const env = { THOTH_GOVAPI_URL: url, THOTH_TENANT_ID: tenantId, THOTH_API_KEY: orgApiKey, THOTH_OWNER: `r${round}` };
  return { env, cwd: made.folder ?? "" };
}

const command = (line: string): Promise<Ended> => run(line.split(" "), given());
const begun = (line: string): Started => start(line.split(" "), given());

const written = "POST /thoth/browser/policies";

async function policiesThere(): Promise<number> {
  const { body } = await govApi().call("GET /thoth/browser/policies?limit=1000");
  // as: lists are answered so, which other tests hold GovAPI to.
  const { data } = body as { readonly data: readonly { readonly policy_id: string }[] };
  return data.filter(({ policy_id }) => policy_id.startsWith(`r${round}-`)).length;
}

async function marksThere(): Promise<number> {
  const { body } = await govApi().call("GET /thoth/marks?limit=1000");
  // as: as above
  const { data } = body as { readonly data: readonly { readonly owner: string }[] };
  return data.filter(({ owner }) => owner === `r${round}`).length;
}

describe("an apply", () => {
  test("that is interrupted finishes what is under way, gives the lease back, and says what it did", async () => {
    const { proxy } = govApi();
    proxy.inject({ on: written, fault: { delayMs: 300 }, after: 2 });
    const arrived = proxy.answered(written, 2);
    const apply = begun("apply -f m.yaml --parallelism 1");
    await arrived;
    await proxy.arrived("POST");
    apply.child.kill("SIGINT");
    const { code, stdout } = await apply.ended;
    expect(code).toBe(130);
    const there = await policiesThere();
    expect(there).toBeLessThan(count);
    expect(stdout.match(/: done\n/g)).toHaveLength(there);
    expect(stdout).toContain(`Done: ${there} created. Not done: ${count - there} skipped. It was interrupted.`);
    expect(await marksThere()).toBe(there);
    proxy.heal();
    const next = await command("apply -f m.yaml --lock-timeout 0");
    expect(next).toMatchObject({ code: 0, stderr: "" });
    expect(next.stdout).toContain(`Done: ${count - there} created.`);
  });

  test("waits for another one, says why once, and loses nothing", async () => {
    const { proxy } = govApi();
    proxy.inject({ on: written, fault: { delayMs: 400 } });
    const arrived = proxy.answered(written);
    const first = begun("apply -f m.yaml --parallelism 1");
    await arrived;
    const second = begun("apply -f m.yaml");
    await second.said("Waiting: ");
    const [one, other] = await Promise.all([first.ended, second.ended]);
    expect(one).toMatchObject({ code: 0, stderr: "" });
    expect(other.code).toBe(0);
    expect(other.stderr.match(/Waiting: /g)).toHaveLength(1);
    expect(other.stderr).toMatch(/^Waiting: .*held by .*\(pid \d+/);
    expect(other.stdout).toMatch(/^No changes/);
    expect(await policiesThere()).toBe(count);
  });

  test("that is not to wait gives up at once while another one runs", async () => {
    const { proxy } = govApi();
    proxy.inject({ on: written, fault: { delayMs: 400 } });
    const arrived = proxy.answered(written);
    const first = begun("apply -f m.yaml --parallelism 1");
    await arrived;
    const second = await command("apply -f m.yaml --lock-timeout 0");
    expect(second).toMatchObject({ code: 1, stdout: "" });
    expect(second.stderr).toMatch(/^Error: Another apply is running\n/);
    expect(second.stderr).toContain("--lock-timeout");
    expect(await first.ended).toMatchObject({ code: 0 });
  });

  test("to which GovAPI is lost in the middle tells what was done, and the next one goes on", async () => {
    const { proxy } = govApi();
    proxy.inject({ on: written, fault: "hang_up", after: 4 });
    const { code, stdout, stderr } = await command("apply -f m.yaml --parallelism 1");
    expect(code).toBe(1);
    expect(stdout).toMatch(/Done: 4 created\. Not done: 1 failed, 7 skipped\./);
    expect(stderr.match(/^Error: /gm)).toHaveLength(1);
    proxy.heal();
    const next = await command("apply -f m.yaml --lock-timeout 0");
    expect(next).toMatchObject({ code: 0 });
    expect(await policiesThere()).toBe(count);
  }, 60_000);
});
