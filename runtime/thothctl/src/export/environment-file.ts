import { type AttributePath, pathText, type Resource } from "@thoth-iac/model";
import { onOneLine } from "../output.ts";
import { type ExportedFile, marker } from "./export-folder.ts";
import type { Exported } from "./exported.ts";

/** A secret that an export does not hold. It is a type, and no interface, so that it passes as JSON. */
export type MissingSecret = {
  readonly instance: string;
  readonly attribute: string;
  /** The environment variable that the manifest takes it from; of an object, how those of its members begin. */
  readonly variable: string;
  /** Whether it is known to be set; what may be set stands in the manifest as a comment. */
  readonly set: boolean;
};

/** The secrets that an export does not hold. */
export function secretListOf(instances: readonly Exported[]): readonly MissingSecret[] {
  return instances.flatMap(({ address, certain, possible, veiled }) => [
    ...certain.map(({ path, variable }) => ({ instance: address, attribute: pathText(path), variable, set: true })),
    ...[...possible, ...veiled].map(({ path, variable }) => ({
      instance: address,
      attribute: pathText(path),
      variable,
      set: false,
    })),
  ]);
}

/** A file that lists the environment variables of an export, for a person to fill in; none if there are none. */
export function environmentFiles(instances: readonly Exported[]): readonly ExportedFile[] {
  const lines = instances.flatMap(({ address, resource, certain, possible, veiled }) => [
    ...certain.flatMap(({ variable, path }) => [
      note(address, path, isJsonText(resource, path) ? ", all of it as JSON text" : ""),
      `${variable}=`,
    ]),
    ...possible.flatMap(({ variable, path }) => [
      note(address, path, ", if it is set; the manifest holds it as a comment"),
      `# ${variable}=`,
    ]),
    ...veiled.flatMap(({ variable, path }) => [
      note(address, path, ": a variable for each secret that is added there, say"),
      `# ${variable}_CLIENT_SECRET=`,
    ]),
  ]);
  if (lines.length === 0) return [];
  const head = `# ${marker} Secrets that GovAPI does not tell. Keep the filled-in copy out of version control.`;
  return [{ path: ".env.example", text: `${[head, ...lines].join("\n")}\n` }];
}

function isJsonText({ attributes }: Resource, [first]: AttributePath): boolean {
  return attributes.some(({ name, type }) => name === first && type.kind === "json_text");
}

function note(address: string, path: AttributePath, more = ""): string {
  return `# ${address}: ${onOneLine(pathText(path))}${more}`;
}
