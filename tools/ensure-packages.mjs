import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { withLock } from "./lock.mjs";
import { npm } from "./npm.mjs";

/**
 * Makes node_modules what package-lock.json says, and does nothing when it already is.
 *
 * @param {string} root folder of the checkout
 * @param {(line: string) => void} log
 */
export async function ensurePackages(root, log) {
  if (isInstalled(root)) return;
  const waiting = () => log("Another process installs the packages; waiting for it.");
  await withLock(join(root, ".runtime", "packages.lock"), { waiting }, async () => {
    if (isInstalled(root)) return;
    log("Installing the packages of package-lock.json (npm ci) ...");
    const start = Date.now();
    await npm(["ci", "--no-audit", "--no-fund", "--loglevel=error"], { cwd: root });
    log(`Packages installed in ${((Date.now() - start) / 1000).toFixed(1)} s.`);
  });
}

/**
 * Whether node_modules is what package-lock.json says.
 *
 * npm keeps a record of what it put into node_modules and writes it last, so an installation that broke off has none.
 *
 * @param {string} root
 */
export function isInstalled(root) {
  const record = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(record)) return false;
  const wanted = packagesOf(join(root, "package-lock.json"));
  const present = packagesOf(record);
  return Object.entries(wanted).every(([path, entry]) => {
    const isWorkspace = !path.startsWith("node_modules/");
    const found = present[path];
    if (isWorkspace || (found === undefined && entry.optional === true)) return true;
    return found !== undefined && found.version === entry.version && found.integrity === entry.integrity;
  });
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, integrity?: string, optional?: boolean }>}
 */
function packagesOf(file) {
  return JSON.parse(readFileSync(file, "utf8")).packages ?? {};
}
