import { titled } from "../tokens.ts";
import { goFields, goProgram, goStructure } from "./go.ts";
import type { PartSample, Sample } from "./sample.ts";

/** A Go program that makes a component: its parts are of types of their own. */
export function goComponentProgram(component: string, samples: readonly PartSample[], base: string): string {
  const parts = samples.map(({ part, key, members }) => {
    const type = `thoth.${component}${titled(part)}Args`;
    const one =
      key === undefined
        ? goStructure(`&${type}`, members)
        : goFields(`map[string]${type}`, [[`${JSON.stringify(key)}:`, goStructure("", members)]]);
    return [`${titled(part)}:`, one] as const;
  });
  const args = goFields(`&thoth.${component}Args`, parts);
  const modules = samples.flatMap(({ members }) => members.flatMap(([, value]) => modulesIn(value)));
  return goProgram({
    imports: [base, ...[...new Set(modules)].toSorted().map((module) => `${base}/${module}`)],
    secrets: samples.flatMap(({ secrets }) => secrets),
    lines: [`_, err := thoth.New${component}(ctx, "acme", ${args})`, "return err"],
  });
}

function modulesIn(sample: Sample): readonly string[] {
  if (sample.kind === "enum") return [sample.type.module];
  if (sample.kind === "list") return sample.items.flatMap(modulesIn);
  if (sample.kind === "json_text") return modulesIn(sample.value);
  if (!("members" in sample)) return [];
  const own = sample.kind === "object" && sample.type ? [sample.type.module] : [];
  return [...own, ...sample.members.flatMap(([, value]) => modulesIn(value))];
}
