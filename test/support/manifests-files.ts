import { type Desired, documentsOf, yamlOf } from "./manifests.ts";

/** A set as files of a folder, several documents in each, with what its secrets are read from. */
export function filesOf(
  set: readonly Desired[],
  folder: string,
): { readonly files: Map<string, string>; readonly env: Readonly<Record<string, string>> } {
  const { documents, env, files } = documentsOf(set);
  const perFile = 4;
  const texts = Array.from({ length: Math.ceil(documents.length / perFile) }, (_, at): [string, string] => [
    `${folder}/part-${at}.yaml`,
    yamlOf(documents.slice(at * perFile, (at + 1) * perFile)),
  ]);
  const secrets = Object.entries(files).map(([path, text]): [string, string] => [`${folder}/${path}`, text]);
  return { files: new Map([...texts, ...secrets]), env };
}
