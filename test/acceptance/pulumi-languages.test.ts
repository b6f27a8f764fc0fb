import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect } from "@jest/globals";
import { describeOnPulumi } from "../support/pulumi-engines.ts";
import {
  compileGo,
  generatedSdk,
  goEnvironment,
  installPythonSdk,
  preparationMs,
  pythonWithPulumi,
} from "../support/pulumi-languages.ts";
import { type PulumiWorld, pulumiStory } from "../support/pulumi-story.ts";

const examples = resolve(import.meta.dirname, "..", "..", "examples");
const clientSecret = "a-client-secret-to-hide";
const sentence = "makes a tenant, finds nothing to do the second time, and takes it down";

/** What the program of either example makes. */
const made = [
  "extensions",
  "governance",
  "jamf",
  "workplace",
  "workplace-browserPolicies-private-windows",
  "workplace-browsers-firefox",
];

let folder = "";

describeOnPulumi(
  "the example in Python",
  (engine) => {
    let python = "";
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), "thoth-python-"));
      python = await pythonWithPulumi();
      const sdk = await generatedSdk(engine, "python", folder);
      await installPythonSdk(python, sdk, join(folder, "packages"));
    }, preparationMs);
    afterAll(() => rm(folder, { recursive: true, force: true }));

    pulumiStory(engine, sentence, (world) =>
      tell(world, {
        source: join(examples, "pulumi-python"),
        env: { PYTHONPATH: join(folder, "packages") },
        prepare: (project) => symlink(python, join(project, "venv")),
      }),
    );
  },
  ["python"],
);

describeOnPulumi(
  "the example in Go",
  (engine) => {
    let env: Readonly<Record<string, string>> = {};
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), "thoth-go-"));
      const program = join(folder, "program");
      const sdk = await generatedSdk(engine, "go", folder);
      await cp(join(examples, "pulumi-go"), program, { recursive: true });
      const module = await readFile(join(program, "go.mod"), "utf8");
      await writeFile(join(program, "go.mod"), module.replace("../../dist/pulumi-sdks/go", sdk));
      await compileGo(program);
      env = await goEnvironment();
    }, preparationMs);
    afterAll(() => rm(folder, { recursive: true, force: true }));

    pulumiStory(engine, sentence, (world) =>
      tell(world, { source: join(folder, "program"), env, prepare: async () => {} }),
    );
  },
  ["go"],
);

interface Example {
  readonly source: string;
  readonly env: Readonly<Record<string, string>>;
  readonly prepare: (project: string) => Promise<void>;
}

async function tell(world: PulumiWorld, { source, env, prepare }: Example): Promise<void> {
  const { govApi } = world;
  world.guard({ name: "the client's secret", text: clientSecret, mayBeIn: /^govapi\// });
  const stack = await world.stack({
    source,
    env,
    config: {
      "thoth-tenant:jamfUrl": "https://acme.jamfcloud.com",
      "thoth-tenant:approvedExtensions": '["aapbdbdomjkkjkaonfhkkikfgjllcleb"]',
    },
    secrets: { "thoth-tenant:jamfClientSecret": clientSecret },
  });
  await prepare(stack.project);

  const first = await stack.up();
  expect(first.did.toSorted()).toEqual(made.map((name) => `create ${name}`));
  expect(first.outputs).toMatchObject({
    mdm: { value: "jamf" },
    policies: { value: ["Approved extensions only", "No private windows"] },
    chromePolicy: {
      value: {
        ExtensionSettings: {
          "*": { installation_mode: "blocked" },
          aapbdbdomjkkjkaonfhkkikfgjllcleb: { installation_mode: "allowed" },
        },
      },
    },
  });
  const { body: settings } = await govApi.call("GET /thoth/settings");
  expect(settings).toMatchObject({ compliance_profile: "soc2", tool_risk_overrides: { "shell.exec": "critical" } });
  const { body: providers } = await govApi.call("GET /thoth/mdm/providers");
  expect(providers).toMatchObject({ data: [{ provider: "jamf", name: "Corporate Jamf", enabled: true }] });

  const again = await stack.up({ expectNoChanges: true });
  expect(again.did).toEqual([]);

  const gone = await stack.destroy();
  expect(gone.did.map((step) => step.replace("delete ", "")).toSorted()).toEqual(made);
  expect((await stack.exportState()).deployment.resources ?? []).toEqual([]);
}
