import type { MessageTable } from "./protobuf.ts";
import { encodeMessage } from "./protobuf-encode.ts";

/** The gRPC status codes that this server gives, and those that its methods may give. */
export const StatusCode = {
  OK: 0,
  CANCELLED: 1,
  UNKNOWN: 2,
  INVALID_ARGUMENT: 3,
  DEADLINE_EXCEEDED: 4,
  NOT_FOUND: 5,
  RESOURCE_EXHAUSTED: 8,
  FAILED_PRECONDITION: 9,
  UNIMPLEMENTED: 12,
  INTERNAL: 13,
} as const;

/** A message that says more about a failure, as google.protobuf.Any has it. */
export interface StatusDetail {
  /** Full name of the message's type, as "google.rpc.RetryInfo". */
  readonly type: string;
  /** The message, encoded. */
  readonly message: Uint8Array;
}

/** What an error may have besides its code and message. */
export interface GrpcErrorOptions extends ErrorOptions {
  readonly details?: readonly StatusDetail[];
}

/** An outcome to be told to the client as it is; any other error is told as a fixed text, and logged. */
export class GrpcError extends Error {
  override readonly name = "GrpcError";
  readonly code: number;
  readonly details: readonly StatusDetail[];

  constructor(code: number, message: string, { details = [], ...options }: GrpcErrorOptions = {}) {
    super(message, options);
    this.code = code;
    this.details = details;
  }
}

const any = { type_url: [1, "string"], value: [2, "bytes"] } as const satisfies MessageTable;

const status = {
  code: [1, "int64"],
  message: [2, "string"],
  details: [3, "messages", any],
} as const satisfies MessageTable;

/**
 * Gives the headers that tell a client of an error. The details go in one of their own, in base64 without padding; if it
 * were longer than `longest`, it is left out, because the client would lose code and message with it.
 */
export function statusHeadersOf(
  { code, message, details }: GrpcError,
  longest: number,
): Readonly<Record<string, string>> {
  const headers = { "grpc-status": String(code), "grpc-message": encodeStatusMessage(message) };
  if (details.length === 0) return headers;
  const bytes = encodeMessage(status, {
    code,
    message,
    details: details.map((detail) => ({ type_url: `type.googleapis.com/${detail.type}`, value: detail.message })),
  });
  const text = Buffer.from(bytes).toString("base64").replace(/=+$/, "");
  return text.length > longest ? headers : { ...headers, "grpc-status-details-bin": text };
}

// A text as gRPC wants it in the header `grpc-message`: percent-encoded UTF-8.
function encodeStatusMessage(message: string): string {
  const encoded = Buffer.from(message, "utf8").reduce((text, byte) => text + encodeByte(byte), "");
  // HTTP/2 has no space at a header's ends: some clients drop such a header.
  return encoded.replace(/^ | $/g, "%20");
}

function encodeByte(byte: number): string {
  const plain = byte >= 0x20 && byte <= 0x7e && byte !== 0x25;
  return plain ? String.fromCharCode(byte) : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
}
