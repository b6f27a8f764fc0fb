import { expect, test } from "@jest/globals";
import type { PolicyFigures } from "./policies.ts";
import { relisting, reportOf } from "./report.ts";

const figures = (seconds: number, calls: number): PolicyFigures => {
  const timed = { seconds, cpu: seconds / 10, calls };
  return { plan: timed, apply: timed, again: timed, peak: 80 + seconds };
};

test("reports medians, and what sharing reads is worth", () => {
  const sizes = [
    { name: "thoth", size: 100, rounds: [figures(9, 1), figures(1, 1), figures(2, 1)] },
    { name: relisting, size: 100, rounds: [figures(8, 100), figures(4, 100)] },
    { name: "peer", size: 100, rounds: [], failure: "plan" },
  ];
  const starts = new Map([["thoth", [30, 10, 20, 40]]]);
  const lines = reportOf({ starts, sizes }, { engine: "terraform 1.11.4", runs: 3, startRuns: 4 }).split("\n");
  expect(lines).toContain("| thoth | 25.0 ms | 10.0 ms | 40.0 ms |");
  const timed = "2.00 s / 0.20 s / 1";
  expect(lines).toContain(`| 100 | thoth | ${timed} | ${timed} | ${timed} | 82 MB |`);
  expect(lines).toContain("| 100 | peer | failed: plan |  |  |  |");
  expect(lines).toContain("| 100 | 2.00 s | 6.00 s | 0.33 |");
});
