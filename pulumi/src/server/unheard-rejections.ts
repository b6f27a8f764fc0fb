import { GrpcError, StatusCode } from "@thoth-iac/grpc";
import { internals } from "./sdk-internals.ts";

/** Calls back for every rejected promise of the process that nobody waits for. */
export type HearRejections = (heard: (reason: unknown) => void) => void;

/** How work learns that it is to end. */
export interface Endings {
  readonly hearRejections: HearRejections;
  /** Aborted when nobody waits for the work any more. */
  readonly signal: AbortSignal;
}

/** What runs now: the settings of its own that the SDK gives each, and how to end it. */
const running = new Map<object, (reason: unknown) => void>();
let isListening = false;

/**
 * Does work of the SDK within settings of its own; a failure that the SDK lets fall ends it. The SDK registers resources
 * in the background and tells of a failure by a rejection that nobody waits for.
 */
export async function untilUnheard<T>({ hearRejections, signal }: Endings, work: () => Promise<T>): Promise<T> {
  if (!isListening) hearRejections(endWhoseItIs);
  isListening = true;
  const store = internals.getLocalStore() ?? {};
  const unheard = new Promise<never>((_, reject) => {
    running.set(store, reject);
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
  try {
    return await Promise.race([work(), unheard]);
  } catch (thrown) {
    throw told(thrown);
  } finally {
    running.delete(store);
  }
}

/**
 * Node calls it where the rejected promise was made. Bun does not, and then it is not known whose it is; what matters of
 * the failure is awaited as well, and this keeps the process from ending.
 */
function endWhoseItIs(reason: unknown): void {
  const store = internals.getLocalStore();
  if (store !== undefined) running.get(store)?.(reason);
}

function told(reason: unknown): unknown {
  if (reason instanceof GrpcError || !(reason instanceof Error)) return reason;
  return new GrpcError(StatusCode.UNKNOWN, reason.message, { cause: reason });
}
