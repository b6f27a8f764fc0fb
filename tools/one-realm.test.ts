import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";

class OwnError extends Error {}

function thrownBy(work: () => unknown): unknown {
  try {
    return work();
  } catch (thrown) {
    return thrown;
  }
}

test("an error of Node's modules is an Error, as it is outside tests", async () => {
  expect(thrownBy(() => readFileSync("/does/not/exist")) instanceof Error).toBe(true);
  expect((await fetch("http://127.0.0.1:1").catch((thrown: unknown) => thrown)) instanceof TypeError).toBe(true);
});

test("an error is still no instance of a class that it does not come from", () => {
  const missing = thrownBy(() => readFileSync("/does/not/exist"));
  expect(missing instanceof RangeError).toBe(false);
  expect(missing instanceof OwnError).toBe(false);
  expect(new OwnError() instanceof Error).toBe(true);
  expect({ message: "no error" } instanceof Error).toBe(false);
});
