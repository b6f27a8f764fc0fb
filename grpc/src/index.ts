export { createGrpcServer, type GrpcServer, type GrpcServerOptions, type TlsOptions } from "./grpc.ts";
export { GrpcError, type GrpcErrorOptions, StatusCode, type StatusDetail } from "./grpc-status.ts";
export type { Call, Method, Methods } from "./grpc-stream.ts";
export type { Log, LogLevel } from "./log.ts";
export { type Handler, type Handlers, methodsOf } from "./method.ts";
export { type Message, type MessageInit, type MessageTable, ProtobufError, type Reference } from "./protobuf.ts";
export { decodeMessage } from "./protobuf-decode.ts";
export { encodeMessage } from "./protobuf-encode.ts";
export {
  type Json,
  type JsonObject,
  jsonOfStruct,
  type ListMessage,
  type StructMessage,
  struct,
  structOf,
  type ValueMessage,
} from "./struct.ts";
