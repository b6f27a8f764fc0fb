import { readdir, readFile, readlink, realpath } from "node:fs/promises";

/** Watches how much memory the processes of a program take. */
export interface MemoryWatch {
  /** The most that one process has taken, in MB; undefined where the system does not tell. */
  readonly end: () => Promise<number | undefined>;
}

const intervalMs = 25;

/** Watches every process that runs a program, from now on. The kernel keeps each one's own peak, so few looks suffice. */
export function watchMemory(program: string): MemoryWatch {
  let peak: number | undefined;
  let ended = false;
  const watching = (async () => {
    const path = await realpath(program);
    while (!ended) {
      for (const found of await peaksOf(path)) peak = Math.max(peak ?? 0, found);
      await new Promise((resolve) => setTimeout(resolve, intervalMs));
    }
  })();
  return {
    end: async () => {
      ended = true;
      await watching;
      return peak;
    },
  };
}

async function peaksOf(path: string): Promise<readonly number[]> {
  const pids = (await readdir("/proc").catch(() => [])).filter((name) => /^\d+$/.test(name));
  const peaks = await Promise.all(
    pids.map(async (pid) => {
      // A process may end between any two of these.
      if ((await readlink(`/proc/${pid}/exe`).catch(() => "")) !== path) return [];
      const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
      const [, kilobytes] = /^VmHWM:\s+(\d+) kB/m.exec(status) ?? [];
      return kilobytes === undefined ? [] : [Number(kilobytes) / 1024];
    }),
  );
  return peaks.flat();
}
