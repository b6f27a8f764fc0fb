/** `snake_case` as `camelCase`, for languages whose properties are written so. */
export function camelCase(name: string): string {
  return name.replace(/_+([a-z0-9])/gi, (_, letter: string) => letter.toUpperCase());
}

/** `snake_case` as `PascalCase`, for the kinds of manifests. */
export function pascalCase(name: string): string {
  return camelCase(`_${name}`);
}

/** `snake_case` as `kebab-case`, for flags and file names. */
export function kebabCase(name: string): string {
  return name.replaceAll("_", "-");
}

/**
 * The way back from a spelling to the name: a look-up among the names there are, since no rule could tell `sha256`
 * from `sha_256`. Two names that are spelt alike are a mistake in the model, and an Error.
 */
export function namesBySpelling(
  names: readonly string[],
  spell: (name: string) => string,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const name of names) {
    const spelt = spell(name);
    const other = found.get(spelt);
    if (other !== undefined && other !== name) throw new Error(`${other} and ${name} are both spelt ${spelt}`);
    found.set(spelt, name);
  }
  return found;
}
