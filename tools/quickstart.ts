import { resolve } from "node:path";
import { argumentsFrom, usage } from "./quickstart/arguments.ts";
import { gitopsWay } from "./quickstart/gitops-way.ts";
import { createProgress } from "./quickstart/progress.ts";
import { pulumiWay } from "./quickstart/pulumi-way.ts";
import { StepError } from "./quickstart/step-error.ts";
import { tellStory } from "./quickstart/story.ts";
import { terraformWay } from "./quickstart/terraform-way.ts";

const root = resolve(import.meta.dirname, "..");
const asked = argumentsFrom(process.argv.slice(2));
if (asked.help) process.stdout.write(usage);
else if (asked.wrong.length > 0) {
  process.stderr.write(`Not understood: ${asked.wrong.join(" ")}\n\n${usage}`);
  process.exitCode = 2;
} else process.exitCode = await quickstart();

async function quickstart(): Promise<number> {
  const { env, stdout } = process;
  const stop = stopOnSignals();
  // Whoever reads has gone, as `head` does.
  stdout.on("error", () => stop.abort());
  const progress = createProgress(stdout, { plain: (env.NO_COLOR ?? "") !== "" || env.TERM === "dumb" });
  try {
    const way = asked.gitops ? gitopsWay(root) : asked.pulumi ? pulumiWay : terraformWay;
    await tellStory({ root, way, env, progress, stop: stop.signal, keep: asked.keep, verbose: asked.verbose });
    return 0;
  } catch (thrown) {
    if (stop.signal.aborted) {
      progress.line("Stopped; everything that was started has ended.");
      return 130;
    }
    const lines = thrown instanceof StepError ? thrown.lines : [thrown instanceof Error ? thrown.stack : thrown];
    for (const line of lines) progress.line(String(line));
    return 1;
  }
}

function stopOnSignals(): AbortController {
  const stop = new AbortController();
  let last = 0;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      const now = Date.now();
      // One Ctrl-C may arrive more than once: from the terminal, and handed on by npm.
      if (stop.signal.aborted && now - last > 1_000) process.exit(130);
      last = now;
      stop.abort();
    });
  }
  return stop;
}
