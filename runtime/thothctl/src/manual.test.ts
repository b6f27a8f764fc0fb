import { expect, test } from "@jest/globals";
import { manualOf } from "./manual.ts";
import { wholeTable } from "./whole-table.ts";

test("the manual has every command and every flag, in lines that fit a terminal", () => {
  const lines = manualOf(wholeTable);
  for (const { words, flags } of wholeTable.commands) {
    const at = lines.findIndex((line) => new RegExp(`^thothctl ${words}( [[<].*)?$`).test(line));
    const end = lines.findIndex((line, index) => index > at && line.startsWith("thothctl "));
    const section = lines.slice(at, end < 0 ? undefined : end).join("\n");
    expect(at).toBeGreaterThan(0);
    for (const flag of Object.keys(flags)) expect(section).toContain(`--${flag}`);
  }
  for (const flag of Object.keys(wholeTable.connectionFlags)) expect(lines.join("\n")).toContain(`--${flag}`);
  // An example is typed as one line, however long.
  const prose = lines.filter((line) => !line.startsWith("  $ "));
  expect(Math.max(...prose.map((line) => line.length))).toBeLessThanOrEqual(88);
});
