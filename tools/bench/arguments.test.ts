import { expect, test } from "@jest/globals";
import { argumentsFrom } from "./arguments.ts";

test("measures all faces, three times, if nothing is said", () => {
  const { faces, sizes, runs, wrong } = argumentsFrom([]);
  expect([faces, sizes.pulumi, runs, wrong]).toEqual([
    ["terraform", "pulumi", "cdktf", "gitops"],
    [1, 100, 500],
    3,
    [],
  ]);
});

test("measures one face, and only looks, if that is said", () => {
  const { faces, sizes, runs, starts, wrong } = argumentsFrom(["--only", "pulumi", "--quick"]);
  expect([faces, sizes.pulumi, runs, starts, wrong]).toEqual([["pulumi"], [1, 100], 1, 5, []]);
});

test("takes a number of runs also for a look", () => {
  expect(argumentsFrom(["--quick", "--runs=5"]).runs).toBe(5);
});

test.each([
  [["--only", "helm"], "--only helm"],
  [["--only"], "--only true"],
  [["--runs", "0"], "--runs 0"],
  [["--runs=many"], "--runs many"],
  [["--fast"], "--fast"],
  [["pulumi"], "pulumi"],
])("says of %j what it does not understand", (argv, wrong) => {
  expect(argumentsFrom(argv).wrong).toEqual([wrong]);
});
