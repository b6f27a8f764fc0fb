/**
 * The id of a child that is made for a key: another one for each key, whatever characters are in it, since a construct's
 * path has no room for slashes.
 */
export function childId(kind: string, key: string): string {
  const safe = key.replace(/[^\w.-]/g, (character) => `%${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return `${kind}-${safe}`;
}
