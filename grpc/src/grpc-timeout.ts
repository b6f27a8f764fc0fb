const unitMilliseconds: Readonly<Record<string, number>> = {
  H: 3_600_000,
  M: 60_000,
  S: 1_000,
  m: 1,
  u: 1e-3,
  n: 1e-6,
};

// What Node's timers can wait for, about 25 days; whoever waits longer waits without end.
const longestMilliseconds = 2 ** 31 - 1;

/** Gives how long the header `grpc-timeout` allows a call, as "250m" does; nothing where there is no end to wait for. */
export function millisecondsOf(header: string | string[] | undefined): number | undefined {
  const [, digits, unit] = /^(\d{1,8})([HMSmun])$/.exec(String(header)) ?? [];
  const milliseconds = Number(digits) * (unitMilliseconds[unit ?? ""] ?? Number.NaN);
  return milliseconds <= longestMilliseconds ? milliseconds : undefined;
}
