import { GrpcError, StatusCode } from "./grpc-status.ts";
import type { Call, Method } from "./grpc-stream.ts";
import { type Message, type MessageInit, type MessageTable, ProtobufError } from "./protobuf.ts";
import { decodeMessage } from "./protobuf-decode.ts";
import { encodeMessage } from "./protobuf-encode.ts";

/** Answers one decoded request with a message, or with the bytes of one that was encoded before. */
export type Handler<Q extends MessageTable, R extends MessageTable> = (
  request: Message<Q>,
  call: Call,
) => MessageInit<R> | Uint8Array | Promise<MessageInit<R> | Uint8Array>;

/** Gives the gRPC method that a handler makes, with the tables of its request and response. */
export function unary<Q extends MessageTable, R extends MessageTable>(
  request: Q,
  response: R,
  handler: Handler<Q, R>,
): Method {
  return async (bytes, call) => {
    const answer = await handler(decodeRequest(request, bytes), call);
    return answer instanceof Uint8Array ? answer : encodeMessage(response, answer);
  };
}

function decodeRequest<Q extends MessageTable>(table: Q, bytes: Uint8Array): Message<Q> {
  try {
    return decodeMessage(table, bytes);
  } catch (error) {
    if (error instanceof ProtobufError) throw new GrpcError(StatusCode.INTERNAL, `malformed request: ${error.message}`);
    throw error;
  }
}
