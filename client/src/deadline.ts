/** How long work may take, and who may call it off. */
export interface Deadline {
  readonly ms: number;
  readonly signal?: AbortSignal | undefined;
  /** How long work that is called off may still go on to its end; none, unless it is said. */
  readonly graceMs?: number;
}

/** What the work gives, or why it was ended first. Ended work sees its signal abort; what it still does is ignored. */
export function within<T>(
  deadline: Deadline,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | "timeout" | "cancelled"> {
  const { ms, signal, graceMs = 0 } = deadline;
  if (signal?.aborted) return Promise.resolve("cancelled");
  const controller = new AbortController();
  return new Promise((resolve, reject) => {
    const end = (settle: () => void) => {
      clearTimeout(timer);
      clearTimeout(grace);
      signal?.removeEventListener("abort", cancel);
      settle();
    };
    const stop = (reason: "timeout" | "cancelled") => {
      end(() => resolve(reason));
      controller.abort();
    };
    let grace: NodeJS.Timeout | undefined;
    const cancel = () => {
      if (graceMs === 0) stop("cancelled");
      else grace = setTimeout(() => stop("cancelled"), graceMs);
    };
    const timer = setTimeout(() => stop("timeout"), ms);
    signal?.addEventListener("abort", cancel, { once: true });
    work(controller.signal).then(
      (value) => end(() => resolve(value)),
      (reason) => end(() => reject(reason)),
    );
  });
}
