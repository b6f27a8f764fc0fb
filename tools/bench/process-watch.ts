import { readdir, readFile, readlink, realpath } from "node:fs/promises";

/** What the processes of a program took. */
export interface Taken {
  /** The most memory that one of them had at a time, in MB. */
  readonly peakMb: number;
  /** Seconds of processor time of all of them together, to the last look at each. */
  readonly cpuSeconds: number;
}

/** Watches the processes of a program. */
export interface ProcessWatch {
  /** What they took so far; undefined where the system does not tell. */
  readonly taken: () => Taken | undefined;
  readonly end: () => Promise<void>;
}

const intervalMs = 25;
const ticksPerSecond = 100;

/** What tells apart processes that run the same program. */
export interface Kind {
  /** What one of the arguments contains. */
  readonly argument?: string;
  /** The working directory. */
  readonly folder?: string;
}

/** Watches every process that runs a program, from now on. The kernel adds up for each, so few looks suffice. */
export async function watchProcesses(program: string, kind: Kind = {}): Promise<ProcessWatch> {
  const path = await realpath(program);
  const wanted = { ...kind, ...(kind.folder !== undefined && { folder: await realpath(kind.folder) }) };
  const seen = new Map<string, Taken>();
  let ended = false;
  const watching = (async () => {
    while (!ended) {
      for (const [pid, taken] of await looksAt(path, wanted)) seen.set(pid, taken);
      await new Promise((resolve) => setTimeout(resolve, intervalMs));
    }
  })();
  return {
    taken: () => {
      if (seen.size === 0) return undefined;
      const all = [...seen.values()];
      return {
        peakMb: Math.max(...all.map(({ peakMb }) => peakMb)),
        cpuSeconds: all.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0),
      };
    },
    end: async () => {
      ended = true;
      await watching;
    },
  };
}

/** Seconds of processor time that a process took so far; undefined where the system does not tell. */
export async function cpuSecondsOf(pid: string | number): Promise<number | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  // The name of the program, in brackets, may hold anything; utime and stime are the 12th and 13th after it.
  const [user, system] = stat
    .slice(stat.lastIndexOf(")") + 2)
    .split(" ")
    .slice(11, 13)
    .map(Number);
  return user === undefined || system === undefined ? undefined : (user + system) / ticksPerSecond;
}

async function looksAt(path: string, kind: Kind): Promise<readonly (readonly [pid: string, taken: Taken])[]> {
  const pids = (await readdir("/proc").catch(() => [])).filter((name) => /^\d+$/.test(name));
  const looks = await Promise.all(
    pids.map(async (pid) => {
      // A process may end between any two of these.
      if ((await readlink(`/proc/${pid}/exe`).catch(() => "")) !== path) return [];
      if (!(await isOf(pid, kind))) return [];
      const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
      const cpuSeconds = await cpuSecondsOf(pid);
      const [, kilobytes] = /^VmHWM:\s+(\d+) kB/m.exec(status) ?? [];
      if (kilobytes === undefined || cpuSeconds === undefined) return [];
      const taken = { peakMb: Number(kilobytes) / 1024, cpuSeconds };
      return [[pid, taken] as const];
    }),
  );
  return looks.flat();
}

async function isOf(pid: string, { argument, folder }: Kind): Promise<boolean> {
  if (folder !== undefined && (await readlink(`/proc/${pid}/cwd`).catch(() => "")) !== folder) return false;
  return argument === undefined || (await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")).includes(argument);
}
