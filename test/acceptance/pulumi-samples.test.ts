import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import process from "node:process";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { isRecord, type JsonValue, valueAt } from "@thoth-iac/model";
import { packageSchema } from "@thoth-iac/pulumi/schema";
import { pulumiPluginFolder } from "../support/executables.ts";
import { describeOnPulumi } from "../support/pulumi-engines.ts";
import {
  generatedSdk,
  goComplaints,
  installPythonSdk,
  preparationMs,
  pythonWithPulumi,
  ranPython,
  typeScriptComplaints,
} from "../support/pulumi-languages.ts";

/*
 * What the generated SDKs show as examples, in each language, held against the SDK itself: a name that the generator
 * spells otherwise than we do is found here.
 */

const root = resolve(import.meta.dirname, "..", "..");
const schema = packageSchema();
let folder = "";

/** The programs in one language, by the last part of their owner's token. */
function programsIn(language: string): Readonly<Record<string, string>> {
  const owners = ["resources", "functions"].flatMap((kind) => membersOf(valueAt(schema, [kind])));
  return Object.fromEntries(
    owners.flatMap(([token, owner]) => {
      const text = String(valueAt(owner, ["description"]));
      const [, program] = new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``).exec(text) ?? [];
      return program === undefined ? [] : [[token.replace(/\W/g, "_"), program] as const];
    }),
  );
}

function membersOf(value: JsonValue | undefined): readonly (readonly [string, JsonValue])[] {
  return isRecord(value) ? Object.entries(value) : [];
}

const everyOne = membersOf(valueAt(schema, ["functions"])).length + membersOf(valueAt(schema, ["resources"])).length;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "thoth-samples-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describeOnPulumi("the schema", (engine) => {
  test("is read by the engine from the plugin, finds no fault, and is the one in the repository", async () => {
    const home = { PULUMI_HOME: join(folder, "home"), PULUMI_SKIP_UPDATE_CHECK: "true" };
    const env = { ...process.env, ...home };
    const plugin = join(pulumiPluginFolder(process.env), "pulumi-resource-thoth");
    const asked = await promisify(execFile)(engine.path, ["package", "get-schema", plugin], { env, maxBuffer: 16e6 });
    const file = join(root, "pulumi", "schema.json");
    expect(JSON.parse(asked.stdout)).toEqual(JSON.parse(await readFile(file, "utf8")));
    expect(await promisify(execFile)(engine.path, ["schema", "check", file], { env })).toEqual({
      stdout: "",
      stderr: "",
    });
  }, 60_000);
});

describeOnPulumi(
  "the samples in Go",
  (engine) => {
    test(
      "compile against the generated SDK, and are as gofmt leaves them",
      async () => {
        const programs = programsIn("go");
        expect(Object.keys(programs)).toHaveLength(everyOne);
        const sdk = await generatedSdk(engine, "go", join(folder, "go"));
        const place = join(folder, "go-samples");
        for (const [name, program] of Object.entries(programs)) {
          await mkdir(join(place, name), { recursive: true });
          await writeFile(join(place, name, "main.go"), program);
        }
        expect(await goComplaints(place, sdk)).toEqual([]);
      },
      preparationMs,
    );
  },
  ["go"],
);

describeOnPulumi(
  "the samples in Python",
  (engine) => {
    test(
      "run against the generated SDK, on an engine that only says yes",
      async () => {
        const programs = programsIn("python");
        expect(Object.keys(programs)).toHaveLength(everyOne);
        const python = await pythonWithPulumi();
        const packages = join(folder, "packages");
        await installPythonSdk(python, await generatedSdk(engine, "python", join(folder, "python")), packages);
        const place = join(folder, "python-samples");
        await mkdir(place);
        for (const [name, program] of Object.entries(programs)) await writeFile(join(place, `${name}.py`), program);
        const ran = await ranPython(python, packages, place);
        expect(ran.map(({ file }) => basename(file, ".py"))).toEqual(Object.keys(programs).toSorted());
        expect(ran.filter(({ error }) => error !== null)).toEqual([]);
      },
      preparationMs,
    );
  },
  ["python"],
);

describeOnPulumi(
  "the samples in TypeScript",
  (engine) => {
    test(
      "compile against the generated SDK for Node",
      async () => {
        const programs = programsIn("typescript");
        expect(Object.keys(programs)).toHaveLength(everyOne);
        // The compiler finds Pulumi's own SDK from wherever the generated one lies in the checkout.
        const place = await mkdtemp(join(root, "dist", "samples-"));
        try {
          const sdk = await generatedSdk(engine, "nodejs", place);
          const scope = join(place, "node_modules", "@atensec");
          await mkdir(scope, { recursive: true });
          await symlink(sdk, join(scope, "pulumi-thoth"));
          for (const [name, program] of Object.entries(programs)) await writeFile(join(place, `${name}.ts`), program);
          expect(await typeScriptComplaints(place)).toEqual([]);
        } finally {
          await rm(place, { recursive: true, force: true });
        }
      },
      preparationMs,
    );
  },
  ["nodejs"],
);
