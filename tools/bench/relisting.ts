import { cp, mkdir, readdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { bunOf, flags } from "../build-executables.ts";
import { complaintOf, run } from "../run.ts";

/**
 * Compiles our provider with the sharing of reads taken out, so that each instance fetches its list anew: what the
 * sharing is worth shows only beside a provider that is the same in everything else.
 */
export async function buildRelisting(root: string, folder: string): Promise<string> {
  const copy = join(folder, "relisting");
  for (const name of [...libraries, "provider"]) {
    for (const part of ["package.json", "src"]) {
      await cp(join(root, name, part), join(copy, name, part), { recursive: true });
    }
  }
  const ours = join(copy, "node_modules", "@thoth-iac");
  await mkdir(ours, { recursive: true });
  for (const name of libraries) await symlink(join(copy, name), join(ours, name));
  for (const name of await readdir(join(root, "node_modules"))) {
    if (name.startsWith(".") || name === "@thoth-iac") continue;
    await symlink(join(root, "node_modules", name), join(copy, "node_modules", name));
  }
  await writeFile(join(copy, "client", "src", "shared-reads.ts"), unshared);
  const made = join(folder, "terraform-provider-relisting");
  const built = await run(await bunOf(root), ["build", ...flags, `--outfile=${made}`, "provider/src/main.ts"], {
    cwd: copy,
  });
  if (!built.ok) throw new Error(`Bun cannot compile the provider that does not share reads:\n${complaintOf(built)}`);
  return made;
}

/** The packages that the provider is made of. */
const libraries = ["model", "client", "grpc"];

const unshared = `export function sharedReads() {
  return {
    read: (_, { signal, work }) => work(signal ?? new AbortController().signal),
    forget() {},
  };
}
`;
