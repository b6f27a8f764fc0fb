import {
  attributeNamed,
  type Diagnostic,
  decode,
  error,
  type JsonValue,
  type Poll,
  type Resource,
  type Value,
  type Values,
} from "@thoth-iac/model";
import type { Client } from "./client.ts";
import { paramsOf } from "./params.ts";
import type { Surroundings } from "./surroundings.ts";

/** A started job, and what is known of the instance it belongs to. */
export interface Started {
  readonly resource: Resource;
  readonly poll: Poll;
  readonly planned: Values;
  /** GovAPI's answer to the start. */
  readonly answer: JsonValue;
}

/** The last that was seen of a job, and why waiting stopped early if it did. */
export interface Ended {
  readonly answer: JsonValue;
  readonly diagnostics: readonly Diagnostic[];
}

/** Looks at a job, soon at first and then at its interval, until it has ended, its time is over, or the caller gives up. */
export async function waitForJob(
  client: Client,
  started: Started,
  { timing, signal, tenant, now }: Surroundings,
): Promise<Ended> {
  const { resource, poll, planned } = started;
  const input = (name: string) => planned[name] ?? attributeNamed(resource, name).default ?? null;
  let answer = started.answer;
  if (input(poll.wait) !== true) return { answer, diagnostics: [] };
  const interval = seconds(input(poll.interval));
  const limit = seconds(input(poll.timeout));
  const began = timing.now();
  for (let pause = Math.min(250, interval); ; pause = Math.min(pause * 2, interval)) {
    const seen = decode(resource.attributes, answer, { tenant, now: now() });
    const state = seen[poll.until.attribute];
    if (typeof state === "string" && poll.until.values.includes(state)) {
      // What the job changed on the server, nobody here has written: what was read before may be old.
      client.forget();
      return { answer, diagnostics: [] };
    }
    if (signal?.aborted) return { answer, diagnostics: [interrupted(resource)] };
    if (timing.now() - began + pause > limit) return { answer, diagnostics: [tooLong(started, state, limit)] };
    await timing.sleep(pause, signal);
    const look = await client.send({ route: poll.read, params: paramsOf(seen), signal });
    if (!look.ok) return { answer, diagnostics: look.diagnostics };
    answer = look.value.body ?? answer;
  }
}

function seconds(value: Value): number {
  return typeof value === "number" ? value * 1000 : 0;
}

function interrupted(resource: Resource): Diagnostic {
  return error("cancelled", {
    summary: "Interrupted while waiting",
    detail: `The ${resource.name} was started and goes on without being waited for.`,
  });
}

function tooLong({ resource, poll }: Started, state: Value | undefined, limit: number): Diagnostic {
  const detail = `After ${limit / 1000} seconds it is still ${JSON.stringify(state ?? "in an unknown state")}; expected ${poll.until.values.join(" or ")}. It goes on without being waited for. Raise ${poll.timeout}, or look into the job.`;
  return error("timeout", { summary: `The ${resource.name} did not end in time`, detail, attribute: [poll.timeout] });
}
