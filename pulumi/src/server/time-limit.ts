import type { Connected, Session } from "@thoth-iac/client";
import { type Diagnostic, error } from "@thoth-iac/model";
import { Failure, PartialFailure } from "../failure.ts";

// The longest that a timer takes; Pulumi's own limit for a step is far below.
const longestMilliseconds = 2 ** 31 - 1;

/** Does work on the connected tenant, and ends it after so many seconds; 0 is no limit. */
export async function inTime<T>(
  session: Session,
  seconds: number,
  work: (connected: Connected) => Promise<T>,
): Promise<T> {
  const limit = new AbortController();
  const isLimited = Number.isFinite(seconds) && seconds > 0;
  const timer = isLimited ? setTimeout(() => limit.abort(), Math.min(seconds * 1000, longestMilliseconds)) : undefined;
  try {
    const connected = await session.connected(isLimited ? limit.signal : undefined);
    if (!connected.ok) throw new Failure(connected.diagnostics);
    return await work(connected.value);
  } catch (thrown) {
    throw limit.signal.aborted ? tooLate(thrown, seconds) : thrown;
  } finally {
    clearTimeout(timer);
  }
}

/** Says of what was ended by the limit that it was the limit. */
function tooLate(thrown: unknown, seconds: number): unknown {
  if (!(thrown instanceof Failure)) return thrown;
  const diagnostics = thrown.diagnostics.map((diagnostic) => late(diagnostic, seconds));
  if (!(thrown instanceof PartialFailure)) return new Failure(diagnostics);
  const { id, properties } = thrown;
  return new PartialFailure(diagnostics, { id, properties });
}

function late(diagnostic: Diagnostic, seconds: number): Diagnostic {
  if (diagnostic.code !== "cancelled") return diagnostic;
  const detail = `The resource's customTimeouts allow ${seconds} s, which have passed. ${diagnostic.detail} Raise the timeout, or find out why GovAPI is slow.`;
  return error("timeout", { summary: "The step did not end in time", detail });
}
