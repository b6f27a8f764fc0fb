import type { Message } from "@thoth-iac/grpc";
import { decodeJsonValue } from "./cty-json.ts";
import { decodeMsgpackValue, encodeMsgpackValue } from "./cty-msgpack.ts";
import type { Type } from "./cty-type.ts";
import type { Value } from "./cty-value.ts";
import type { dynamicValue } from "./tfplugin6-messages.ts";

/** Reads a value of the protocol by its type; a value that was not sent is null. */
export function decodeValue(message: Message<typeof dynamicValue> | undefined, type: Type): Value {
  if (message === undefined) return null;
  if (message.msgpack.length > 0) return decodeMsgpackValue(message.msgpack, type);
  return message.json.length > 0 ? decodeJsonValue(message.json, type) : null;
}

/** Gives a value of the protocol by its type. Objects must have every attribute of the type, and no other. */
export function encodeValue(value: Value, type: Type): { readonly msgpack: Uint8Array } {
  return { msgpack: encodeMsgpackValue(value, type) };
}
