import { copyFile, readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { parseJson } from "@thoth-iac/model";
import type { PulumiStack } from "./pulumi.ts";

/**
 * Does what a person does whose engine was killed while it wrote down what it knows, and says "failed to load
 * checkpoint: EOF" ever since: puts back the copy that it had made before.
 */
export async function restoreTornCheckpoint({ project }: Pick<PulumiStack, "project">): Promise<void> {
  const stacks = join(dirname(project), "state", ".pulumi", "stacks");
  const files = await readdir(stacks, { recursive: true });
  for (const file of files.filter((name) => name.endsWith(".json"))) {
    const path = join(stacks, file);
    const isTorn = parseJson(await readFile(path, "utf8")) === undefined;
    if (isTorn && files.includes(`${file}.bak`)) await copyFile(`${path}.bak`, path);
  }
}
