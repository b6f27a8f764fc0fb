import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "@jest/globals";
import { type RunningGovApi, startGovApi } from "../support/running-govapi.ts";
import { type Ended, type Given, run } from "./running.ts";

/** A tenant of a control plane that lives as long as the tests of a file, and commands for it. */
export interface Tenant {
  readonly govApi: () => RunningGovApi;
  /** A folder for files that commands read. */
  readonly folder: () => string;
  /** Runs a command with the credential of the tenant in its environment. */
  readonly command: (args: readonly string[], given?: Given) => Promise<Ended>;
  /** The same with `--json`: what the command must print. */
  readonly json: (args: readonly string[], given?: Given) => Promise<unknown>;
}

/** Declares a tenant for the tests of the file. */
export function tenantForTests(): Tenant {
  const made: { govApi?: RunningGovApi; folder?: string } = {};
  beforeAll(async () => {
    made.folder = await mkdtemp(join(tmpdir(), "thothctl-tenant-"));
    made.govApi = await startGovApi(join(made.folder, "govapi"));
  });
  afterAll(async () => {
    await made.govApi?.close();
    await rm(made.folder ?? "", { recursive: true, force: true });
  });
  const govApi = () => {
    if (made.govApi === undefined) throw new Error("The control plane runs within tests only.");
    return made.govApi;
  };
  const command: Tenant["command"] = (args, { env, ...given } = {}) => {
    const { url, orgApiKey } = govApi();
    const own = { THOTH_GOVAPI_URL: url, THOTH_TENANT_ID: "acme", THOTH_API_KEY: orgApiKey };
    return run(args, { env: { ...own, ...env }, ...given });
  };
  return {
    govApi,
    folder: () => made.folder ?? "",
    command,
    json: async (args, given) => {
      const { code, stdout, stderr } = await command([...args, "--json"], given);
      if (code !== 0) throw new Error(`thothctl ${args.join(" ")} ended with ${code}: ${stderr}`);
      return JSON.parse(stdout);
    },
  };
}
