import type { Environment } from "@thoth-iac/client";
import type { JsonValue } from "@thoth-iac/model";

/** A stream that takes text. */
export interface Sink {
  readonly write: (text: string) => void;
  /** Width of the terminal; undefined if it is none. */
  readonly columns: number | undefined;
  readonly isTerminal: boolean;
}

/** Data on one stream, talk on the other. */
export interface Output {
  /** A line of data. */
  readonly print: (text: string) => void;
  /** Data as one JSON document. */
  readonly printJson: (value: JsonValue) => void;
  /** A line for the person who waits. */
  readonly say: (text: string) => void;
  /** What is under way, in a last line that the next call replaces; nothing ends it. Without a terminal it is not shown. */
  readonly live: (text: string | undefined) => void;
  /** Width that data may take; undefined if there is no limit. */
  readonly columns: number | undefined;
  readonly style: Style;
}

type Paint = (text: string) => string;

/** Text with emphasis, where a terminal shows it. */
export interface Style {
  readonly strong: Paint;
  readonly faint: Paint;
  /** What comes, what changes, what goes, and what is started. */
  readonly added: Paint;
  readonly changed: Paint;
  readonly removed: Paint;
  readonly started: Paint;
  readonly error: Paint;
  readonly warning: Paint;
}

/** What the streams are for: colours in any case, on terminals only, or never; and whether a line may be written over. */
export interface Appearance {
  readonly colours: "always" | "auto" | "never";
  readonly overwrites: boolean;
}

/** What the environment asks for. FORCE_COLOR stands above NO_COLOR, as it does in Node. */
export function appearanceFrom({ FORCE_COLOR = "", NO_COLOR = "", TERM }: Environment): Appearance {
  const overwrites = TERM !== "dumb";
  if (FORCE_COLOR !== "") return { colours: ["0", "false"].includes(FORCE_COLOR) ? "never" : "always", overwrites };
  return { colours: NO_COLOR === "" && overwrites ? "auto" : "never", overwrites };
}

/** The output over two streams. */
export function outputOver(
  { data, talk }: { readonly data: Sink; readonly talk: Sink },
  { colours, overwrites }: Appearance,
): Output {
  const paint =
    (sink: Sink, code: number): Paint =>
    (text) =>
      text === "" || colours === "never" || (colours === "auto" && !sink.isTerminal)
        ? text
        : `\u001b[${code}m${text}\u001b[0m`;
  let line = "";
  /** Writes with the last line out of the way: both streams may be the same terminal. */
  const write = (sink: Sink, text: string) => {
    if (line !== "") talk.write("\r\u001b[K");
    sink.write(text);
    if (line !== "") talk.write(line);
  };
  return {
    print: (text) => write(data, `${text}\n`),
    // Within JSON's texts the spelt-out characters are the same ones; only its own line ends are to stay.
    printJson: (value) => write(data, `${JSON.stringify(value, null, 2).split("\n").map(spelledOut).join("\n")}\n`),
    say: (text) => write(talk, `${text}\n`),
    live: (text = "") => {
      if (!talk.isTerminal || !overwrites) return;
      const shown = onOneLine(text).slice(0, Math.max(0, (talk.columns ?? 80) - 1));
      if (line !== "" || shown !== "") talk.write(`\r\u001b[K${shown}`);
      line = shown;
    },
    columns: data.isTerminal ? data.columns : undefined,
    style: {
      strong: paint(data, 1),
      faint: paint(data, 2),
      added: paint(data, 32),
      changed: paint(data, 33),
      removed: paint(data, 31),
      started: paint(data, 36),
      error: paint(talk, 31),
      warning: paint(talk, 33),
    },
  };
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must go.
const obeyed = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;
const obeyedRun = new RegExp(`${obeyed.source}+`, "g");

/** Text from elsewhere on one line, without characters that a terminal would obey. */
export function onOneLine(text: string): string {
  return text.replace(obeyedRun, " ");
}

/** The same, with a blank for each such character, so that what stands at a column stays there. */
export function inColumns(text: string): string {
  return text.replace(obeyed, " ");
}

/** The same, with such characters written out, for values whose every character counts: `a\u001bb`. Tabs stay. */
export function spelledOut(text: string): string {
  return text.replace(obeyed, (found) =>
    found === "\t" ? found : `\\u${found.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
