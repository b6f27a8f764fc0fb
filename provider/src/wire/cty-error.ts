/** Where in a value something is: attribute names and map keys as text, positions as numbers. */
export type Path = readonly (string | number)[];

/** A value that is not what its type says. */
export class ValueError extends Error {
  override readonly name = "ValueError";
  readonly path: Path;

  constructor(path: Path, message: string, options?: ErrorOptions) {
    super(path.length === 0 ? message : `${formatPath(path)}: ${message}`, options);
    this.path = path;
  }
}

/** Writes a path as people do: `rules[0].name`. */
function formatPath(path: Path): string {
  return path
    .map((step, index) => (typeof step === "number" ? `[${step}]` : `${index === 0 ? "" : "."}${step}`))
    .join("");
}
