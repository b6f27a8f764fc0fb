import {
  type AttributePath,
  error,
  failure,
  isList,
  isRecord,
  type JsonValue,
  type Mark,
  mostMarkBytes,
  ownerPattern,
  type Result,
  success,
} from "@thoth-iac/model";

/** The mark that a caller sent, or what is wrong with it. `at` is where it stands in what was sent. */
export function markIn(sent: JsonValue | undefined, at: AttributePath = []): Result<Mark> {
  const wrong = (name: string, expected: string) => failure(notAMark([...at, name], `${name} must be ${expected}.`));
  if (sent === undefined || !isRecord(sent)) return failure(notAMark(at, "A mark must be a JSON object."));
  const { id, owner, address, set, kept, secrets, outcome } = sent;
  if (!isMarkId(id)) return wrong("id", markIdExpected);
  if (!isOwner(owner)) return wrong("owner", ownerExpected);
  if (!isLine(address, 512)) return wrong("address", "a text of 1 to 512 characters, such as BrowserPolicy/baseline");
  if (!isList(set) || !set.every((name) => isLine(name, 128))) return wrong("set", "a list of names of inputs");
  if (kept === undefined || !isRecord(kept)) return wrong("kept", "a JSON object");
  if (secrets === undefined || !isTexts(secrets)) return wrong("secrets", "an object of texts, by names of inputs");
  if (outcome !== undefined && !isOutcome(outcome)) return wrong("outcome", `one of ${outcomes.join(", ")}, or absent`);
  const mark = { id, owner, address, set, kept, secrets, ...(outcome !== undefined && { outcome }) };
  const bytes = Buffer.byteLength(JSON.stringify(mark));
  if (bytes > mostMarkBytes)
    return failure(notAMark(at, `It has ${bytes} bytes as JSON; a mark may have ${mostMarkBytes}.`));
  return success(mark);
}

/** Which mark is to go, and whose it has to be. */
export type MarkDrop = Pick<Mark, "id" | "owner">;

/** The mark that a caller wants to be gone. */
export function markDropIn(sent: JsonValue | undefined, at: AttributePath = []): Result<MarkDrop> {
  const wrong = (name: string, expected: string) => failure(notAMark([...at, name], `${name} must be ${expected}.`));
  if (sent === undefined || !isRecord(sent)) return failure(notAMark(at, "What is to be dropped must be an object."));
  const { id, owner } = sent;
  if (!isMarkId(id)) return wrong("id", markIdExpected);
  return isOwner(owner) ? success({ id, owner }) : wrong("owner", ownerExpected);
}

/** What an owner or a lease must be called, in words. */
export const ownerExpected = "1 to 63 small letters, digits, dots, - and _, with a letter or digit at both ends";

/** True for the name of an owner, and so of a lease. */
export function isOwner(value: JsonValue | undefined): value is string {
  return typeof value === "string" && ownerPattern.test(value);
}

/** True for a text that people can read on one line. */
export function isLine(value: JsonValue | undefined, most: number): value is string {
  if (typeof value !== "string" || value === "" || value.length > most || !value.isWellFormed()) return false;
  return ![...value].some((character) => character < " " || character === "\u007f");
}

const markIdExpected = "1 to 4096 characters, as markId makes them: parts escaped as in a URL, joined by colons";
const outcomes = ["started", "succeeded", "failed"] as const;

function isMarkId(value: JsonValue | undefined): value is string {
  return typeof value === "string" && value.length <= 4096 && /^([\w.!~*'():-]|%[0-9A-F]{2})+$/.test(value);
}

function isTexts(value: JsonValue): value is { readonly [name: string]: string } {
  return isRecord(value) && Object.entries(value).every(([name, text]) => isLine(name, 128) && isLine(text, 512));
}

function isOutcome(value: JsonValue): value is (typeof outcomes)[number] {
  return outcomes.some((outcome) => outcome === value);
}

function notAMark(attribute: AttributePath, detail: string) {
  return error("invalid_value", { summary: "Not a mark", detail, ...(attribute.length > 0 && { attribute }) });
}
