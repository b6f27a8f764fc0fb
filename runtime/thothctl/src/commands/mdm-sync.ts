import { parse, resources, type Values } from "@thoth-iac/model";
import { attributeFlagsOf } from "../attribute-flags.ts";
import type { FlagValues, Run } from "../command.ts";
import { inputsFrom } from "../flag-inputs.ts";
import { shown } from "../shown.ts";
import { textBlock } from "../text-block.ts";
import { upsert } from "../upsert.ts";

/** Starts reading an MDM system's device inventory, and waits for the end if asked to. */
export const run: Run = async ({ flags, world, output, json, refuse, report, connect }) => {
  const resource = resources.mdmSync;
  const inputs = await inputsFrom(attributeFlagsOf(resource), flags, world.readFile);
  if (!inputs.ok) return refuse(inputs.diagnostics);
  const checked = parse(resource, { ...inputs.value, ...waiting(flags) });
  if (!checked.ok) return refuse(checked.diagnostics);
  const client = await connect();
  if (!client.ok) return report(client.diagnostics);
  if (flags.wait === true) output.say("Waiting for the sync to end.");
  const { state, diagnostics } = await upsert(client.value, resource, { inputs: checked.value, stop: world.stop });
  if (state !== undefined) {
    const job = shown(resource, state);
    if (json) output.printJson(job);
    else for (const line of textBlock(job)) output.print(line);
    if (flags.wait !== true) output.say("The sync was started. --wait waits for its end.");
  }
  return report(diagnostics);
};

/** How long to wait. What is no number is left as it is, for the model to refuse. */
function waiting({ wait, timeout }: FlagValues): Values {
  const seconds =
    typeof timeout !== "string" ? {} : { timeout_seconds: Number.isNaN(Number(timeout)) ? timeout : Number(timeout) };
  return { wait_for_completion: wait === true, ...seconds };
}
