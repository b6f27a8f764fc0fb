import { expect, test } from "@jest/globals";
import type { StackFigures } from "./policy-stack.ts";
import { pulumiReportOf } from "./pulumi-report.ts";

const figures = (seconds: number, calls: number): StackFigures => ({
  up: { seconds, calls },
  again: { seconds, calls: 0 },
  refresh: { seconds, calls: 1 },
  destroy: { seconds, calls },
  stateBytes: 1000 * seconds,
  taken: { cpuSeconds: seconds / 10, peakMb: 60 + seconds },
});
const starts = new Map([["plugin", [30, 10, 20].map((port) => ({ port, answer: 3 * port }))]]);
const rates = new Map([
  ["plugin", [{ rpc: "Check", serial: 999.6, parallel: 4000, calls: 0, cpuMs: 0.123 }]],
  ["dynamic", [{ rpc: "Read", serial: 800, parallel: 3000, calls: 3, cpuMs: undefined }]],
]);
const stacks = [
  { name: "no resources", size: 0, rounds: [{ ...figures(1, 0), taken: undefined }] },
  { name: "plugin", size: 100, rounds: [figures(9, 100), figures(1, 100), figures(2, 100)] },
  { name: "dynamic", size: 100, rounds: [], failure: "pulumi up" },
];
const engine = "pulumi 3.260.0";

test("reports medians of starts and stacks, rates, and what failed", () => {
  const lines = pulumiReportOf({ starts, rates, stacks }, engine).split("\n");
  expect(lines).toContain("| plugin | 20.0 ms | 10.0 ms | 30.0 ms | 60.0 ms | 30.0 ms | 90.0 ms |");
  expect(lines).toContain("| Check | 1000 / 4000 | 0.12 ms | 0 |  |  |  |");
  expect(lines).toContain("| Read |  |  |  | 800 / 3000 | not told | 3 |");
  expect(lines).toContain(
    "| 100 | plugin | 3 | 2.00 s / 100 | 2.00 s / 0 | 2.00 s / 1 | 2.00 s / 100 | 2000 B | 0.20 s / 62 MB |",
  );
  expect(lines).toContain("| 100 | dynamic | 0 | failed: pulumi up |  |  |  |  |  |");
  expect(lines).toContain(
    "| 0 | no resources | 1 | 1.00 s / 0 | 1.00 s / 0 | 1.00 s / 1 | 1.00 s / 0 | 1000 B | none seen |",
  );
});

test("says that no stack was measured where there is no engine", () => {
  const lines = pulumiReportOf({ starts, rates, stacks: [] }, engine).split("\n");
  expect(lines).toContain("Stacks: not measured, for want of an engine.");
});
