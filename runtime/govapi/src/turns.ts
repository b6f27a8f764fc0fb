/** Runs work in turn: of each name one at a time, in the order of asking. */
export interface Turns {
  readonly take: <T>(name: string, work: () => Promise<T>) => Promise<T>;
}

/** Turns in the memory of this process, which is the only one that uses its store. */
export function createTurns(): Turns {
  const last = new Map<string, Promise<unknown>>();
  return {
    take: async (name, work) => {
      const before = last.get(name) ?? Promise.resolve();
      const mine = before.then(work, work);
      // Swallowed here only for those who wait in line; the caller gets the failure from `mine`.
      const settled = mine.catch(() => undefined);
      last.set(name, settled);
      try {
        return await mine;
      } finally {
        if (last.get(name) === settled) last.delete(name);
      }
    },
  };
}
