import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { missingHosts, obtainPulumi } from "./pulumi.ts";
import type { Release } from "./release.ts";

let folder = "";
let bin = "";
let server: Server;
let release: Release;
let requests: string[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "thoth-pulumi-"));
  bin = join(folder, "bin");
  for (const name of ["bin", "pulumi"]) await mkdir(join(folder, name));
  await program(join(folder, "pulumi", "pulumi"), "echo v3.999.1");
  for (const name of ["pulumi-language-go", "pulumi-watch"]) await program(join(folder, "pulumi", name), "true");
  await promisify(execFile)("tar", ["-czf", "pulumi-1.tar.gz", "pulumi"], { cwd: folder });
  const archive = await readFile(join(folder, "pulumi-1.tar.gz"));
  const sum = createHash("sha256").update(archive).digest("hex");
  requests = [];
  server = createServer((request, response) => {
    requests.push(request.url ?? "");
    response.end(request.url === "/SUMS" ? `${sum}  pulumi-1.tar.gz\n` : archive);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const base = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  const beside = ["pulumi-language-go", "pulumi-language-nodejs"];
  release = {
    archive: `${base}/pulumi-1.tar.gz`,
    checksums: `${base}/SUMS`,
    program: "pulumi",
    within: "pulumi",
    beside,
  };
});
afterEach(async () => {
  server.close();
  await rm(folder, { recursive: true, force: true });
});

const log = () => {};
const obtained = () => obtainPulumi({ env: { PATH: `${bin}:/usr/bin:/bin`, XDG_CACHE_HOME: folder }, log, release });

async function program(path: string, line: string): Promise<void> {
  await writeFile(path, `#!/bin/sh\n${line}\n`);
  await chmod(path, 0o755);
}

test("the machine's own Pulumi is taken before any other, with the languages it finds beside it", async () => {
  await program(join(bin, "pulumi"), "echo v3.260.0");
  for (const name of ["pulumi-language-nodejs", "pulumi-language-python"]) await program(join(bin, name), "true");
  const found = await obtained();
  expect(found).toMatchObject({ name: "pulumi-3.260.0", version: "3.260.0", path: join(bin, "pulumi") });
  // Python needs a second program, which is not there.
  expect(found).toMatchObject({ languages: ["nodejs"] });
  expect(requests).toEqual([]);
});

test("a machine without Pulumi gets that of the release, once, and of its other programs only those wanted", async () => {
  const found = await obtained();
  const path = join(folder, "thoth-iac", "engines", "pulumi-3.260.0");
  expect(found).toMatchObject({ name: "pulumi-3.999.1", path: join(path, "pulumi"), languages: ["go"] });
  expect((await readdir(path)).toSorted()).toEqual(["checksums.json", "pulumi", "pulumi-language-go"]);
  await obtained();
  expect(requests).toEqual(["/SUMS", "/pulumi-1.tar.gz"]);
});

test("a Pulumi that is too old gives way to that of the release", async () => {
  await program(join(bin, "pulumi"), "echo v3.100.0");
  expect(await obtained()).toMatchObject({ version: "3.999.1" });
});

test("where neither can be had Pulumi is missing, and the reason says what was tried", async () => {
  server.close();
  const found = await obtained();
  expect(found).toEqual({ name: "pulumi", reason: expect.stringMatching(/none on PATH; .*official release: .*ECONN/) });
});

test("names the language hosts that an engine lacks", async () => {
  const found = await obtained();
  if (!("path" in found)) throw new Error(found.reason);
  expect(missingHosts(found).map(({ name }) => name)).toEqual(["pulumi-language-nodejs", "pulumi-language-python"]);
});
