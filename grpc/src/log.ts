/** The levels of a log line, lowest first. */
export type LogLevel = "trace" | "debug" | "info" | "warn" | "error";

/** Writes one log line. Nothing secret may go in, for users send these logs around. */
export type Log = (
  level: LogLevel,
  message: string,
  fields?: Readonly<Record<string, string | number | boolean>>,
) => void;
