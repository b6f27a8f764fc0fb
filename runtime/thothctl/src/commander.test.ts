import { describe, expect, test } from "@jest/globals";
import { askedBy } from "./commander.ts";
import { outputOver } from "./output.ts";
import { wholeTable } from "./whole-table.ts";

function recording() {
  const text = { data: "", talk: "" };
  const sink = (name: "data" | "talk") => ({
    write: (written: string) => {
      text[name] += written;
    },
    columns: undefined,
    isTerminal: false,
  });
  return {
    text,
    output: outputOver({ data: sink("data"), talk: sink("talk") }, { colours: "never", overwrites: false }),
  };
}

const ask = (argv: readonly string[]) => askedBy(argv, { table: wholeTable, output: recording().output });

describe("a command line", () => {
  test("may have the flags of the connection before, between and after its words; the last one wins", async () => {
    const asked = await ask([
      "--tenant-id",
      "a",
      "--json",
      "mdm",
      "--apex-domain",
      "b.example",
      "list",
      "--tenant-id",
      "c",
    ]);
    expect(asked).toMatchObject({
      command: { words: "mdm list" },
      global: { "tenant-id": "c", "apex-domain": "b.example", json: true },
    });
  });

  test("gives each flag of the command, written or not", async () => {
    const asked = await ask(["mdm", "sync", "--provider", "jamf", "--wait"]);
    expect(asked).toMatchObject({ written: { provider: "jamf", wait: true, timeout: undefined } });
  });

  test("takes a value, or none, for true and false", async () => {
    expect(await ask(["mdm", "upsert", "--enabled", "--name", "x"])).toMatchObject({
      written: { enabled: "true", name: "x" },
    });
    expect(await ask(["mdm", "upsert", "--enabled", "false"])).toMatchObject({ written: { enabled: "false" } });
  });

  test("leaves a command's own flag to it, even if the program has one of that name", async () => {
    expect(await ask(["browser", "policies", "upsert", "--version", "3"])).toMatchObject({ written: { version: "3" } });
  });

  test.each(wholeTable.commands.flatMap(({ words, examples }) => examples.map((example) => [words, example])))(
    "of %s may be its example: %s",
    async (words, example) => {
      expect(await ask(wordsOf(example))).toMatchObject({ command: { words } });
    },
  );

  test.each(wholeTable.commands.map(({ words }) => [words]))(
    "of %s has help with its flags and examples",
    async (words) => {
      const { text, output } = recording();
      expect(await askedBy([...words.split(" "), "--help"], { table: wholeTable, output })).toEqual({ exit: 0 });
      const command = wholeTable.commands.find((row) => row.words === words);
      for (const flag of Object.keys(command?.flags ?? {})) expect(text.data).toContain(`--${flag}`);
      expect(text.data).toContain(`$ thothctl ${command?.examples[0]}`);
      expect(text.talk).toBe("");
    },
  );
});

/** An example's words, as a shell would split them, up to a pipe or a redirection. */
function wordsOf(example: string): readonly string[] {
  const [line = ""] = example.split(/ [|<>] /);
  return [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
}
