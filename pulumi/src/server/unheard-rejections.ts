import process from "node:process";
import { GrpcError, StatusCode } from "@thoth-iac/grpc";
import { internals } from "./sdk-internals.ts";

/** What runs now: the settings of its own that the SDK gives each, and how to end it. */
const running = new Map<object, (reason: unknown) => void>();

/**
 * Does work of the SDK within settings of its own; a failure that the SDK lets fall ends it. The SDK registers resources
 * in the background and tells of a failure by a rejection that nobody waits for.
 */
export async function untilUnheard<T>(work: () => Promise<T>): Promise<T> {
  if (running.size === 0 && process.listenerCount("unhandledRejection", hear) === 0)
    process.on("unhandledRejection", hear);
  const store = internals.getLocalStore() ?? {};
  const unheard = new Promise<never>((_, reject) => {
    running.set(store, (reason) => reject(told(reason)));
  });
  try {
    return await Promise.race([work().catch((thrown: unknown) => Promise.reject(told(thrown))), unheard]);
  } finally {
    running.delete(store);
  }
}

/** The runtime calls it where the rejected promise was made, or else nobody knows whose it is, and all end. */
function hear(reason: unknown): void {
  const store = internals.getLocalStore();
  const end = store === undefined ? undefined : running.get(store);
  if (end !== undefined) end(reason);
  else if (store === undefined) for (const each of running.values()) each(reason);
}

function told(reason: unknown): unknown {
  if (reason instanceof GrpcError || !(reason instanceof Error)) return reason;
  return new GrpcError(StatusCode.UNKNOWN, reason.message, { cause: reason });
}
