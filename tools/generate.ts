import { resolve } from "node:path";
import { type Generator, generate } from "./generated-files.ts";
import { cdktfBindings, cdktnBindings } from "./generators/cdktf.ts";
import { cdktfDocs } from "./generators/cdktf-docs.ts";
import { pulumiApi } from "./generators/pulumi-api.ts";
import { pulumiSchema } from "./generators/pulumi-schema.ts";
import { reference } from "./generators/reference.ts";
import { schema } from "./generators/schema.ts";

/** Everything in the repository that is made by code, because those who read it do not run TypeScript. */
const generators: readonly Generator[] = [
  ...[reference, schema, pulumiSchema, pulumiApi],
  ...[cdktfBindings, cdktnBindings, cdktfDocs],
];

const root = resolve(import.meta.dirname, "..");
const check = process.argv.includes("--check");
const log = (line: string) => process.stderr.write(`[generate] ${line}\n`);

const differing = await generate(generators, { root, check, log });
if (check && differing.length > 0) {
  log("These files are not what the code makes of them. Run: npm run generate");
  process.exitCode = 1;
}
