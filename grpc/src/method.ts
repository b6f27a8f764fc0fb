import { GrpcError, StatusCode } from "./grpc-status.ts";
import type { Call, Method, Methods } from "./grpc-stream.ts";
import { type Message, type MessageInit, type MessageTable, ProtobufError } from "./protobuf.ts";
import { decodeMessage } from "./protobuf-decode.ts";
import { encodeMessage } from "./protobuf-encode.ts";

/** Answers one decoded request with a message, or with the bytes of one that was encoded before. */
export type Handler<Q extends MessageTable, R extends MessageTable> = (
  request: Message<Q>,
  call: Call,
) => MessageInit<R> | Uint8Array | Promise<MessageInit<R> | Uint8Array>;

/** Gives the gRPC method that a handler makes, with the tables of its request and response. */
function unary<Q extends MessageTable, R extends MessageTable>(
  request: Q,
  response: R,
  handler: Handler<Q, R>,
): Method {
  return async (bytes, call) => {
    const answer = await handler(decodeRequest(request, bytes), call);
    return answer instanceof Uint8Array ? answer : encodeMessage(response, answer);
  };
}

/** The RPCs of a service, each with the tables of its request and response. */
export type Rpcs = Readonly<Record<string, { readonly request: MessageTable; readonly response: MessageTable }>>;

/** A handler for each RPC of a service; an RPC without one is answered with "unimplemented". */
export type Handlers<R extends Rpcs> = {
  readonly [Rpc in keyof R]?: Handler<R[Rpc]["request"], R[Rpc]["response"]>;
};

/** Gives the gRPC methods that the handlers of a service make, by its full name. */
export function methodsOf<R extends Rpcs>(service: string, rpcs: R, handlers: Handlers<R>): Methods {
  const methods: Record<string, Methods[string]> = {};
  for (const [rpc, { request, response }] of Object.entries(rpcs)) {
    // The types tie each handler to its own tables; a loop over all of them cannot say so.
    const handler = handlers[rpc] as Handler<typeof request, typeof response> | undefined;
    if (handler !== undefined) methods[`/${service}/${rpc}`] = unary(request, response, handler);
  }
  return methods;
}

function decodeRequest<Q extends MessageTable>(table: Q, bytes: Uint8Array): Message<Q> {
  try {
    return decodeMessage(table, bytes);
  } catch (error) {
    if (error instanceof ProtobufError) throw new GrpcError(StatusCode.INTERNAL, `malformed request: ${error.message}`);
    throw error;
  }
}
