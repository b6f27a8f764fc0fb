const units: { readonly [unit: string]: number } = { "": 1_000, ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };
const most = 24 * 3_600_000;

/** A duration in milliseconds: `30s`, `5m`, `1h30m`, or plain seconds; undefined for what is none, or longer than a day. */
export function millisecondsOf(text: string): number | undefined {
  const trimmed = text.trim();
  if (!/^(\d{1,9}(\.\d{1,3})?|(\d{1,9}(\.\d{1,3})?(ms|s|m|h))+)$/.test(trimmed)) return undefined;
  const parts = [...trimmed.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)?/g)];
  const sum = parts.reduce((total, [, number, unit = ""]) => total + Number(number) * (units[unit] ?? 0), 0);
  return sum <= most ? Math.round(sum) : undefined;
}
