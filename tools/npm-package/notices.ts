import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** The licences of the packages of others that a bundle holds, as they ask to be handed on with it. */
export async function noticesOf(root: string, names: ReadonlySet<string>): Promise<string> {
  const texts = await Promise.all(
    [...names].toSorted().map((name) => noticeOf(join(root, "node_modules", name), name)),
  );
  return `The bundles in this package hold code of these packages.\n\n${texts.join("\n")}`;
}

/** The packages of others among the files that Bun says a bundle is made of. */
export function packagesIn(files: readonly string[]): readonly string[] {
  return files.flatMap((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules)/.exec(file)?.[1] ?? []);
}

async function noticeOf(folder: string, name: string): Promise<string> {
  const file = (await readdir(folder)).find((each) => /^licen[cs]e/i.test(each));
  if (file === undefined) throw new Error(`${name} has no licence file that could be handed on`);
  const { version } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  return `${name} ${version}\n\n${await readFile(join(folder, file), "utf8")}`;
}
