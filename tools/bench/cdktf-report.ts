import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { circumstancesNow, median, spread, table } from "./markdown.ts";

/** The frameworks that are measured. */
export const frameworks = ["cdktn", "cdktf"] as const;
/** The ways to write a program for one of them. */
export const ways = ["bindings", "constructs"] as const;

/** The name of a framework. */
export type Framework = (typeof frameworks)[number];

/** Two figures of one run, in milliseconds. */
export type Pair = readonly [number, number];

/** What was measured of the constructs and their bindings, one entry for each run. */
export interface CdktfFigures {
  /** What loading the framework took, and what loading a door after it did. */
  readonly imports: readonly { readonly framework: Framework; readonly door: string; readonly rounds: Pair[] }[];
  /** What a synthesis took in all, and in processor time. */
  readonly synths: readonly {
    readonly framework: Framework;
    readonly way: (typeof ways)[number];
    readonly size: number;
    readonly rounds: Pair[];
  }[];
  /** The bytes of the package once it is unpacked: all of it, and what one framework uses. */
  readonly bytes: Readonly<Record<"package" | Framework, number>>;
}

/** The figures as a page of Markdown. */
export function cdktfReportOf(
  { imports, synths, bytes }: CdktfFigures,
  { runs, engine = circumstances() }: { readonly runs: number; readonly engine?: string },
): string {
  return [
    circumstancesNow(engine),
    "",
    `To import, ${runs} fresh processes each:`,
    "",
    ...table(
      ["what", "median", "fastest", "slowest"],
      [
        ...imports
          .filter(({ door }) => !door.includes("/"))
          .map(({ framework, rounds }) => [`${framework} itself`, ...spread(rounds.map(([first]) => first))]),
        ...imports.map(({ door, rounds }) => [
          `@thoth-iac/cdktf/${door}, after it`,
          ...spread(rounds.map(([, second]) => second)),
        ]),
      ],
    ),
    "",
    `To write down and synthesize policies, ${runs} fresh processes each, medians. Time in all / processor time:`,
    "",
    ...table(["framework", "policies", "bindings", "constructs", "constructs / bindings"], comparisons(synths)),
    "",
    `Unpacked: ${kilobytes(bytes.package)}, of which a program on cdktn uses ${kilobytes(bytes.cdktn)} and one on cdktf`,
    `${kilobytes(bytes.cdktf)}.`,
  ].join("\n");
}

function circumstances(): string {
  const require = createRequire(import.meta.url);
  const versionOf = (name: Framework) => {
    const { version }: { readonly version: string } = JSON.parse(
      readFileSync(require.resolve(`${name}/package.json`), "utf8"),
    );
    return `${name} ${version}`;
  };
  return `Node ${process.versions.node}, ${versionOf("cdktn")}, ${versionOf("cdktf")}`;
}

function comparisons(rows: CdktfFigures["synths"]): readonly (readonly string[])[] {
  return rows
    .filter(({ way }) => way === "bindings")
    .flatMap(({ framework, size, rounds }) => {
      const other = rows.find((row) => row.way !== "bindings" && row.framework === framework && row.size === size);
      if (other === undefined) return [];
      const [raw, checked] = [medians(rounds), medians(other.rounds)];
      return [[framework, `${size}`, timesText(raw), timesText(checked), ratioText(checked, raw)]];
    });
}

function medians(rounds: readonly Pair[]): Pair {
  return [median(rounds.map(([first]) => first)), median(rounds.map(([, second]) => second))];
}

function timesText(times: Pair): string {
  return times.map((time) => `${time.toFixed(0)} ms`).join(" / ");
}

function ratioText(over: Pair, under: Pair): string {
  return `${(over[0] / under[0]).toFixed(2)} / ${(over[1] / under[1]).toFixed(2)}`;
}

function kilobytes(bytes: number): string {
  return `${Math.round(bytes / 1000)} kB`;
}
