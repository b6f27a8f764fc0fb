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
  /** Width that data may take; undefined if there is no limit. */
  readonly columns: number | undefined;
  readonly style: Style;
}

/** Text with emphasis, where a terminal shows it. */
export interface Style {
  readonly strong: (text: string) => string;
  readonly error: (text: string) => string;
  readonly warning: (text: string) => string;
}

/** The output over two streams. `plain` switches colours off. */
export function outputOver(streams: { readonly data: Sink; readonly talk: Sink }, plain: boolean): Output {
  const paint = (sink: Sink, code: number) => (text: string) =>
    plain || !sink.isTerminal ? text : `\u001b[${code}m${text}\u001b[0m`;
  return {
    print: (text) => streams.data.write(`${text}\n`),
    printJson: (value) => streams.data.write(`${JSON.stringify(value, null, 2)}\n`),
    say: (text) => streams.talk.write(`${text}\n`),
    columns: streams.data.isTerminal ? streams.data.columns : undefined,
    style: {
      strong: paint(streams.data, 1),
      error: paint(streams.talk, 31),
      warning: paint(streams.talk, 33),
    },
  };
}

/** Text from elsewhere on one line, without characters that a terminal would obey. */
export function onOneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must go.
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069]+/g, " ");
}
