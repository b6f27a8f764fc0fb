/** Milliseconds since 1970, as `Date.now` gives them. */
export type Clock = () => number;

/** That many bytes nobody can guess. */
export type Random = (bytes: number) => Uint8Array;

/** Waits that long, or less when the signal says stop; it then rejects with the signal's reason. */
export type Wait = (milliseconds: number, signal: AbortSignal) => Promise<void>;

/** One line of the server's log. Never holds a secret, a body or a credential. */
export interface LogEntry {
  readonly level: "info" | "warn" | "error";
  readonly event: string;
  readonly [detail: string]: string | number | boolean | undefined;
}

/** Takes log lines. */
export type Log = (entry: LogEntry) => void;

/** A clock reading as GovAPI writes times. */
export function timestamp(clock: Clock): string {
  return new Date(clock()).toISOString();
}
