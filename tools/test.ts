import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { buildCdktfPackage } from "./build-cdktf-package.ts";
import { buildExecutables } from "./build-executables.ts";
import { buildPulumiPackage, packageFolder } from "./build-packages.ts";
import { type CdkClis, obtainCdkClis } from "./engines/cdk-cli.ts";
import { type Engines, obtainEngines } from "./engines/obtain.ts";
import { type MissingPulumi, missingHosts, obtainPulumi, type PulumiEngine } from "./engines/pulumi.ts";
import { shelfFolder } from "./npm-package/shelf.ts";
import { run, runVisibly } from "./run.ts";

/** How many tests passed, failed and were skipped. */
type Tally = { readonly passed: number; readonly failed: number; readonly skipped: number };

/** A tally, and how many tests were skipped because a program is missing that goes by a name. */
type Counted = Tally & { readonly skippedFor: (name: string) => number };

/** A Pulumi if one was found, and what of it was looked for in vain. */
type FoundPulumi = { readonly engine?: PulumiEngine; readonly missing: readonly MissingPulumi[] };

const root = resolve(import.meta.dirname, "..");
const jest = ["--experimental-vm-modules", ...process.execArgv, join(root, "node_modules", "jest", "bin", "jest.js")];
const none: Engines = { engines: [], missing: [] };
const noClis: CdkClis = { clis: [], missing: [] };

process.chdir(root);
const tally = await testAll(process.argv.slice(2)).catch((error: unknown): Tally => {
  say(error instanceof Error ? error.message : String(error));
  return { passed: 0, failed: 1, skipped: 0 };
});
const skipped = tally.skipped === 0 ? "" : `, ${tally.skipped} skipped`;
process.stdout.write(`${tally.passed} passed, ${tally.failed} failed${skipped}\n`);
process.exitCode = tally.failed === 0 ? 0 : 1;

async function testAll(argv: readonly string[]): Promise<Tally> {
  const { env } = process;
  const selected = await testFiles(argv);
  const needs = (...folders: readonly string[]) =>
    selected.some((file) => folders.some((folder) => file.startsWith(join(root, "test", folder))));

  const needsEngines = needs("acceptance", "examples");
  const { engines, missing } = needsEngines ? await obtainEngines({ env, log: say }) : none;
  const pulumi = needsEngines ? await findPulumi(env) : { missing: [] };
  // They are large, and of no use to any other test.
  const needsClis = selected.some((file) => file.startsWith(join(root, "test")) && basename(file).startsWith("cdktf-"));
  const runtime = { path: process.execPath, version: process.versions.node };
  const cdk = needsClis ? await obtainCdkClis({ env, log: say, runtime }) : noClis;
  for (const { name, version, startMs, path } of [...engines, ...(pulumi.engine ? [pulumi.engine] : [])])
    say(`${name}: ${version}, starts in ${startMs} ms, ${path}`);
  if (needs("acceptance", "examples", "cli")) await buildExecutables({ root, log: say });
  if (needs("acceptance", "examples")) {
    await buildPulumiPackage({ root, log: say });
    await buildCdktfPackage({ root, log: say });
  }
  // The same tests run on the sources, for a look at a failure with a debugger.
  const fromSource = env.THOTH_TEST_FROM_SOURCE === "1";
  const bin = join(root, "dist", "bin");
  const counted = await jestTally(argv, {
    ...env,
    THOTH_TEST_ENGINES: JSON.stringify(engines),
    THOTH_TEST_MISSING_ENGINES: JSON.stringify(missing),
    THOTH_TEST_PULUMI: JSON.stringify(pulumi),
    THOTH_TEST_CDK: JSON.stringify(cdk),
    THOTH_TEST_PROVIDER_DIR: fromSource ? join(root, "provider", "bin") : bin,
    THOTH_TEST_PULUMI_PACKAGE: packageFolder(root),
    THOTH_TEST_CDKTF_PACKAGE: shelfFolder(root, "cdktf"),
    THOTH_TEST_PULUMI_PLUGIN_DIR: fromSource ? join(root, "pulumi", "bin") : bin,
    THOTH_TEST_THOTHCTL: fromSource ? join(root, "runtime", "thothctl", "bin", "thothctl") : join(bin, "thothctl"),
  });

  // Of Terraform one version is enough; without any, or without OpenTofu, CI would promise what nobody tried.
  const has = (product: string) => engines.some((engine) => engine.product === product);
  const failures = env.CI === "true" ? missing.filter(({ product }) => !has(product)) : [];
  for (const engine of missing) {
    const verdict = failures.includes(engine) ? "FAILED" : "SKIPPED";
    say(`${verdict}: every acceptance test on ${engine.name}, because it is missing: ${engine.reason}`);
  }
  // No package registry carries Pulumi, so a machine without it is no failure; the tests of its protocol need none. Nor
  // is one without the command lines of CDKTF and CDK Terrain: a program is synthesized, and applied, without them.
  for (const { name, reason } of [...pulumi.missing, ...cdk.missing]) {
    const skipped = counted.skippedFor(name);
    if (skipped > 0) say(`SKIPPED: ${skipped} tests on ${name}, because it is missing: ${reason}`);
  }
  return { ...counted, failed: counted.failed + failures.length };
}

async function findPulumi(env: NodeJS.ProcessEnv): Promise<FoundPulumi> {
  const found = await obtainPulumi({ env, log: say });
  return "path" in found ? { engine: found, missing: missingHosts(found) } : { missing: [found] };
}

async function testFiles(argv: readonly string[]): Promise<readonly string[]> {
  const listed = await run(process.execPath, [...jest, "--listTests", ...argv]);
  return listed.stdout.split("\n");
}

async function jestTally(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<Counted> {
  const folder = await mkdtemp(join(tmpdir(), "thoth-test-"));
  try {
    const report = join(folder, "report.json");
    const code = await runVisibly(process.execPath, [...jest, "--json", `--outputFile=${report}`, ...argv], { env });
    const text = await readFile(report, "utf8").catch(() => undefined);
    if (text === undefined) throw new Error(`Jest ended with exit code ${code} before it ran a test.`);
    // Jest documents the shape of its report.
    const counts = JSON.parse(text) as {
      readonly numPassedTests: number;
      readonly numFailedTests: number;
      readonly numPendingTests: number;
      readonly numTodoTests: number;
      readonly numRuntimeErrorTestSuites: number;
      readonly testResults: readonly {
        readonly assertionResults: readonly { readonly status: string; readonly ancestorTitles: readonly string[] }[];
      }[];
    };
    const pending = counts.testResults
      .flatMap(({ assertionResults }) => assertionResults)
      .filter(({ status }) => status === "pending");
    const failed = counts.numFailedTests + counts.numRuntimeErrorTestSuites;
    return {
      passed: counts.numPassedTests,
      // Jest may also fail without a failed test: an unused snapshot in CI, an error after the last test.
      failed: failed === 0 && code !== 0 ? 1 : failed,
      skipped: counts.numPendingTests + counts.numTodoTests,
      // The words in which test/support says why it skips.
      skippedFor: (name) =>
        pending.filter(({ ancestorTitles }) => ancestorTitles.some((title) => title.includes(`(${name} is missing: `)))
          .length,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function say(line: string): void {
  process.stderr.write(`[test] ${line}\n`);
}
