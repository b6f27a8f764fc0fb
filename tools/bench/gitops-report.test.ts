import { expect, test } from "@jest/globals";
import type { TimedCommand } from "./gitops-plans.ts";
import { gitopsReportOf, programs } from "./gitops-report.ts";

const took = (seconds: number, api: number): TimedCommand => ({ seconds, api, cpu: seconds / 2, peakMb: 90, calls: 3 });

test("reports medians, what remains without GovAPI, and how the start compares with Go's", () => {
  const starts = new Map([
    [programs.ours, [30, 12, 15]],
    [programs.go, [10, 2, 40]],
  ]);
  const sizes = [
    { size: 100, plan: [took(9, 1), took(2, 1.5), took(3, 1)], apply: [took(5, 4)], again: [took(1, 0.25)] },
    { size: 1000, failure: "plan of 1000 manifests" },
  ];
  const lines = gitopsReportOf({ starts, sizes }, 3).split("\n");
  expect(lines).toContain(`| ${programs.ours} | 15.0 ms | 12.0 ms | 30.0 ms |`);
  expect(lines).toContain("thothctl / Go, medians: 1.50.");
  expect(lines).toContain("| 100 | plan, nothing there | 3 | 3.00 s / 1.00 s / 2.00 s | 1.50 s | 90 MB | 3 |");
  expect(lines).toContain("| 100 | plan again, no changes | 1 | 1.00 s / 0.25 s / 0.75 s | 0.50 s | 90 MB | 3 |");
  expect(lines).toContain("| 1000 | failed: plan of 1000 manifests |  |  |  |  |  |");
});

test("says loudly that there was no program of Go's to compare with", () => {
  const report = gitopsReportOf({ starts: new Map([[programs.ours, [20]]]), missing: "no Go here", sizes: [] }, 1);
  expect(report).toContain("NOT COMPARED with a program of Go's: no Go here.");
});
