import { expect, test } from "@jest/globals";
import { millisecondsOf } from "./duration.ts";

test.each([
  ["0", 0],
  ["30", 30_000],
  ["30s", 30_000],
  ["5m", 300_000],
  ["1h30m", 5_400_000],
  ["250ms", 250],
  ["1.5s", 1_500],
  ["24h", 86_400_000],
])("%s is %d milliseconds", (text, expected) => {
  expect(millisecondsOf(text)).toBe(expected);
});

test.each(["", "s", "-1", "1d", "5 m", "forever", "25h", "1e3", "٣s", "9999999999"])("%s is no duration", (text) => {
  expect(millisecondsOf(text)).toBeUndefined();
});
