import { readdir, readFile, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative, resolve } from "node:path";
import { expect, test } from "@jest/globals";
import { Ajv2020 } from "ajv/dist/2020.js";
import { parseAllDocuments } from "yaml";
import { inFolder, run, serve } from "../cli/running.ts";

/* The manifests that people read first: those of the examples, and of the README. */

const root = resolve(import.meta.dirname, "..", "..");
const schemaFile = join(root, "docs", "schema", "manifest.schema.json");
const folders = ["gitops", "gitops-quickstart"].map((name) => join(root, "examples", name, "manifests"));

async function filesIn(folder: string): Promise<readonly string[]> {
  return (await readdir(folder)).filter((name) => name.endsWith(".yaml")).map((name) => join(folder, name));
}

test.each(folders.map((folder) => [relative(root, folder), folder]))("thothctl validates %s", async (_, folder) => {
  const { code, stdout, stderr } = await run(["validate", "-f", folder]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatch(/^\d+ manifests in \d+ files, and nothing is wrong/);
});

test("each file of theirs names the schema of manifests, and an editor that obeys it finds nothing wrong", async () => {
  const schema = JSON.parse(await readFile(schemaFile, "utf8"));
  const isManifest = new Ajv2020({ strict: false, validateFormats: false }).compile(schema);
  const files = (await Promise.all(folders.map(filesIn))).flat();
  expect(files.length).toBeGreaterThan(5);
  for (const file of files) {
    const text = await readFile(file, "utf8");
    const [, named = ""] = /^# yaml-language-server: \$schema=(\S+)$/m.exec(text) ?? [];
    expect(resolve(dirname(file), named)).toBe(schemaFile);
    for (const document of parseAllDocuments(text)) {
      expect({ file: basename(file), wrong: isManifest(document.toJS()) ? [] : isManifest.errors }).toEqual({
        file: basename(file),
        wrong: [],
      });
    }
  }
});

test("an editor that obeys the schema underlines a misspelt attribute, and a secret in the open", async () => {
  const isManifest = new Ajv2020({ strict: false, validateFormats: false }).compile(
    JSON.parse(await readFile(schemaFile, "utf8")),
  );
  const manifest = (spec: object) => ({
    apiVersion: "thoth/v1",
    kind: "WebhookSettings",
    metadata: { name: "x" },
    spec,
  });
  expect(isManifest(manifest({ webhook_enabled: true, webhook_secret: { fromEnv: "S" } }))).toBe(true);
  expect(isManifest(manifest({ webhook_enabld: true }))).toBe(false);
  expect(isManifest(manifest({ webhook_secret: "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz" }))).toBe(false);
});

test("what the README shows can be applied, and is what the tenant then has", async () => {
  const [, yaml = ""] = /```yaml\n(apiVersion.*?)```/s.exec(await readFile(join(root, "README.md"), "utf8")) ?? [];
  await inFolder(async (folder) => {
    await writeFile(join(folder, "tenant.yaml"), yaml);
    const serving = await serve(["--memory", "--tenant", "acme"]);
    try {
      const given = { cwd: folder, env: serving.env };
      const applied = await run(["apply", "-f", "tenant.yaml"], given);
      expect(applied).toMatchObject({ code: 0, stderr: "" });
      expect(applied.stdout).toMatch(/\+ create +BrowserPolicy\/approved-extensions: done/);
      const again = await run(["plan", "-f", "tenant.yaml", "--detailed-exitcode"], given);
      expect(again).toMatchObject({ code: 0, stderr: "" });
    } finally {
      serving.child.kill("SIGTERM");
      await serving.ended;
    }
  });
});

test("the schema that thothctl prints is the one that is published", async () => {
  const { stdout } = await run(["explain", "--schema"]);
  const { $comment: _, ...published } = JSON.parse(await readFile(schemaFile, "utf8"));
  expect(JSON.parse(stdout)).toEqual(published);
});
