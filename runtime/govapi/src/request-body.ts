import { error, failure, isRecord, type JsonObject, type JsonValue, type Result, success } from "@thoth-iac/model";

/** How large a body may be, in bytes and in levels of nesting. */
export interface BodyLimits {
  readonly bytes: number;
  readonly depth: number;
}

/** The JSON object that a request carries; an empty object when it carries nothing. */
export async function readBody(request: Request, limits: BodyLimits): Promise<Result<JsonObject>> {
  const bytes = await readBytes(request, limits.bytes);
  if (bytes === undefined) {
    return failure(
      error("payload_too_large", {
        summary: "Body too large",
        detail: `A body may have ${limits.bytes} bytes at most.`,
      }),
    );
  }
  if (bytes.length === 0) return success({});
  const unsupported = unsupportedMedia(request.headers);
  if (unsupported !== undefined)
    return failure(error("unsupported_media_type", { summary: "Body is not JSON", detail: unsupported }));
  return objectIn(bytes, { name: "The body", depth: limits.depth });
}

/** The JSON object that bytes hold, if it can be kept exactly. `name` is what a complaint calls the bytes. */
export function objectIn(
  bytes: Uint8Array,
  { name, depth }: { readonly name: string; readonly depth: number },
): Result<JsonObject> {
  const value = parse(bytes);
  if (value === undefined)
    return failure(
      error("malformed_json", { summary: `${name} is not JSON`, detail: `${name} must be JSON in UTF-8.` }),
    );
  const wrong = trap(value, depth);
  if (wrong !== undefined)
    return failure(error("invalid_value", { summary: `${name} is not accepted`, detail: wrong }));
  return isRecord(value)
    ? success(value)
    : failure(error("invalid_type", { summary: `${name} is not an object`, detail: `${name} must be a JSON object.` }));
}

async function readBytes(request: Request, most: number): Promise<Uint8Array | undefined> {
  if (Number(request.headers.get("content-length") ?? 0) > most) return undefined;
  if (request.body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body) {
    size += chunk.byteLength;
    // Leaving the loop cancels the stream, so that the rest is not read.
    if (size > most) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function unsupportedMedia(headers: Headers): string | undefined {
  const encoding = headers.get("content-encoding");
  if (encoding !== null && encoding !== "identity") return "Content-Encoding is not supported; send the body as it is.";
  const type = (headers.get("content-type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  if (type === "application/json" || /^application\/[\w.-]+\+json$/.test(type)) return undefined;
  return "Send Content-Type: application/json.";
}

function parse(bytes: Uint8Array): JsonValue | undefined {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

/** What would be lost or misread if the value were kept, in words; nothing when it is kept exactly. */
function trap(root: JsonValue, depth: number): string | undefined {
  // A list of what is still to see, as recursion would be the caller's way to overflow the stack.
  const open: { readonly value: JsonValue; readonly level: number }[] = [{ value: root, level: 1 }];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    const { value, level } = place;
    if (level > depth) return `Nesting may be ${depth} levels deep at most.`;
    if (typeof value === "number" && !isExact(value)) return "A number in it is too large to be kept exactly.";
    if (isRecord(value)) {
      if (Object.hasOwn(value, "__proto__")) return "A member may not be named __proto__.";
      for (const inner of Object.values(value)) open.push({ value: inner, level: level + 1 });
    } else if (Array.isArray(value)) {
      for (const inner of value) open.push({ value: inner, level: level + 1 });
    }
  }
  return undefined;
}

function isExact(value: number): boolean {
  return Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
}
