import { describe, expect, test } from "@jest/globals";
import { appearanceFrom, inColumns, onOneLine, outputOver, spelledOut } from "./output.ts";

function recorded(isTerminal: boolean, columns = 80) {
  const written: string[] = [];
  const sink = { write: (text: string) => void written.push(text), columns, isTerminal };
  return { written, sink };
}

describe("colours", () => {
  test.each([
    [{}, true, true],
    [{}, false, false],
    [{ NO_COLOR: "1" }, true, false],
    [{ TERM: "dumb" }, true, false],
    [{ FORCE_COLOR: "1" }, false, true],
    [{ FORCE_COLOR: "1", NO_COLOR: "1" }, false, true],
    [{ FORCE_COLOR: "0" }, true, false],
  ])("with %j, on a terminal %j: %j", (env, isTerminal, expected) => {
    const { sink } = recorded(isTerminal);
    const { style } = outputOver({ data: sink, talk: sink }, appearanceFrom(env));
    expect(style.added("x") !== "x").toBe(expected);
    expect(style.error("x") !== "x").toBe(expected);
  });
});

describe("the last line of a terminal", () => {
  test("is written over, and stands below what is printed meanwhile", () => {
    const { written, sink } = recorded(true);
    const output = outputOver({ data: sink, talk: sink }, { colours: "never", overwrites: true });
    output.live("[0/2] a");
    output.print("done a");
    output.live("[1/2] b");
    output.live(undefined);
    expect(written.join("")).toBe("\r\u001b[K[0/2] a\r\u001b[Kdone a\n[0/2] a\r\u001b[K[1/2] b\r\u001b[K");
  });

  test("never wraps, and obeys nothing", () => {
    const { written, sink } = recorded(true, 10);
    const output = outputOver({ data: sink, talk: sink }, { colours: "never", overwrites: true });
    output.live(`\u001b[2J${"x".repeat(50)}`);
    expect(written.join("")).toBe("\r\u001b[K [2Jxxxxx");
  });

  test.each([
    [false, true],
    [true, false],
  ])("is not there on a terminal %j that may be written over %j", (isTerminal, overwrites) => {
    const { written, sink } = recorded(isTerminal);
    const output = outputOver({ data: sink, talk: sink }, { colours: "never", overwrites });
    output.live("[0/2] a");
    output.live(undefined);
    expect(written).toEqual([]);
  });
});

test("a document for programs is the same as ever, and obeyed by no terminal", () => {
  const { written, sink } = recorded(true);
  const document = { a: "\u009b31m\u001b[2J\u202e\n\t", "\u0090": [1, null] };
  outputOver({ data: sink, talk: sink }, { colours: "never", overwrites: false }).printJson(document);
  const text = written.join("");
  expect(JSON.parse(text)).toEqual(document);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
});

test("text from elsewhere cannot make a terminal obey", () => {
  const text = "a\u001b[31m\u009bb\u202ec\r\nd";
  expect(onOneLine(text)).toBe("a [31m b c d");
  expect(inColumns(text)).toBe("a [31m b c  d");
  expect(spelledOut(text)).toBe("a\\u001b[31m\\u009bb\\u202ec\\u000d\\u000ad");
});
