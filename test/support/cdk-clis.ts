import process from "node:process";
import { describe } from "@jest/globals";
import type { TestEngine } from "./engines.ts";
import { enginesOf } from "./engines.ts";

/** The command line of a framework that the tests may run. */
export interface CdkTestCli {
  readonly name: string;
  readonly product: "cdktf" | "cdktn";
  readonly version: string;
  /** The Node that runs it, and what that Node runs. */
  readonly node: string;
  readonly script: string;
}

/** What a story is told on: a command line, and the engine that it drives. */
export interface CdkEngines {
  readonly cli: CdkTestCli;
  readonly engine: TestEngine;
}

/** Which command line and engine a story wants. */
export interface CdkNeed {
  readonly cli: CdkTestCli["product"];
  readonly engine: TestEngine["product"];
}

/**
 * Describes tests on a command line and an engine that `npm test` found, the newest of its product. Where one of them is
 * missing the tests are skipped, and counted as such.
 */
export function describeOnCdk(title: string, need: CdkNeed, tests: (engines: CdkEngines) => void): void {
  const found = clisOf(process.env);
  const engines = enginesOf(process.env);
  const cli = found.clis.find(({ product }) => product === need.cli);
  const engine = engines.present
    .filter(({ product }) => product === need.engine)
    .toSorted((one, other) => other.version.localeCompare(one.version, "en", { numeric: true }))
    .at(0);
  if (cli !== undefined && engine !== undefined) {
    describe(`${title} (${cli.name}, ${engine.name})`, () => tests({ cli, engine }));
    return;
  }
  const lacks =
    cli === undefined
      ? found.missing.find(({ product }) => product === need.cli)
      : engines.missing.find(({ product }) => product === need.engine);
  const { name, reason } = lacks ?? { name: need.engine, reason: "there is none" };
  describe.skip(`${title} (${name} is missing: ${reason})`, () =>
    tests({
      cli: { name: need.cli, product: need.cli, version: "0.0.0", node: "/missing/node", script: "/missing/cli.js" },
      engine: { name: need.engine, product: need.engine, version: "0.0.0", path: `/missing/${need.engine}` },
    }));
}

function clisOf(env: NodeJS.ProcessEnv): {
  readonly clis: readonly CdkTestCli[];
  readonly missing: readonly {
    readonly name: string;
    readonly product: CdkTestCli["product"];
    readonly reason: string;
  }[];
} {
  if (env.THOTH_TEST_CDK === undefined) {
    const reason = "it is looked for by `npm test -- <path>`, and Jest was started without it";
    const missing = (["cdktf", "cdktn"] as const).map((product) => ({ name: product, product, reason }));
    return { clis: [], missing };
  }
  // Written by tools/test.ts.
  return JSON.parse(env.THOTH_TEST_CDK);
}
