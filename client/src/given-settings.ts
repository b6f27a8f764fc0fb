import type { ConfigurationName, Value } from "@thoth-iac/model";
import type { Face } from "./faces.ts";

/** What a person gave, by attribute name; absent, null and blank text all mean not given. */
export type GivenSettings = { readonly [name in ConfigurationName]?: Value | undefined };

/** Environment variables by name. */
export type Environment = { readonly [name: string]: string | undefined };

/** Gives the text of a file, or throws. */
export type ReadFile = (path: string) => string | Promise<string>;

/** Where settings are looked for beside what was given, and how a face speaks of them. */
export interface Surroundings {
  readonly env: Environment;
  readonly readFile: ReadFile;
  readonly face: Face;
}

/** A text that was given, without the blanks around it; undefined if there is none. */
export function textIn(value: Value | undefined): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}
