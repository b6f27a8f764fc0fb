import { isRecord, type JsonObject, type JsonValue, parseJson, valueAt } from "@thoth-iac/model";
import { textMember } from "./json.ts";
import { type Device, InventoryError } from "./mdm-device.ts";
import { type OutgoingAnswer, OutgoingError, type OutgoingRequest, type Send } from "./outgoing.ts";
import type { Clock, Random, Wait } from "./world.ts";

/** What reading a Jamf Pro inventory needs. */
export interface JamfReader {
  readonly config: JsonObject;
  readonly send: Send;
  readonly clock: Clock;
  readonly random: Random;
  readonly wait: Wait;
  readonly signal: AbortSignal;
}

const pageSize = 100;
const mostDevices = 500_000;
const mostPageBytes = 20 * 1024 * 1024;
const timeoutMs = 30_000;
const mostAttempts = 5;
const longestWaitMs = 60_000;

/** The computers of a Jamf Pro server, page by page, each once. Throws an `InventoryError`. */
export async function* jamfInventory(reader: JamfReader): AsyncGenerator<readonly Device[]> {
  const session = openSession(reader);
  const seen = new Set<string>();
  for (let page = 0; page * pageSize < mostDevices; page++) {
    // Sorted by id, as rows of an unsorted list may shift between pages.
    const path = `/api/v1/computers-inventory?section=GENERAL&section=HARDWARE&section=OPERATING_SYSTEM&section=USER_AND_LOCATION&page=${page}&page-size=${pageSize}&sort=id%3Aasc`;
    const answer = await session.get(path);
    const rows = answer.results;
    const total = answer.totalCount;
    if (!Array.isArray(rows) || typeof total !== "number") {
      throw new InventoryError("Jamf's inventory is not what its API promises: expected totalCount and results.");
    }
    const fresh = rows.map(deviceOf).filter(({ id }) => !seen.has(id));
    for (const { id } of fresh) seen.add(id);
    if (fresh.length > 0) yield fresh;
    if (rows.length === 0 || (page + 1) * pageSize >= total) return;
  }
  throw new InventoryError(`Jamf lists more than ${mostDevices} computers.`);
}

function deviceOf(row: JsonValue): Device {
  const id = textAt(row, "udid") ?? textAt(row, "id");
  if (id === undefined) throw new InventoryError("A computer in Jamf's inventory has neither udid nor id.");
  return {
    id,
    hostname: textAt(row, "general", "name") ?? "",
    os: "macos",
    osVersion: textAt(row, "operatingSystem", "version") ?? "",
    serialNumber: textAt(row, "hardware", "serialNumber") ?? "",
    user: textAt(row, "userAndLocation", "email") ?? textAt(row, "userAndLocation", "username"),
    lastContactAt: textAt(row, "general", "lastContactTime"),
  };
}

function textAt(row: JsonValue, ...path: readonly string[]): string | undefined {
  const value = isRecord(row) ? valueAt(row, path) : undefined;
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
}

interface JamfSession {
  readonly get: (path: string) => Promise<JsonObject>;
}

function openSession(reader: JamfReader): JamfSession {
  const baseUrl = configured(reader.config, "base_url").replace(/\/+$/, "");
  const clientId = configured(reader.config, "client_id");
  const clientSecret = configured(reader.config, "client_secret");
  let token: { readonly text: string; readonly expiresAt: number } | undefined;

  const signIn = async (): Promise<string> => {
    const form = new URLSearchParams({
      grant_type: "client_credentials",
      client_id: clientId,
      client_secret: clientSecret,
    });
    const answer = await patient(reader, {
      method: "POST",
      url: `${baseUrl}/api/oauth/token`,
      headers: { accept: "application/json", "content-type": "application/x-www-form-urlencoded" },
      body: form.toString(),
      maxBytes: 65_536,
    });
    if (answer.status === 400 || answer.status === 401 || answer.status === 403) {
      throw new InventoryError(
        `Jamf refused the client (HTTP ${answer.status} from /api/oauth/token): check client_id, client_secret and that the client is enabled.`,
      );
    }
    const body = jsonOf(answer, "/api/oauth/token");
    const text = textMember(body, "access_token");
    if (text === undefined) throw new InventoryError("Jamf's answer to the sign-in holds no access_token.");
    const lifetime = typeof body.expires_in === "number" ? body.expires_in : 60;
    token = { text, expiresAt: reader.clock() + lifetime * 1000 };
    return text;
  };

  const currentToken = async () =>
    token !== undefined && token.expiresAt - 10_000 > reader.clock() ? token.text : signIn();

  const ask = async (path: string, bearer: string) =>
    patient(reader, {
      method: "GET",
      url: `${baseUrl}${path}`,
      headers: { accept: "application/json", authorization: `Bearer ${bearer}` },
      maxBytes: mostPageBytes,
    });

  return {
    get: async (path) => {
      const first = await ask(path, await currentToken());
      // Tokens end before their time when a client is changed or a server restarts: one more try with a new one.
      const answer = first.status === 401 ? await ask(path, await signIn()) : first;
      const plain = path.split("?")[0] ?? path;
      if (answer.status === 401) throw new InventoryError(`Jamf refused a new token (HTTP 401 from ${plain}).`);
      if (answer.status === 403)
        throw new InventoryError(
          `Jamf's client may not read computers (HTTP 403 from ${plain}): give its role the privilege Read Computers.`,
        );
      return jsonOf(answer, plain);
    },
  };
}

function configured(config: JsonObject, name: string): string {
  const value = textMember(config, name);
  if (value === undefined || value === "") throw new InventoryError(`The configuration of jamf lacks ${name}.`);
  return value;
}

function jsonOf(answer: OutgoingAnswer, path: string): JsonObject {
  if (answer.status < 200 || answer.status > 299)
    throw new InventoryError(`Jamf answered with HTTP ${answer.status} to ${path}.`);
  const body = parseJson(answer.body);
  if (!isRecord(body)) throw new InventoryError(`Jamf's answer to ${path} is not a JSON object.`);
  return body;
}

/** Sends until there is an answer that is not a passing trouble (429, 5xx, a broken connection), with growing pauses. */
async function patient(
  reader: JamfReader,
  request: Omit<OutgoingRequest, "timeoutMs" | "signal">,
): Promise<OutgoingAnswer> {
  for (let attempt = 1; ; attempt++) {
    const last = attempt >= mostAttempts;
    const answer = await reader.send({ ...request, timeoutMs, signal: reader.signal }).catch((cause: unknown) => {
      const passing = cause instanceof OutgoingError && (cause.reason === "timeout" || cause.reason === "unreachable");
      if (!passing || last) throw asInventoryError(cause);
      return undefined;
    });
    if (answer !== undefined && answer.status !== 429 && answer.status < 500) return answer;
    if (answer !== undefined && last) return answer;
    await reader.wait(pauseMs(attempt, answer, reader), reader.signal);
  }
}

function asInventoryError(cause: unknown): unknown {
  if (!(cause instanceof OutgoingError) || cause.reason === "stopped") return cause;
  return new InventoryError(cause.message, { cause });
}

function pauseMs(attempt: number, answer: OutgoingAnswer | undefined, { clock, random }: JamfReader): number {
  const asked = retryAfterMs(answer?.headers["retry-after"], clock());
  const ceiling = 500 * 2 ** (attempt - 1);
  const spread = (Buffer.from(random(4)).readUInt32BE() / 2 ** 32) * ceiling;
  return Math.min(longestWaitMs, asked ?? spread);
}

function retryAfterMs(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}
