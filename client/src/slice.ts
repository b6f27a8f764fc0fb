import {
  error,
  failure,
  isRecord,
  type JsonObject,
  type JsonValue,
  type Merge,
  type Result,
  success,
  withoutMasks,
} from "@thoth-iac/model";
import type { Answer } from "./answer.ts";
import type { Client } from "./client.ts";
import type { Timing } from "./timing.ts";

/** A change of one slice of a document that others write too. */
export interface SliceChange {
  readonly merge: Merge;
  /** The document with the slice changed. Called again with a fresh document whenever a race was lost. */
  readonly change: (document: JsonObject) => JsonObject;
  readonly secrets: readonly string[];
  readonly signal?: AbortSignal | undefined;
  readonly timing: Timing;
}

const mostRaces = 30;

/**
 * Writes one slice and leaves the rest as others have it: read, change, write on the condition that nobody wrote in
 * between, and begin anew if somebody did. A server that gives no ETag cannot tell, so the writers of one process also
 * take turns.
 */
export function writeSlice(
  client: Client,
  { merge, change, secrets, signal, timing }: SliceChange,
): Promise<Result<Answer>> {
  return client.serialize(merge.write, async () => {
    for (let race = 0; race < mostRaces; race++) {
      const read = await client.send({ route: merge.read, signal });
      if (!read.ok && read.diagnostics[0]?.code !== "not_found") return read;
      const document = read.ok ? documentOf(read.value.body) : {};
      if (document === undefined) return failure(notADocument(merge));
      const etag = read.ok ? read.value.etag : undefined;
      const written = await client.send({ route: merge.write, body: change(document), ifMatch: etag, secrets, signal });
      if (written.ok) return success(written.value);
      if (written.diagnostics[0]?.code !== "precondition_failed") return written;
      await timing.sleep(timing.random() * Math.min(50 * 2 ** race, 1_000), signal);
    }
    const detail = `Others changed it each of the ${mostRaces} times between reading and writing. Nothing was written. Apply again when they have finished.`;
    return failure(error("precondition_failed", { summary: "The settings document is too busy", detail }));
  });
}

function documentOf(body: JsonValue | undefined): JsonObject | undefined {
  if (body === undefined || body === null) return {};
  return isRecord(body) ? withoutMasks(body) : undefined;
}

function notADocument(merge: Merge) {
  const detail = `${merge.read} was answered with something else than an object. Nothing was written. Check the base URL.`;
  return error("malformed_answer", { summary: "The settings document cannot be read", detail });
}
