const tails = new Map<string, Promise<unknown>>();

/**
 * Runs work of one key one after the other, in the order asked for, across the whole process: servers that send no
 * `ETag` leave no other way to keep two writers of one document apart.
 */
export function serialize<T>(key: string, work: () => Promise<T>): Promise<T> {
  const turn = (tails.get(key) ?? Promise.resolve()).then(work, work);
  tails.set(key, turn);
  const leave = () => {
    if (tails.get(key) === turn) tails.delete(key);
  };
  turn.then(leave, leave);
  return turn;
}
