import { expect, test } from "@jest/globals";
import { addressOf, type Wanted } from "@thoth-iac/client";
import { loadManifests } from "@thoth-iac/thothctl";
import fc from "fast-check";
import { commandLine, filesIn } from "../support/command-line.ts";
import { govApiInMemory } from "../support/govapi.ts";
import { documentsOf, wantedOf } from "../support/manifests.ts";
import { arbitrarySets } from "../support/manifests-arbitrary.ts";
import { filesOf } from "../support/manifests-files.ts";
import { missingIn, valueIn } from "../support/manifests-tenant.ts";

/* What stands in YAML is what is wanted; and the command line makes it so. */

const timeoutMs = 120_000;

test(
  "a random set, written as YAML, is read as it was meant, secrets and references included",
  async () => {
    await fc.assert(
      fc.asyncProperty(arbitrarySets(), async (set) => {
        const { files, env } = filesOf(set, "/set");
        const read = async (path: string) => files.get(path) ?? "";
        const world = {
          env,
          readFile: read,
          files: filesIn(files),
          self: "the test",
          fetch: () => Promise.reject(new Error("Nobody is called.")),
          stop: new AbortController().signal,
        };
        const found =
          set.length === 0 ? [] : valueIn(await loadManifests(["/set"], { world, secrets: "resolve" })).wanted;
        expect(byAddress(found)).toEqual(byAddress(wantedOf(set)));
      }),
      { numRuns: 60, endOnFailure: true },
    );
  },
  timeoutMs,
);

test(
  "by the command line a random set is valid, is planned, applied, in place, and destroyed, and no secret is printed",
  async () => {
    await fc.assert(
      fc.asyncProperty(
        arbitrarySets().filter((set) => set.length > 0),
        async (set) => {
          const { files, env } = filesOf(set, "/set");
          const govApi = await govApiInMemory();
          const run = async (code: number, ...args: readonly string[]) => {
            const ended = await commandLine(govApi, files).run([...args, "-f", "/set"], env);
            if (ended.code !== code) throw new Error(`${args.join(" ")} ended with ${ended.code}: ${ended.stderr}`);
            for (const secret of secretsOf(set)) expect(ended.stdout + ended.stderr).not.toContain(secret);
          };
          await run(0, "validate");
          await run(2, "plan", "--detailed-exitcode");
          await run(2, "diff", "--detailed-exitcode");
          await run(0, "apply");
          expect(await missingIn(govApi.call, set)).toEqual([]);
          await run(0, "plan", "--detailed-exitcode", "--json");
          await run(0, "diff", "--detailed-exitcode");
          await run(0, "destroy", "--yes");
          await run(2, "plan", "--detailed-exitcode");
          expect((await govApi.call("GET /thoth/marks")).body).toMatchObject({ total: 0 });
        },
      ),
      { numRuns: 25, endOnFailure: true },
    );
  },
  timeoutMs,
);

function byAddress(wanted: readonly Wanted[]) {
  const entries = wanted.map(({ configuration, references, after, ...one }) => [
    addressOf(one),
    { configuration, after: [...after].toSorted(), references: references.toSorted(byPath) },
  ]);
  return Object.fromEntries(entries);
}

function byPath(left: Wanted["references"][number], right: Wanted["references"][number]): number {
  return left.path.join() < right.path.join() ? -1 : 1;
}

/** Those that are long enough not to be found by chance. */
function secretsOf(set: Parameters<typeof documentsOf>[0]): readonly string[] {
  const { env, files } = documentsOf(set);
  return [...Object.values(env), ...Object.values(files)]
    .map((text) => text.trimEnd())
    .filter(({ length }) => length > 6);
}
