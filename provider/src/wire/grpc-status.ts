/** The gRPC status codes that this server gives. */
export const StatusCode = {
  OK: 0,
  RESOURCE_EXHAUSTED: 8,
  UNIMPLEMENTED: 12,
  INTERNAL: 13,
} as const;

/** An outcome to be told to the client as it is; any other error is told as a fixed text, and logged. */
export class GrpcError extends Error {
  override readonly name = "GrpcError";
  readonly code: number;

  constructor(code: number, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Writes a text as gRPC wants it in the header `grpc-message`: percent-encoded UTF-8. */
export function encodeStatusMessage(message: string): string {
  return Buffer.from(message, "utf8").reduce((text, byte) => text + encodeByte(byte), "");
}

function encodeByte(byte: number): string {
  const plain = byte >= 0x20 && byte <= 0x7e && byte !== 0x25;
  return plain ? String.fromCharCode(byte) : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
}
