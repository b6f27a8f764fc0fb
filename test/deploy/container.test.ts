import { execFileSync, spawnSync } from "node:child_process";
import { closeSync, openSync, readFileSync, readSync } from "node:fs";
import { chmod, copyFile, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import process from "node:process";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { manifestOf, root } from "../house/tree.ts";
import { thothctlPath } from "../support/executables.ts";
import { jobSpecOf } from "../support/job-run.ts";
import { kustomized } from "../support/kustomization.ts";
import { programOnPath } from "../support/program-on-path.ts";
import { type ServedGovApi, serveGovApi } from "../support/served-govapi.ts";

const text = readFileSync(join(root, "deploy", "container", "Containerfile"), "utf8");
const instructions = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));

test("the image is one executable on glibc, run by nobody in particular, and nothing is run to build it", async () => {
  expect(instructions).toEqual([
    expect.stringMatching(/^FROM gcr\.io\/distroless\/base-nossl-debian12:nonroot$/),
    "COPY thothctl /usr/local/bin/thothctl",
    expect.stringMatching(/^USER (\d+):\1$/),
    "WORKDIR /",
    'ENTRYPOINT ["/usr/local/bin/thothctl"]',
  ]);
  const [, user] = /^USER (\d+)/m.exec(text) ?? [];
  const objects = await kustomized(join(root, "deploy", "argocd", "overlays", "full"));
  const { template } = jobSpecOf(objects, "thoth-apply");
  expect(template.spec).toMatchObject({ securityContext: { runAsUser: Number(user), runAsGroup: Number(user) } });
  // What it says to type makes the image that the Jobs name.
  expect(text).toContain(`thothctl:${manifestOf(".").version} dist/bin`);
});

const compiled = thothctlPath(process.env);
const isRoot = process.getuid?.() === 0;
const unshare = isRoot ? programOnPath("unshare", ["-m", "-p", "--fork", "true"]) : undefined;
const ldd = programOnPath("ldd", ["--version"]);
const ready = isCompiled(compiled) && unshare !== undefined && ldd !== undefined;
if (!ready) {
  const needs = "the compiled program (`npm test`), root, unshare and ldd";
  process.stderr.write(`Skipped: thothctl in a root of its own, which needs ${needs}.\n`);
}

/* What the image holds, laid in a folder that becomes the root, read-only, for the user of the image. */
(ready ? describe : describe.skip)("in a root that holds the executable and glibc, and cannot be written", () => {
  let folder: string;
  let govApi: ServedGovApi;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "thoth-container-"));
    await chmod(folder, 0o755);
    govApi = await serveGovApi(await mkdtemp(join(tmpdir(), "thoth-govapi-")), "acme");
    const libraries = librariesOf(compiled);
    expect(libraries.map((path) => path.replace(/.*\//, "")).toSorted()).toEqual([
      expect.stringMatching(/^ld-linux/),
      "libc.so.6",
      "libdl.so.2",
      "libm.so.6",
      "libpthread.so.0",
    ]);
    for (const path of libraries) {
      await mkdir(join(folder, dirname(path)), { recursive: true });
      await copyFile(path, join(folder, path));
    }
    for (const made of ["usr/local/bin", "proc", "dev", "manifests", "var/run/secrets"]) {
      await mkdir(join(folder, made), { recursive: true });
    }
    await copyFile(compiled, join(folder, "usr/local/bin/thothctl"));
    const manifest =
      "apiVersion: thoth/v1\nkind: BrowserProvider\nmetadata: {name: chrome}\nspec: {provider_name: chrome}\n";
    await writeFile(join(folder, "manifests", "chrome.yaml"), manifest);
    await writeFile(join(folder, "var/run/secrets/key"), govApi.orgApiKey);
  });
  afterAll(async () => {
    await govApi.kill();
    await rm(folder, { recursive: true, force: true });
  });

  test.each([
    ["plan", 2, "Plan: 1 to create."],
    ["apply", 0, "Done: 1 created."],
    ["plan", 0, "No changes"],
  ])("%s ends with %i", (command, code, said) => {
    const script = `mount --bind "$0" "$0" && mount -t proc proc "$0/proc" && mount --rbind /dev "$0/dev" &&
      mount -o remount,bind,ro "$0" && exec chroot --userspec=65532:65532 "$0" /usr/local/bin/thothctl "$@"`;
    const args = ["sh", "-ec", script, folder, command, "-f", "/manifests", "--detailed-exitcode"];
    const env = {
      PATH: process.env.PATH ?? "",
      THOTH_GOVAPI_URL: govApi.url,
      THOTH_TENANT_ID: "acme",
      THOTH_ORG_API_KEY_FILE: "/var/run/secrets/key",
    };
    const { status, stdout, stderr } = spawnSync(unshare ?? "", ["-m", "-p", "--fork", ...args], {
      env,
      encoding: "utf8",
    });
    expect({ status, stdout, stderr }).toMatchObject({ status: code, stdout: expect.stringContaining(said) });
  });
});

/** Whether a file is an executable of Linux, and not the one that starts from source. */
function isCompiled(path: string): boolean {
  const file = openSync(path, "r");
  const start = Buffer.alloc(4);
  readSync(file, start, 0, 4, 0);
  closeSync(file);
  return start.toString("latin1") === "\x7fELF";
}

function librariesOf(executable: string): readonly string[] {
  const said = execFileSync(ldd ?? "", [executable], { encoding: "utf8" });
  return [...said.matchAll(/(\/\S+\.so\S*) \(/g)].map(([, path = ""]) => path);
}
