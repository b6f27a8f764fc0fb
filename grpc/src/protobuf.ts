/**
 * A message described as data: each field's name with its number, its kind and, for messages and maps, what it holds.
 * A kind ending in `?` keeps "absent" apart from the default value; members of a oneof are written that way.
 */
export interface MessageTable {
  readonly [field: string]: Field;
}

/** One row of a message table. */
export type Field =
  | readonly [number: number, kind: ScalarKind | `${ScalarKind}?` | "strings"]
  | readonly [number: number, kind: "message" | "messages", of: MessageTable | Reference<unknown>]
  | readonly [number: number, kind: "map", of: "string" | MessageTable | Reference<unknown>];

/** The kinds of a single value. Integers beyond 2^53 are refused: no field of the engines' protocols has use for them. */
export type ScalarKind = "string" | "bytes" | "bool" | "int64" | "double" | "enum";

/** A table named before it exists, for messages that contain themselves; `M`, the message's type, cannot be inferred. */
export interface Reference<M> {
  (): MessageTable;
  readonly message?: M;
}

/** A decoded message: every field is there, with its default where the sender left it out. */
export type Message<T extends MessageTable> = { readonly [K in keyof T]: Decoded<T[K]> };

/** A message to encode: what is left out, or has its default value, is not sent. */
export type MessageInit<T extends MessageTable> = { readonly [K in keyof T]?: Given<T[K]> | undefined };

/** Bytes that are not the message they should be, or a message that cannot be written. */
export class ProtobufError extends Error {
  override readonly name = "ProtobufError";
}

/** Nesting beyond which a message is refused, in both directions; protobuf's own usual limit. */
export const maximumDepth = 100;

/** Gives the table behind a field's last part, which may be a reference. */
export function tableOf(of: MessageTable | Reference<unknown>): MessageTable {
  return typeof of === "function" ? of() : of;
}

interface ScalarTypes {
  readonly string: string;
  readonly bytes: Uint8Array;
  readonly bool: boolean;
  readonly int64: number;
  readonly double: number;
  readonly enum: number;
}

interface Dictionary<V> {
  readonly [key: string]: V;
}

type Decoded<F> = F extends readonly [number, infer K extends ScalarKind]
  ? ScalarTypes[K]
  : F extends readonly [number, `${infer K extends ScalarKind}?`]
    ? ScalarTypes[K] | undefined
    : F extends readonly [number, "strings"]
      ? readonly string[]
      : F extends readonly [number, "map", "string"]
        ? Dictionary<string>
        : F extends readonly [number, infer K, Reference<infer M>]
          ? Counted<K, M> | (K extends "message" ? undefined : never)
          : F extends readonly [number, infer K, infer T extends MessageTable]
            ? Counted<K, Message<T>> | (K extends "message" ? undefined : never)
            : never;

type Given<F> = F extends readonly [number, infer K extends ScalarKind]
  ? ScalarTypes[K]
  : F extends readonly [number, `${infer K extends ScalarKind}?`]
    ? ScalarTypes[K]
    : F extends readonly [number, "strings"]
      ? readonly string[]
      : F extends readonly [number, "map", "string"]
        ? Dictionary<string>
        : F extends readonly [number, infer K, Reference<infer M>]
          ? Counted<K, M>
          : F extends readonly [number, infer K, infer T extends MessageTable]
            ? Counted<K, MessageInit<T>>
            : never;

type Counted<K, M> = K extends "messages" ? readonly M[] : K extends "map" ? Dictionary<M> : M;
