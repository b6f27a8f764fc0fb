import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { installed, obtainCdkClis } from "./cdk-cli.ts";

const slow = 60_000;
let folder = "";
let env: NodeJS.ProcessEnv;
let server: Server;
let requests: string[] = [];

/** A registry with one package, whose script would tell if npm ran it; all else it does not have. */
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "thoth-cdk-cli-"));
  const source = join(folder, "package");
  await mkdir(source);
  const manifest = { name: "a-cli", version: "1.2.3", scripts: { postinstall: "touch ran" } };
  await writeFile(join(source, "package.json"), JSON.stringify(manifest));
  await writeFile(join(source, "cli.js"), "console.log('1.2.3')\n");
  await promisify(execFile)("tar", ["-czf", "a-cli.tgz", "package"], { cwd: folder });
  const archive = await readFile(join(folder, "a-cli.tgz"));
  requests = [];
  server = createServer(({ url = "", headers }, response) => {
    requests.push(url);
    if (url === "/a-cli.tgz") return response.end(archive);
    if (url !== "/a-cli") return response.writeHead(404).end("{}");
    const dist = { tarball: `http://${headers.host}/a-cli.tgz` };
    return response.end(JSON.stringify({ name: "a-cli", versions: { "1.2.3": { ...manifest, dist } } }));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  // as: a server on host and port has an address of this form.
  const { port } = server.address() as AddressInfo;
  env = {
    PATH: process.env.PATH,
    HOME: folder,
    XDG_CACHE_HOME: folder,
    npm_config_registry: `http://127.0.0.1:${port}/`,
    npm_config_cache: join(folder, "npm"),
  };
});
afterEach(async () => {
  server.close();
  server.closeAllConnections();
  await rm(folder, { recursive: true, force: true });
});

const wanted = { name: "a-cli", version: "1.2.3", file: "cli.js" };
const installing = (approve: (file: string) => Promise<void>) => installed(wanted, { env, log: () => {}, approve });
const engines = () => join(folder, "thoth-iac", "engines");

test(
  "a package is installed once, outside the checkout, and none of its scripts is run",
  async () => {
    const file = await installing(async () => {});
    expect(file).toBe(join(engines(), "a-cli-1.2.3", "node_modules", "a-cli", "cli.js"));
    expect(await readdir(join(file, ".."))).toEqual(["cli.js", "package.json"]);
    expect(await installing(async () => {})).toBe(file);
    expect(requests).toEqual(["/a-cli", "/a-cli.tgz"]);
  },
  slow,
);

test(
  "of a package that is no good nothing is kept",
  async () => {
    const refuse = () => Promise.reject(new Error("it does not start"));
    await expect(installing(refuse)).rejects.toThrow("it does not start");
    expect(await readdir(engines())).toEqual([]);
  },
  slow,
);

test(
  "command lines that the registry does not have are missing, and the reason says what was tried",
  async () => {
    const runtime = { path: process.execPath, version: "22.19.0" };
    const { clis, missing } = await obtainCdkClis({ env, log: () => {}, runtime });
    expect(clis).toEqual([]);
    expect(missing).toEqual([
      { name: "cdktf-0.21.0", product: "cdktf", reason: expect.stringContaining("npm install") },
      { name: "cdktn-0.24.0", product: "cdktn", reason: expect.stringContaining("npm install") },
    ]);
    expect(requests).toEqual(["/cdktf-cli", "/cdktn-cli"]);
  },
  slow,
);

test(
  "cdktf's command line gets an older Node than the one that is too new for it",
  async () => {
    const runtime = { path: process.execPath, version: "24.21.0" };
    await obtainCdkClis({ env, log: () => {}, runtime });
    expect(requests.at(0)).toMatch(/^\/node-/);
  },
  slow,
);
