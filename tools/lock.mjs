import { mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { dirname } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

const HEARTBEAT_MS = 1_000;
const SILENT_MS = 20_000;

/**
 * Runs `work` while no other process on this machine runs work under the same lock file.
 *
 * A holder that died, or that has not moved for 20 seconds, loses the lock. Two processes could in theory take such a
 * lock over in the same instant, so work must also put its results in place by an atomic rename.
 *
 * @template T
 * @param {string} path file that stands for the lock
 * @param {{ waiting: () => void }} report told once, when another process holds the lock
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(path, report, work) {
  mkdirSync(dirname(path), { recursive: true });
  const owner = `${hostname()} ${process.pid}`;
  for (let told = false; !take(path, owner); ) {
    if (!told) report.waiting();
    told = true;
    await delay(200);
  }
  const heartbeat = setInterval(() => touch(path), HEARTBEAT_MS);
  const release = () => rmSync(path, { force: true });
  process.once("exit", release);
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    process.removeListener("exit", release);
    release();
  }
}

/**
 * @param {string} path
 * @param {string} owner
 */
function take(path, owner) {
  try {
    writeFileSync(path, owner, { flag: "wx" });
    return true;
  } catch (error) {
    if (!isCode(error, "EEXIST")) throw error;
  }
  if (isAbandoned(path)) {
    const aside = `${path}.${process.pid}`;
    try {
      renameSync(path, aside);
    } catch (error) {
      if (!isCode(error, "ENOENT")) throw error;
    }
    rmSync(aside, { force: true });
  }
  return false;
}

/** @param {string} path */
function isAbandoned(path) {
  try {
    if (Date.now() - statSync(path).mtimeMs > SILENT_MS) return true;
    const [host, pid] = readFileSync(path, "utf8").split(" ");
    return host === hostname() && pid !== undefined && !isAlive(Number(pid));
  } catch (error) {
    if (isCode(error, "ENOENT")) return false;
    throw error;
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !isCode(error, "ESRCH");
  }
}

/** @param {string} path */
function touch(path) {
  try {
    const now = new Date();
    utimesSync(path, now, now);
  } catch (error) {
    if (!isCode(error, "ENOENT")) throw error;
  }
}

/**
 * @param {unknown} error
 * @param {string} code
 */
function isCode(error, code) {
  return typeof error === "object" && error !== null && "code" in error && error.code === code;
}
