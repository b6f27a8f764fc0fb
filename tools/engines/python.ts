import { writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { complaintOf, run } from "../run.ts";

/** A package of PyPI, with the checksum of each wheel that may be taken. */
export type PinnedWheel = { readonly name: string; readonly version: string; readonly sha256: readonly string[] };

/** The path of the machine's real `python3`, past any version switcher that stands in for it on PATH. */
export async function pythonOf(env: NodeJS.ProcessEnv): Promise<string> {
  const asked = await run("python3", ["-c", "import sys; print(sys.executable)"], { env, timeoutMs: 30_000 });
  if (!asked.ok) throw new Error(`python3 does not run (${complaintOf(asked)})`);
  return asked.stdout.trim();
}

/** Unpacks a wheel into a folder; pip refuses one whose checksum is not pinned. */
export async function unpackWheel(wheel: PinnedWheel, folder: string, env: NodeJS.ProcessEnv): Promise<void> {
  const python = await pythonOf(env);
  const list = join(dirname(folder), `${wheel.name}.txt`);
  const hashes = wheel.sha256.map((sum) => `--hash=sha256:${sum}`);
  await writeFile(list, `${wheel.name}==${wheel.version} ${hashes.join(" ")}\n`);
  const quiet = ["--disable-pip-version-check", "--no-input", "--quiet"];
  const strict = ["--no-deps", "--only-binary=:all:", "--require-hashes", "--no-compile"];
  const argv = ["-m", "pip", "install", ...quiet, ...strict, "--target", folder, "--requirement", list];
  const installed = await run(python, argv, { env });
  if (!installed.ok) throw new Error(`pip cannot get ${wheel.name} ${wheel.version} (${complaintOf(installed)})`);
}
