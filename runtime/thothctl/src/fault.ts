import { onOneLine } from "./output.ts";

/** What is said of an error that nobody expected: one line and advice, or all that is known of it if `debug` is set. */
export function faultLines(thrown: unknown, debug: boolean): readonly string[] {
  const message = onOneLine(thrown instanceof Error ? thrown.message : String(thrown));
  const advice = "  This is a fault of thothctl itself. Set THOTH_DEBUG=1 to see where, and report it.";
  return [message, debug && thrown instanceof Error ? stackOf(thrown) : advice];
}

function stackOf(thrown: Error): string {
  const cause = thrown.cause instanceof Error ? `\nCaused by: ${stackOf(thrown.cause)}` : "";
  return `${thrown.stack ?? thrown.message}${cause}`;
}
