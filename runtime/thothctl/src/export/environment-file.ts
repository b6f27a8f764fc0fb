import { marker } from "./export-folder.ts";
import type { Exported } from "./exported.ts";

/** A file that lists the environment variables of an export, for a person to fill in; undefined if there are none. */
export function environmentFile(instances: readonly Exported[]): string | undefined {
  const lines = instances.flatMap(({ address, certain, possible, veiled }) => [
    ...certain.map(({ variable, path }) => `# ${address}: ${path.join(".")}\n${variable}=`),
    ...possible.map(
      ({ variable, path }) =>
        `# ${address}: ${path.join(".")}, if it is set (write it into the manifest, too)\n# ${variable}=`,
    ),
    ...veiled.map(
      ({ variable, path }) =>
        `# ${address}: members of ${path.join(".")} that are secret (write them into the manifest, too)\n# ${variable}_<MEMBER>=`,
    ),
  ]);
  if (lines.length === 0) return undefined;
  const head = `# ${marker} Secrets that GovAPI does not tell. Keep the filled-in copy out of version control.`;
  return `${[head, ...lines].join("\n")}\n`;
}
