import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { type Resource, resources } from "@thoth-iac/model";
import { type Ended, run, start } from "../cli/running.ts";
import { type Desired, documentsOf, yamlOf } from "../support/manifests.ts";
import { missingIn } from "../support/manifests-tenant.ts";
import { type RunningGovApi, startGovApi } from "../support/running-govapi.ts";

/* Real processes, which end whenever somebody wants them to. */

const policies = 40;
const timeoutMs = 180_000;

let folder: string;
let govApi: RunningGovApi;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "thoth-killed-"));
  await mkdir(join(folder, "set", "secrets"), { recursive: true });
  govApi = await startGovApi(join(folder, "govapi"));
});
afterEach(async () => {
  await govApi.close();
  await rm(folder, { recursive: true, force: true });
});

const env = () => ({ THOTH_GOVAPI_URL: govApi.url, THOTH_TENANT_ID: "acme", THOTH_API_KEY: govApi.orgApiKey });
const given = (secrets: Readonly<Record<string, string>>) => ({ env: { ...env(), ...secrets }, cwd: folder });
const file = ["-f", "set"];

test(
  "an apply that is killed at any moment leaves nothing that the next apply does not finish",
  async () => {
    for (let round = 1; round <= 6; round++) {
      const set = setOf(round);
      const secrets = await write(set);
      const before = govApi.proxy.requests.length;
      const writes = govApi.proxy.answered("POST /thoth/browser/policies", 1 + Math.floor(Math.random() * policies));
      const applying = start(["apply", ...file, "--parallelism", "4"], given(secrets));
      await writes;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 15));
      applying.child.kill("SIGKILL");
      expect(await applying.ended).toMatchObject({ signal: "SIGKILL" });
      const token = govApi.proxy.requests
        .slice(before)
        .map(({ headers }) => /^default;(\d+)$/.exec(String(headers["x-thoth-lease"]))?.[1])
        .find((found) => found !== undefined);
      expect(token).toBeDefined();
      // As the lease's own end would, half a minute later.
      await govApi.call(`DELETE /thoth/leases/default?token=${token}`);

      expectCode(await run(["apply", ...file], given(secrets)), 0);
      expectCode(await run(["plan", ...file, "--detailed-exitcode"], given(secrets)), 0);
      expect(await missingIn(govApi.call, set)).toEqual([]);
      // What has the identity that its manifest gives is never there twice.
      expect((await govApi.call("GET /thoth/browser/policies")).body).toMatchObject({ total: policies });
    }
  },
  timeoutMs,
);

test(
  "an apply waits until the lease of a killed one is over, says whose it was, and finishes",
  async () => {
    const set = setOf(1);
    const secrets = await write(set);
    const writes = govApi.proxy.answered("POST /thoth/browser/policies", 3);
    const applying = start(["apply", ...file, "--parallelism", "1"], given(secrets));
    await writes;
    applying.child.kill("SIGKILL");
    await applying.ended;

    const before = govApi.proxy.requests.length;
    const hasty = await run(["apply", ...file, "--lock-timeout", "1s"], given(secrets));
    expectCode(hasty, 1);
    expect(hasty.stderr.match(/^Error:/gm)).toHaveLength(1);
    expect(hasty.stderr).toContain(`pid ${applying.child.pid}`);
    expect(hasty.stderr).toContain("--lock-timeout");
    expect(writesSince(before)).toEqual([]);

    const patient = await run(["apply", ...file], given(secrets));
    expectCode(patient, 0);
    expect(patient.stderr).toContain(`pid ${applying.child.pid}`);
    expect(await missingIn(govApi.call, set)).toEqual([]);
  },
  timeoutMs,
);

test(
  "two applies from two places lose nothing, and one of them says why it waited",
  async () => {
    const [one, other] = [setOf(1).slice(0, 20), setOf(1).slice(15)];
    const secrets = { ...(await write(one, "one.yaml")), ...(await write(other, "other.yaml")) };
    const both = ["one.yaml", "other.yaml"].map((name) =>
      start(["apply", "-f", join("set", name), "--parallelism", "2"], given(secrets)),
    );
    const ended = await Promise.all(both.map((each) => each.ended));
    for (const each of ended) expectCode(each, 0);
    const waiting = ended.map(({ stderr }) => both.some(({ child }) => stderr.includes(`pid ${child.pid}`)));
    expect(waiting.toSorted()).toEqual([false, true]);
    expect(await missingIn(govApi.call, [...one, ...other])).toEqual([]);
  },
  timeoutMs,
);

test(
  "a GovAPI that goes in the middle of an apply is one error, and what is left is done when it is back",
  async () => {
    const set = setOf(1);
    const secrets = await write(set);
    govApi.proxy.inject({ on: "POST /thoth/browser/policies", fault: "hang_up", after: 7 });
    const writes = govApi.proxy.answered("POST /thoth/browser/policies", 7);
    const applying = start(["apply", ...file], given(secrets));
    await writes;
    await govApi.stop();
    const ended = await applying.ended;
    expectCode(ended, 1);
    expect(ended.stderr.match(/^Error:/gm)).toHaveLength(1);
    expect(ended.stderr).toContain(new URL(govApi.url).host);

    govApi.proxy.heal();
    await govApi.start();
    expectCode(await run(["apply", ...file], given(secrets)), 0);
    expect(await missingIn(govApi.call, set)).toEqual([]);
  },
  timeoutMs,
);

test(
  "an apply that is interrupted ends in order, gives its lease back, and the next one begins at once",
  async () => {
    const set = setOf(1);
    const secrets = await write(set);
    const writes = govApi.proxy.answered("POST /thoth/browser/policies", 5);
    const applying = start(["apply", ...file, "--parallelism", "1"], given(secrets));
    await writes;
    applying.child.kill("SIGINT");
    const interrupted = await applying.ended;
    expectCode(interrupted, 130);
    expect((await govApi.call("GET /thoth/browser/policies")).body).not.toMatchObject({ total: policies });
    const next = await run(["apply", ...file, "--lock-timeout", "0"], given(secrets));
    expectCode(next, 0);
    expect(await missingIn(govApi.call, set)).toEqual([]);
  },
  timeoutMs,
);

/** A set of all that a kill could leave half done: a document that several share, secrets, and many instances. */
function setOf(round: number): readonly Desired[] {
  // as: generics are for those who write them
  const one = (resource: Resource, name: string, values: Desired["values"]): Desired => ({
    resource,
    name,
    values,
    references: [],
    dependsOn: [],
  });
  return [
    ...Array.from({ length: policies }, (_, at) =>
      one(resources.browserPolicy as Resource, `policy-${at}`, {
        name: `round ${round}`,
        provider_name: "chrome",
        policy: { round },
      }),
    ),
    one(resources.governanceSettings as Resource, "all", { extra_settings: { round }, compliance_profile: "soc2" }),
    one(resources.pamSettings as Resource, "all", { pam_request_url: `https://pam.example.com/${round}` }),
    one(resources.webhookSettings as Resource, "all", { webhook_secret: `secret of round ${round}` }),
    one(resources.mdmProvider as Resource, "jamf", {
      provider_name: "jamf",
      config: { base_url: "https://acme.example.com", client_secret: `another of round ${round}` },
    }),
  ];
}

/** Writes a set as one file, and gives the environment with its secrets. */
async function write(set: readonly Desired[], name = "all.yaml"): Promise<Readonly<Record<string, string>>> {
  const { documents, env: secrets, files } = documentsOf(set);
  await writeFile(join(folder, "set", name), yamlOf(documents));
  for (const [path, text] of Object.entries(files)) await writeFile(join(folder, "set", path), text);
  return secrets;
}

function writesSince(count: number): readonly string[] {
  const routes = govApi.proxy.requests.slice(count).map(({ route }) => route);
  return routes.filter((route) => !route.startsWith("GET ") && !route.includes("/thoth/leases/"));
}

function expectCode({ code, stderr, stdout }: Ended, wanted: number): void {
  expect({ code, said: code === wanted ? "" : `${stdout}\n${stderr}` }).toEqual({ code: wanted, said: "" });
}
