import { error, failure, type Result } from "@thoth-iac/model";

/** Reads done once for all who ask: those under way are joined, those done are remembered until a write. */
export interface SharedReads {
  /** The read of a path; `key` tells apart what is read there. */
  read<T>(what: { readonly path: string; readonly key: string }, how: Read<T>): Promise<Result<T>>;
  /** Drops what a write to this path may have changed: the path itself, what lies above it and beneath it. */
  forget(path: string): void;
}

/** How a read is done, and who may stop waiting for it. */
export interface Read<T> {
  readonly signal: AbortSignal | undefined;
  readonly work: (signal: AbortSignal) => Promise<Result<T>>;
}

interface Flight {
  readonly path: string;
  readonly result: Promise<Result<unknown>>;
  readonly controller: AbortController;
  waiting: number;
}

/** Shared reads with nothing remembered yet. */
export function sharedReads(): SharedReads {
  const flights = new Map<string, Flight>();

  const start = (path: string, key: string, work: Read<unknown>["work"]): Flight => {
    const controller = new AbortController();
    const flight: Flight = { path, controller, waiting: 0, result: work(controller.signal) };
    flights.set(key, flight);
    // Trouble is not remembered: the next reader tries again.
    const settle = (keep: boolean) => {
      if (!keep && flights.get(key) === flight) flights.delete(key);
    };
    flight.result.then(
      (result) => settle(result.ok),
      () => settle(false),
    );
    return flight;
  };

  return {
    async read<T>({ path, key }: { readonly path: string; readonly key: string }, { signal, work }: Read<T>) {
      if (signal?.aborted) return failure(interrupted(path));
      const flight = flights.get(key) ?? start(path, key, work);
      flight.waiting += 1;
      const result = await joined(flight.result, signal);
      flight.waiting -= 1;
      if (result === undefined && flight.waiting === 0) {
        // Nobody waits any more, and whoever comes now must not join a read that is being called off.
        if (flights.get(key) === flight) flights.delete(key);
        flight.controller.abort();
      }
      // What stands under a key was put there by the same kind of read.
      return (result as Result<T> | undefined) ?? failure(interrupted(path));
    },
    forget(path) {
      for (const [key, flight] of flights) {
        if (isWithin(path, flight.path) || isWithin(flight.path, path)) flights.delete(key);
      }
    },
  };
}

function isWithin(path: string, other: string): boolean {
  return path === other || path.startsWith(other.endsWith("/") ? other : `${other}/`);
}

function interrupted(path: string) {
  return error("cancelled", {
    summary: "The operation was interrupted",
    detail: `GET ${path} was called off before an answer was used. Run it again to finish.`,
  });
}

function joined<T>(result: Promise<T>, signal: AbortSignal | undefined): Promise<T | undefined> {
  if (signal === undefined) return result;
  return new Promise((resolve, reject) => {
    const leave = () => resolve(undefined);
    signal.addEventListener("abort", leave, { once: true });
    result.then(resolve, reject).finally(() => signal.removeEventListener("abort", leave));
  });
}
