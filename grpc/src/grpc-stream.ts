import type { IncomingHttpHeaders, ServerHttp2Stream } from "node:http2";
import { GrpcError, StatusCode, statusHeadersOf } from "./grpc-status.ts";
import { millisecondsOf } from "./grpc-timeout.ts";
import type { Log } from "./log.ts";

/** What a method learns of a call besides its request: `signal` is aborted when nobody waits for the answer any more. */
export interface Call {
  readonly signal: AbortSignal;
}

/**
 * A method: either it answers one message with one message, both as bytes, or it is "silent": a stream that is accepted,
 * stays open and says nothing.
 */
export type Method = "silent" | ((request: Uint8Array, call: Call) => Promise<Uint8Array>);

/** Methods by full path, such as "/plugin.GRPCController/Shutdown". */
export type Methods = Readonly<Record<string, Method>>;

/** A call being answered. */
export interface Answer {
  /** Settles when the answer has been sent or the call given up, and the method has returned; never rejects. */
  readonly done: Promise<void>;
  /** Ends a silent stream; leaves any other call alone. */
  hangUp(): void;
}

interface Context {
  readonly methods: Promise<Methods>;
  readonly log: Log;
  readonly maximumMessageBytes: number;
  readonly longestDetails: number;
  readonly unexpectedFailure: string;
}

const responseHeaders = { ":status": 200, "content-type": "application/grpc" };
const prefixBytes = 5;

/** Answers one gRPC call on its HTTP/2 stream. */
export function answerStream(stream: ServerHttp2Stream, headers: IncomingHttpHeaders, context: Context): Answer {
  const path = headers[":path"] ?? "";
  const closed = new Promise<void>((resolve) => stream.once("close", resolve));
  // Whoever reads learns of a broken stream by its closing; without a listener the error would end the process.
  stream.on("error", (error) => context.log("debug", "stream error", { path, error: error.message }));
  const message = readMessage(stream, context.maximumMessageBytes);
  message.catch(() => {});
  let silent = false;

  const answer = async (): Promise<unknown> => {
    const methods = await context.methods;
    const method = Object.hasOwn(methods, path) ? methods[path] : undefined;
    if (!(headers["content-type"] ?? "").startsWith("application/grpc")) return refuse(stream, 415);
    if (method === undefined) throw new GrpcError(StatusCode.UNIMPLEMENTED, `unknown method ${path}`);
    if (method === "silent") {
      silent = true;
      // Not until it has closed: the client's half may stay open for ever, and "the end" is all we have to say.
      const said = new Promise((resolve) => respond(stream).once("wantTrailers", () => setImmediate(resolve)));
      return Promise.race([closed, said]);
    }
    const request = await message;
    const controller = new AbortController();
    const abort = () => controller.abort();
    stream.once("close", abort);
    if (isGone(stream)) abort();
    const timer = whenTooLate(headers, () => {
      if (!isGone(stream)) sendError(stream, tooLate, context);
      abort();
    });
    try {
      const response = await method(request, { signal: controller.signal });
      stream.off("close", abort);
      const isTold = stream.headersSent; // by the deadline
      if (!isTold && !isGone(stream)) send(respond(stream), response);
    } finally {
      clearTimeout(timer);
      stream.off("close", abort);
    }
    return closed;
  };

  const done = answer().then(
    () => {},
    (error: unknown) => {
      // What fails because its call was given up is no failure of ours.
      const level = isGone(stream) ? "debug" : "error";
      if (!(error instanceof GrpcError)) context.log(level, "a call failed", { path, error: describe(error) });
      if (!isGone(stream)) sendError(stream, error, context);
    },
  );
  const hangUp = () => {
    if (silent) stream.end();
  };
  return { done, hangUp };
}

function isGone(stream: ServerHttp2Stream): boolean {
  return stream.closed || stream.destroyed;
}

const tooLate = new GrpcError(StatusCode.DEADLINE_EXCEEDED, "the call's deadline has passed");

/** Waits as long as the client says that it will; the time counts from when its request has been read. */
function whenTooLate(headers: IncomingHttpHeaders, end: () => void): NodeJS.Timeout | undefined {
  const milliseconds = millisecondsOf(headers["grpc-timeout"]);
  return milliseconds === undefined ? undefined : setTimeout(end, milliseconds);
}

/** Gives the one message of a request, whatever pieces it comes in. */
function readMessage(stream: ServerHttp2Stream, maximumBytes: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = [];
    let received = 0;
    let expected: number | undefined;
    let isWhole = false;
    const fail = (code: number, text: string) => {
      stream.removeAllListeners("data");
      stream.resume();
      reject(new GrpcError(code, text));
    };
    stream.on("data", (piece: Buffer) => {
      pieces.push(piece);
      received += piece.length;
      if (expected === undefined && received >= prefixBytes) {
        const prefix = Buffer.concat(pieces.splice(0));
        pieces.push(prefix);
        if (prefix[0] !== 0) return fail(StatusCode.UNIMPLEMENTED, "compressed messages are not understood");
        expected = prefix.readUInt32BE(1);
      }
      if (expected !== undefined && expected > maximumBytes)
        return fail(StatusCode.RESOURCE_EXHAUSTED, `a message of ${expected} bytes is larger than ${maximumBytes}`);
      if (expected !== undefined && received > prefixBytes + expected)
        return fail(StatusCode.UNIMPLEMENTED, "more than one message in a unary call");
    });
    stream.once("end", () => {
      if (expected === undefined || received !== prefixBytes + expected)
        return fail(StatusCode.INTERNAL, "the request ends in the middle of a message");
      isWhole = true;
      resolve(Buffer.concat(pieces).subarray(prefixBytes));
    });
    stream.once("close", () => {
      if (!isWhole) reject(new GrpcError(StatusCode.INTERNAL, "the client gave the call up"));
    });
  });
}

function respond(stream: ServerHttp2Stream): ServerHttp2Stream {
  stream.respond(responseHeaders, { waitForTrailers: true });
  stream.once("wantTrailers", () => stream.sendTrailers({ "grpc-status": "0" }));
  return stream;
}

// One frame where that costs little; a message of hundreds of megabytes is not copied to put five bytes before it.
const copiedBytes = 64 * 1024;

function send(stream: ServerHttp2Stream, message: Uint8Array): void {
  const prefix = Buffer.alloc(prefixBytes);
  prefix.writeUInt32BE(message.length, 1);
  if (message.length <= copiedBytes) stream.end(Buffer.concat([prefix, message]));
  else {
    stream.write(prefix);
    stream.end(message);
  }
}

/** Answers without a body, status and text in the only headers: what gRPC calls "trailers-only". */
function sendError(stream: ServerHttp2Stream, error: unknown, context: Context): void {
  if (stream.headersSent) {
    stream.close();
    return;
  }
  const told = error instanceof GrpcError ? error : new GrpcError(StatusCode.INTERNAL, context.unexpectedFailure);
  stream.respond({ ...responseHeaders, ...statusHeadersOf(told, context.longestDetails) }, { endStream: true });
}

function refuse(stream: ServerHttp2Stream, status: number): void {
  stream.respond({ ":status": status }, { endStream: true });
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
