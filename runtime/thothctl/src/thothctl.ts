import type { Diagnostic } from "@thoth-iac/model";
import type { World } from "./command.ts";
import { askedBy } from "./commander.ts";
import { faultLines } from "./fault.ts";
import { appearanceFrom, type Output, outputOver, type Sink } from "./output.ts";
import { tableFor } from "./table.ts";

/** The world, and the two streams that a command line writes to. */
export interface Surroundings extends World {
  readonly stdout: Sink;
  readonly stderr: Sink;
}

/** Runs one command line and gives the exit code: 0 done, 1 failed, 2 wrong usage, 4 not authenticated, 130 interrupted. */
export async function thothctl(argv: readonly string[], around: Surroundings): Promise<number> {
  const { stdout, stderr, ...world } = around;
  const output = outputOver({ data: stdout, talk: stderr }, appearanceFrom(world.env));
  try {
    return await carryOut(argv, world, output);
  } catch (thrown) {
    const [message, ...rest] = faultLines(thrown, (world.env.THOTH_DEBUG ?? "") !== "");
    output.say(`${output.style.error("Error:")} ${message}`);
    for (const line of rest) output.say(line);
    return 1;
  }
}

async function carryOut(argv: readonly string[], world: World, output: Output): Promise<number> {
  const table = await tableFor(argv);
  const asked = await askedBy(argv, { table, output });
  // Whoever asks for exit codes that tell of changes must not take a wrong command line for one.
  const wrongUsage = argv.includes("--detailed-exitcode") ? 1 : 2;
  if ("exit" in asked) return asked.exit === 2 ? wrongUsage : asked.exit;
  const { command, written, global, operands } = asked;
  const { run } = await command.load();
  const report = async (diagnostics: readonly Diagnostic[]) => {
    const { reported } = await import("./context.ts");
    const code = reported(diagnostics, { ...table.connectionFlags, ...command.flags }, output);
    return code === 2 ? wrongUsage : code;
  };
  const ended = await run({
    flags: written,
    operands,
    json: global.json === true || global.output === "json",
    output,
    world,
    table,
    connect: async () => {
      const { clientFor } = await import("./context.ts");
      return clientFor(global, world, report);
    },
    report,
    refuse: async (diagnostics) => {
      await report(diagnostics);
      return wrongUsage;
    },
  });
  return ended ?? 0;
}
