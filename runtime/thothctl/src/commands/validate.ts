import { type Diagnostic, type JsonObject, pascalCase } from "@thoth-iac/model";
import type { Run } from "../command.ts";
import type { sourceFlags } from "../manifest-flags.ts";
import { loadManifests } from "../manifests/load.ts";
import type { Loaded } from "../manifests/manifest-set.ts";
import { noManifests } from "../plans/choices.ts";
import { diagnosticDocument } from "../plans/plan-document.ts";

/** Checks manifests, and talks to nobody. */
export const run: Run<typeof sourceFlags> = async ({ flags, world, json, output, report, refuse }) => {
  const { filename: paths, "secrets-dir": secretsDir } = flags;
  if (paths.length === 0) return refuse([noManifests(false)]);
  const loaded = await loadManifests(paths, {
    world,
    secrets: "leave",
    ...(secretsDir !== undefined && { secretsDir }),
  });
  const diagnostics: readonly Diagnostic[] = loaded.ok ? (loaded.warnings ?? []) : loaded.diagnostics;
  const code = await report(diagnostics);
  const found = loaded.ok ? countsOf(loaded.value) : undefined;
  if (json) {
    const told = { valid: loaded.ok, ...found, diagnostics: diagnostics.map(diagnosticDocument) };
    output.printJson(told);
  } else if (found !== undefined) {
    output.print(sentence(found));
  }
  return code;
};

interface Counts extends JsonObject {
  readonly manifests: number;
  readonly files: number;
  readonly kinds: { readonly [kind: string]: number };
}

function countsOf({ wanted, documents }: Loaded): Counts {
  const kinds = Map.groupBy(wanted, ({ resource }) => pascalCase(resource.name));
  return {
    manifests: wanted.length,
    files: new Set(documents.map(({ file }) => file)).size,
    kinds: Object.fromEntries([...kinds].map(([kind, { length }]) => [kind, length])),
  };
}

function sentence({ manifests, files, kinds }: Counts): string {
  if (manifests === 0) return "There are no manifests in it.";
  const each = Object.entries(kinds).map(([kind, count]) => `${count} ${kind}`);
  const many = (count: number, word: string) => `${count} ${word}${count === 1 ? "" : "s"}`;
  return `${many(manifests, "manifest")} in ${many(files, "file")}, and nothing is wrong: ${each.join(", ")}.`;
}
