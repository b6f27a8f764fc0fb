import fc from "fast-check";
import protobufjs from "protobufjs";
import { type Field, type MessageInit, type MessageTable, type Reference, tableOf } from "../../grpc/src/protobuf.ts";

/** A table as the other library's message type, so that its encoder can be asked. */
export function oracleType(
  table: MessageTable,
  root = new protobufjs.Root(),
  known = new Map<MessageTable, protobufjs.Type>(),
) {
  const before = known.get(table);
  if (before !== undefined) return before;
  const type = new protobufjs.Type(`Message${known.size}`);
  known.set(table, type);
  root.add(type);
  for (const [name, [number, kind, of]] of Object.entries(table)) {
    const inner =
      typeof of === "object" || typeof of === "function" ? oracleType(tableOf(of), root, known).name : "string";
    const scalar = kind.replace("?", "").replace("enum", "int32").replace("strings", "string");
    if (kind === "map") type.add(new protobufjs.MapField(name, number, "string", inner));
    else if (kind === "message") type.add(new protobufjs.Field(name, number, inner));
    else if (kind === "messages") type.add(new protobufjs.Field(name, number, inner, "repeated"));
    else type.add(new protobufjs.Field(name, number, scalar, kind === "strings" ? "repeated" : undefined));
  }
  return type;
}

const text = fc.string({ unit: "grapheme", maxLength: 200 });

/** Messages by a table, with each field there or not. Those that contain themselves end after a few levels. */
export function messages(table: MessageTable, depth = 0): fc.Arbitrary<MessageInit<MessageTable>> {
  const fields = Object.entries(table).filter(([, field]) => depth < 4 || typeof field[2] !== "function");
  return fc.record(Object.fromEntries(fields.map(([name, field]) => [name, values(field, depth)])), {
    requiredKeys: [],
  }) as fc.Arbitrary<MessageInit<MessageTable>>; // built field by field from the table
}

function values([, kind, of]: Field, depth: number): fc.Arbitrary<unknown> {
  const inner = (held: MessageTable | Reference<unknown>) => messages(tableOf(held), depth + 1);
  if (kind === "map") return fc.dictionary<unknown>(text, of === "string" ? text : inner(of), { maxKeys: 3 });
  if (kind === "message") return inner(of);
  if (kind === "messages") return fc.array(inner(of), { maxLength: 3 });
  if (kind === "strings") return fc.array(text, { maxLength: 3 });
  if (kind.startsWith("string")) return text;
  if (kind.startsWith("bytes")) return fc.uint8Array({ maxLength: 300 });
  if (kind.startsWith("bool")) return fc.boolean();
  if (kind.startsWith("double")) return fc.double();
  return kind.startsWith("enum") ? fc.nat({ max: 5 }) : fc.maxSafeInteger();
}

/** The message without fields that have their default value: the other library writes whatever it is given. */
export function withoutDefaults(table: MessageTable, message: Readonly<Record<string, unknown>>): Draft {
  const kept: Draft = {};
  for (const [name, value] of Object.entries(message)) {
    const [, kind, of] = table[name] ?? [];
    const isDefault =
      ["", 0, false].some((one) => Object.is(one, value)) || (value instanceof Uint8Array && value.length === 0);
    if (of !== undefined && of !== "string") kept[name] = heldWithoutDefaults(tableOf(of), kind, value);
    else if (kind?.endsWith("?") || !isDefault) kept[name] = value;
  }
  return kept;
}

function heldWithoutDefaults(table: MessageTable, kind: unknown, held: unknown): unknown {
  // What the arbitraries above made for a field of messages is a message, a list of them or a map of them.
  const one = (message: unknown) => withoutDefaults(table, message as Draft);
  if (Array.isArray(held)) return held.map(one);
  if (kind !== "map") return one(held);
  return Object.fromEntries(Object.entries(held ?? {}).map(([key, message]) => [key, one(message)]));
}

type Draft = Record<string, unknown>;
