import { describe } from "@jest/globals";

/** A Terraform or OpenTofu that the tests may run. */
export type TestEngine = {
  readonly name: string;
  readonly product: "terraform" | "tofu";
  readonly version: string;
  readonly path: string;
};

/**
 * Describes tests once for each engine that `npm test` found. For an engine that is missing they are skipped, and
 * counted as such.
 */
export function describeOnEngines(title: string, tests: (engine: TestEngine) => void): void {
  const { present, missing } = enginesOf(process.env);
  for (const engine of present) describe(`${title} (${engine.name})`, () => tests(engine));
  for (const { name, product, reason } of missing) {
    const absent: TestEngine = { name, product, version: "0.0.0", path: `/missing/${name}` };
    describe.skip(`${title} (${name} is missing: ${reason})`, () => tests(absent));
  }
}

/** The engines that `npm test` found, and those it looked for in vain. */
export function enginesOf(env: NodeJS.ProcessEnv): {
  readonly present: readonly TestEngine[];
  readonly missing: readonly {
    readonly name: string;
    readonly product: TestEngine["product"];
    readonly reason: string;
  }[];
} {
  const { THOTH_TEST_ENGINES: present, THOTH_TEST_MISSING_ENGINES: missing } = env;
  if (present === undefined || missing === undefined) {
    const reason = "engines are looked for by `npm test -- <path>`, and Jest was started without it";
    return { present: [], missing: [{ name: "terraform", product: "terraform", reason }] };
  }
  // Both are written by tools/test.ts.
  return { present: JSON.parse(present), missing: JSON.parse(missing) };
}
