import { expect, test } from "@jest/globals";
import { textBlock } from "./text-block.ts";

test("a block shows nested values below their names, aligned and in order", () => {
  const lines = textBlock({
    profile: "soc2",
    regimes: ["soc2", "hipaa"],
    nothing: null,
    none: [],
    policy: { low: "allow", critical: "block" },
    bindings: [
      { host: "a", header: "b" },
      { host: "c", header: "d" },
    ],
  });
  expect(lines).toEqual([
    "profile   soc2",
    "regimes   soc2, hipaa",
    "nothing   -",
    "none      (none)",
    "policy",
    "  low        allow",
    "  critical   block",
    "bindings",
    "  - host     a",
    "    header   b",
    "  - host     c",
    "    header   d",
  ]);
});
