import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { buildPulumiSdks } from "./pulumi-sdks.ts";

const root = resolve(import.meta.dirname, "..");
const log = (line: string) => process.stderr.write(`[sdks] ${line}\n`);

const { values, positionals } = parseArgs({ options: { out: { type: "string" } }, allowPositionals: true });
const out = values.out === undefined ? {} : { out: resolve(values.out) };
const wanted = positionals.length === 0 ? {} : { wanted: positionals };
const leftOut = await buildPulumiSdks({ root, env: process.env, log, ...out, ...wanted });
// Whoever names a language wants it; whoever names none takes what there is.
if (positionals.length > 0 && leftOut.length > 0) process.exitCode = 1;
