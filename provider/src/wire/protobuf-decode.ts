import { type Field, type Message, type MessageTable, maximumDepth, ProtobufError, tableOf } from "./protobuf.ts";

/** Decodes a message by its table. Unknown fields are skipped; bytes values are views into the input, not copies. */
export function decodeMessage<T extends MessageTable>(table: T, bytes: Uint8Array): Message<T> {
  const message = emptyMessage(table);
  readFields({ bytes, at: 0 }, bytes.length, { table, message, depth: 1 });
  // The table has just driven the making of every field, which is what the type says.
  return message as Message<T>;
}

interface Reader {
  readonly bytes: Uint8Array;
  at: number;
}

type Draft = Record<string, unknown>;

interface Target {
  readonly table: MessageTable;
  readonly message: Draft;
  readonly depth: number;
}

const wireTypes = { varint: 0, fixed64: 1, delimited: 2, fixed32: 5 } as const;

const noBytes = new Uint8Array(0);
// A byte order mark is part of the text here, and broken UTF-8 is an error rather than a replaced character.
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function readFields(reader: Reader, end: number, target: Target): void {
  if (target.depth > maximumDepth) throw new ProtobufError(`messages are nested deeper than ${maximumDepth}`);
  const fields = fieldsByNumber(target.table);
  while (reader.at < end) {
    const tag = Number(readVarint(reader, end));
    const number = Math.floor(tag / 8);
    if (number === 0 || tag > 0xffffffff) throw new ProtobufError(`field number ${number} is out of range`);
    const named = fields.get(number);
    if (named === undefined) skip(reader, end, tag % 8);
    else readField(reader, end, { ...target, ...named, wireType: tag % 8 });
  }
}

interface NamedField {
  readonly name: string;
  readonly field: Field;
}

// The casts below rest on `emptyMessage`, which has given every field a value of its kind.
function readField(reader: Reader, end: number, target: Target & NamedField & { readonly wireType: number }): void {
  const { message, name, field, depth } = target;
  const kind = field[1];
  const expected = isInteger(kind) ? wireTypes.varint : wireTypes.delimited;
  if (target.wireType !== expected)
    throw new ProtobufError(`field ${name} has wire type ${target.wireType}, where ${kind} has ${expected}`);
  if (expected === wireTypes.varint) {
    message[name] = integerValue(kind, readVarint(reader, end), name);
    return;
  }
  const stop = readLength(reader, end);
  if (kind === "message") {
    // A message that arrives in parts is merged: protobuf's rule.
    const inner = tableOf(field[2]);
    message[name] ??= emptyMessage(inner);
    readFields(reader, stop, { table: inner, message: message[name] as Draft, depth: depth + 1 });
  } else if (kind === "messages") {
    const inner = tableOf(field[2]);
    const element = emptyMessage(inner);
    readFields(reader, stop, { table: inner, message: element, depth: depth + 1 });
    (message[name] as unknown[]).push(element);
  } else if (kind === "map") {
    const entryTable: MessageTable = {
      key: [1, "string"],
      value: field[2] === "string" ? [2, "string"] : [2, "message", field[2]],
    };
    const entry = emptyMessage(entryTable);
    readFields(reader, stop, { table: entryTable, message: entry, depth });
    (message[name] as Draft)[entry.key as string] = entry.value ?? emptyMessage(field[2] as MessageTable);
  } else {
    const bytes = reader.bytes.subarray(reader.at, stop);
    reader.at = stop;
    if (kind === "strings") (message[name] as string[]).push(text(bytes, name));
    else message[name] = kind.startsWith("bytes") ? bytes : text(bytes, name);
  }
}

function isInteger(kind: Field[1]): boolean {
  return kind.startsWith("int64") || kind.startsWith("bool") || kind.startsWith("enum");
}

function integerValue(kind: Field[1], value: number | bigint, name: string): number | boolean {
  if (kind.startsWith("bool")) return BigInt(value) !== 0n;
  const signed = typeof value === "number" ? value : Number(BigInt.asIntN(64, value));
  if (!Number.isSafeInteger(signed)) throw new ProtobufError(`field ${name} is beyond 2^53`);
  return signed;
}

function text(bytes: Uint8Array, name: string): string {
  try {
    return utf8.decode(bytes);
  } catch (cause) {
    throw new ProtobufError(`field ${name} is not UTF-8`, { cause });
  }
}

/** Gives a number up to 7 bytes (49 bits), and a bigint beyond, so that the common case costs no bigint. */
function readVarint(reader: Reader, end: number): number | bigint {
  const { bytes } = reader;
  let value = 0;
  let scale = 1;
  for (let count = 0; count < 7; count++) {
    const byte = byteAt(bytes, reader.at++, end);
    value += (byte & 0x7f) * scale;
    if (byte < 0x80) return value;
    scale *= 0x80;
  }
  let wide = BigInt(value);
  for (let shift = 49n; shift <= 63n; shift += 7n) {
    const byte = byteAt(bytes, reader.at++, end);
    wide |= BigInt(byte & 0x7f) << shift;
    if (byte < 0x80) return BigInt.asUintN(64, wide);
  }
  throw new ProtobufError("an integer is longer than 10 bytes");
}

function byteAt(bytes: Uint8Array, at: number, end: number): number {
  const byte = at < end ? bytes[at] : undefined;
  if (byte === undefined) throw new ProtobufError("the message ends in the middle of an integer");
  return byte;
}

function readLength(reader: Reader, end: number): number {
  const length = readVarint(reader, end);
  if (length > end - reader.at) throw new ProtobufError(`a length of ${length} passes the end of the message`);
  return reader.at + Number(length);
}

function skip(reader: Reader, end: number, wireType: number): void {
  if (wireType === wireTypes.varint) readVarint(reader, end);
  else if (wireType === wireTypes.delimited) reader.at = readLength(reader, end);
  else if (wireType === wireTypes.fixed64) reader.at += 8;
  else if (wireType === wireTypes.fixed32) reader.at += 4;
  else throw new ProtobufError(`wire type ${wireType} is not part of the protocol`);
  if (reader.at > end) throw new ProtobufError("the message ends in the middle of a field");
}

const indexes = new WeakMap<MessageTable, ReadonlyMap<number, NamedField>>();

function fieldsByNumber(table: MessageTable): ReadonlyMap<number, NamedField> {
  const known = indexes.get(table);
  if (known !== undefined) return known;
  const index = new Map(Object.entries(table).map(([name, field]) => [field[0], { name, field }]));
  indexes.set(table, index);
  return index;
}

function emptyMessage(table: MessageTable): Draft {
  const message: Draft = {};
  for (const [name, field] of Object.entries(table)) message[name] = defaultValue(field[1]);
  return message;
}

function defaultValue(kind: Field[1]): unknown {
  switch (kind) {
    case "string":
      return "";
    case "bytes":
      return noBytes;
    case "bool":
      return false;
    case "int64":
    case "enum":
      return 0;
    case "strings":
    case "messages":
      return [];
    case "map":
      // Without a prototype, so that a key such as "__proto__" is a key like any other.
      return Object.create(null);
    default:
      return undefined;
  }
}
