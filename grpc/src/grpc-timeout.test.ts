import { expect, test } from "@jest/globals";
import { millisecondsOf } from "./grpc-timeout.ts";

test.each([
  ["1H", 3_600_000],
  ["2M", 120_000],
  ["30S", 30_000],
  ["250m", 250],
  ["500u", 0.5],
  ["1000000n", 1],
  ["0m", 0],
])("reads the timeout %s", (header, milliseconds) => {
  expect(millisecondsOf(header)).toBeCloseTo(milliseconds);
});

test.each([undefined, "", "5", "5x", "-1S", "1.5S", "123456789S", "99999999H", " 5S"])(
  "waits without end where the timeout is %s",
  (header) => {
    expect(millisecondsOf(header)).toBeUndefined();
  },
);
