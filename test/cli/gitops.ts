import { afterAll, beforeAll } from "@jest/globals";
import type { JsonValue } from "@thoth-iac/model";
import type { Ended } from "../support/command-line.ts";
import { type GovApiInMemory, govApiInMemory } from "../support/govapi.ts";
import { type Around, runThothctl } from "../support/manifests-command.ts";

/** A tenant in memory and manifests in memory, for the command lines of a file of tests. */
export interface Repository {
  readonly govApi: () => GovApiInMemory;
  readonly files: Map<string, string>;
  /** Runs a command line: its words, split at spaces. */
  readonly run: (line: string, around?: Partial<Around>) => Promise<Ended>;
  /** The same, of which nothing but success is expected; gives the document that it prints. */
  readonly json: (line: string, around?: Partial<Around>) => Promise<JsonValue>;
  /** The same, with what it prints for people. */
  readonly done: (line: string, around?: Partial<Around>) => Promise<string>;
  /** The row of a list that has a value under a key. */
  readonly row: (route: string, key: string, value: string) => Promise<JsonValue | undefined>;
}

/** A secret that no output may hold. */
export const secret = "correct-horse-battery-staple";

/** What most tests begin with: three instances, one of them with a secret. */
export const baseline = {
  "m/browser.yaml": `apiVersion: thoth/v1
kind: BrowserPolicy
metadata: {name: strict}
spec:
  name: Block unknown extensions
  provider_name: chrome
  policy:
    extension_settings:
      "*": {installation_mode: blocked}
`,
  "m/tenant.yaml": `apiVersion: thoth/v1
kind: GovernanceSettings
metadata: {name: baseline}
spec:
  compliance_profile: healthcare
---
apiVersion: thoth/v1
kind: MdmProvider
metadata: {name: jamf}
spec:
  provider_name: jamf
  name: Corporate Jamf
  config:
    base_url: https://acme.jamfcloud.com
    client_id: thoth
    client_secret: {fromEnv: JAMF_SECRET}
`,
};

/** Declares a tenant and manifests for the tests of the file. */
export function repositoryForTests(options: Parameters<typeof govApiInMemory>[0] = {}): Repository {
  const made: { govApi?: GovApiInMemory } = {};
  const files = new Map<string, string>();
  beforeAll(async () => {
    made.govApi = await govApiInMemory(options);
  });
  afterAll(() => made.govApi?.app.close());
  const govApi = () => {
    if (made.govApi === undefined) throw new Error("The control plane runs within tests only.");
    return made.govApi;
  };
  const run: Repository["run"] = (line, around = {}) =>
    runThothctl(line.split(" "), { govApi: govApi(), files, ...around, env: { JAMF_SECRET: secret, ...around.env } });
  const done: Repository["done"] = async (line, around) => {
    const { code, stdout, stderr } = await run(line, around);
    if (code !== 0) throw new Error(`thothctl ${line} ended with ${code}: ${stderr}`);
    return stdout;
  };
  return {
    govApi,
    files,
    run,
    done,
    json: async (line, around) => JSON.parse(await done(`${line} --output json`, around)),
    row: async (route, key, value) => {
      const { body } = await govApi().call(route);
      // as: lists are answered so, which other tests hold GovAPI to.
      const { data } = body as { readonly data: readonly { readonly [key: string]: JsonValue }[] };
      return data.find((row) => row[key] === value);
    },
  };
}

/** Puts manifests where command lines look for them, in place of all that were there. */
export function write(repository: Repository, files: { readonly [path: string]: string }): void {
  repository.files.clear();
  for (const [path, text] of Object.entries(files)) repository.files.set(path, text);
}
