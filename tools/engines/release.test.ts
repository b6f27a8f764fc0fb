import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { fetchRelease, type Release } from "./release.ts";

let folder = "";
let server: Server;
let release: Release;
let files: Record<string, Uint8Array | string> = {};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "thoth-release-"));
  await writeFile(join(folder, "tofu"), "the program");
  await writeFile(join(folder, "README"), "not wanted");
  await promisify(execFile)("tar", ["-czf", "tofu_1.tar.gz", "tofu", "README"], { cwd: folder });
  const archive = await readFile(join(folder, "tofu_1.tar.gz"));
  const sum = createHash("sha256").update(archive).digest("hex");
  files = { "/tofu_1.tar.gz": archive, "/SUMS": `${"0".repeat(64)}  other.zip\n${sum}  tofu_1.tar.gz\n` };
  server = createServer((request, response) => {
    const body = files[request.url ?? ""];
    response.writeHead(body === undefined ? 404 : 200).end(body);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const base = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  release = { archive: `${base}/tofu_1.tar.gz`, checksums: `${base}/SUMS`, program: "tofu" };
  await mkdir(join(folder, "out"));
});
afterEach(async () => {
  server.close();
  await rm(folder, { recursive: true, force: true });
});

const fetched = () => fetchRelease(release, join(folder, "out"));

test("leaves the program of the release in the folder, and nothing else", async () => {
  await fetched();
  expect(await readdir(join(folder, "out"))).toEqual(["tofu"]);
  expect(await readFile(join(folder, "out", "tofu"), "utf8")).toBe("the program");
});

test("refuses an archive that does not match its checksum", async () => {
  files["/tofu_1.tar.gz"] = "something else";
  await expect(fetched()).rejects.toThrow(
    /tofu_1\.tar\.gz is damaged: expected sha256 [0-9a-f]{64}, found [0-9a-f]{64}/,
  );
  expect(await readdir(join(folder, "out"))).toEqual([]);
});

test("says so when the release has nothing for this platform", async () => {
  files["/SUMS"] = `${"0".repeat(64)}  other.zip\n`;
  await expect(fetched()).rejects.toThrow("the release has no tofu_1.tar.gz");
});

test("names the address that answers with an error", async () => {
  delete files["/SUMS"];
  await expect(fetched()).rejects.toThrow(`${release.checksums} answers 404`);
});
