import process from "node:process";
import { describe } from "@jest/globals";

/** A language in which an engine can run a program. */
export type PulumiLanguage = "nodejs" | "python" | "go";

/** A Pulumi that the tests may run. */
export interface PulumiTestEngine {
  readonly name: string;
  readonly version: string;
  readonly path: string;
  /** The languages whose hosts were found beside the engine or on PATH; an inline program needs none of them. */
  readonly languages: readonly PulumiLanguage[];
}

/** A program that was looked for in vain. */
interface Missing {
  readonly name: string;
  readonly reason: string;
}

/**
 * Describes tests on the Pulumi engine that `npm test` found. Where it is missing, or the host of a language that the
 * tests need, they are skipped, and counted as such.
 */
export function describeOnPulumi(
  title: string,
  tests: (engine: PulumiTestEngine) => void,
  needs: readonly PulumiLanguage[] = [],
): void {
  const { engine = absent, missing } = pulumiOf(process.env);
  const lacks = missing.find(
    ({ name }) => engine === absent || needs.some((language) => name === `pulumi-language-${language}`),
  );
  if (lacks === undefined) describe(`${title} (${engine.name})`, () => tests(engine));
  else describe.skip(`${title} (${lacks.name} is missing: ${lacks.reason})`, () => tests(engine));
}

const absent: PulumiTestEngine = { name: "pulumi", version: "0.0.0", path: "/missing/pulumi", languages: [] };

function pulumiOf(env: NodeJS.ProcessEnv): {
  readonly engine?: PulumiTestEngine;
  readonly missing: readonly Missing[];
} {
  if (env.THOTH_TEST_PULUMI === undefined) {
    const reason = "engines are looked for by `npm test -- <path>`, and Jest was started without it";
    return { missing: [{ name: "pulumi", reason }] };
  }
  // Written by tools/test.ts.
  return JSON.parse(env.THOTH_TEST_PULUMI);
}
