import {
  CommandError,
  type DestroyOptions,
  type EngineEvent,
  type OutputMap,
  type PreviewOptions,
  type RefreshOptions,
  type Stack,
  type UpOptions,
  type UpResult,
} from "@pulumi/pulumi/automation/index.js";
import { withRejectionsHeard } from "./program-rejections.ts";
import { type PulumiOutcome, pulumiOutcomeOf } from "./pulumi-outcome.ts";

/** The operations of the engine, and their options in the SDK's own words. */
export interface PulumiOperations {
  readonly up: UpOptions;
  readonly preview: PreviewOptions;
  readonly refresh: RefreshOptions;
  readonly destroy: DestroyOptions;
}

const timeoutMs = 120_000;

/** Runs an operation, and gives its outcome whether it succeeds or fails. */
export async function pulumiOutcome<Name extends keyof PulumiOperations>(
  stack: Stack,
  name: Name,
  given: PulumiOperations[Name] = {},
): Promise<PulumiOutcome> {
  const [events, texts]: [EngineEvent[], string[]] = [[], []];
  const hear = (text: string) => void texts.push(text);
  const limit = AbortSignal.timeout(timeoutMs);
  const options = {
    color: "never" as const,
    ...given,
    onOutput: hear,
    onError: hear,
    onEvent: (event: EngineEvent) => {
      events.push(event);
      given.onEvent?.(event);
    },
    signal: given.signal === undefined ? limit : AbortSignal.any([given.signal, limit]),
  };
  const operation = (): Promise<{ readonly stdout: string }> => stack[name](options);
  const ended = await withRejectionsHeard(operation).then(
    (result) => ({ ok: true, outputs: outputsOf(result) }),
    (error: unknown) => ({ ok: false, outputs: {}, error }),
  );
  // What the engine printed is all that such an error says.
  if ("error" in ended && !(ended.error instanceof CommandError)) texts.push(String(ended.error));
  return pulumiOutcomeOf({ ok: ended.ok, printed: texts.join(""), outputs: ended.outputs, events });
}

function outputsOf(result: { readonly stdout: string } | UpResult): OutputMap {
  return "outputs" in result ? result.outputs : {};
}
