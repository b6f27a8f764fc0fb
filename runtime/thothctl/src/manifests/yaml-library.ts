/** The library that knows all of YAML. It is loaded when something is read, and not before. */
export type Yaml = typeof import("yaml");

/** What is wrong at a place of a file. */
export interface Fault {
  readonly offset: number;
  readonly summary: string;
  readonly detail: string;
}
