import { expect, test } from "@jest/globals";

import { type CdktfFigures, cdktfReportOf } from "./cdktf-report.ts";

test("reports what ours adds to the framework, and what the constructs cost beside the bindings", () => {
  const figures: CdktfFigures = {
    imports: [
      {
        framework: "cdktn",
        door: "cdktn",
        rounds: [
          [40, 9],
          [60, 7],
          [50, 8],
        ],
      },
      { framework: "cdktn", door: "cdktn/browser-policy", rounds: [[1000, 1.5]] },
    ],
    synths: [
      {
        framework: "cdktn",
        way: "bindings",
        size: 1000,
        rounds: [
          [300, 200],
          [100, 200],
          [200, 200],
        ],
      },
      {
        framework: "cdktn",
        way: "constructs",
        size: 1000,
        rounds: [
          [230, 250],
          [210, 250],
          [220, 250],
        ],
      },
    ],
    bytes: { package: 1_300_000, cdktn: 900_400, cdktf: 800_000 },
  };
  const lines = cdktfReportOf(figures, { runs: 3, engine: "Node 24" }).split("\n");
  expect(lines).toContain("| cdktn itself | 50.0 ms | 40.0 ms | 60.0 ms |");
  expect(lines).toContain("| @thoth-iac/cdktf/cdktn, after it | 8.0 ms | 7.0 ms | 9.0 ms |");
  expect(lines).toContain("| @thoth-iac/cdktf/cdktn/browser-policy, after it | 1.5 ms | 1.5 ms | 1.5 ms |");
  expect(lines).toContain("| cdktn | 1000 | 200 ms / 200 ms | 220 ms / 250 ms | 1.10 / 1.25 |");
  expect(lines.join(" ")).toContain(
    "Unpacked: 1300 kB, of which a program on cdktn uses 900 kB and one on cdktf 800 kB.",
  );
});
