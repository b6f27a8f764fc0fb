import { type Field, type Message, type MessageTable, maximumDepth, ProtobufError, tableOf } from "./protobuf.ts";
import { type Reader, readDouble, readLength, readText, readVarint, skip, wireTypes } from "./protobuf-read.ts";

/** Decodes a message by its table. Unknown fields are skipped; bytes values are views into the input, not copies. */
export function decodeMessage<T extends MessageTable>(table: T, bytes: Uint8Array): Message<T> {
  const message = readMessage({ bytes, at: 0 }, bytes.length, { rows: rowsOf(table), depth: 1 });
  // The table has just driven the making of every field, which is what the type says.
  return message as Message<T>;
}

type Draft = Record<string, unknown>;

/** What is being read: the rows of its table, how many messages it lies within, itself included, and what came before. */
interface Place {
  readonly rows: Rows;
  readonly depth: number;
  readonly before?: Draft | undefined;
}

function readMessage(reader: Reader, end: number, place: Place): Draft {
  const message = place.before ?? emptyMessage(place.rows);
  if (place.depth > maximumDepth) throw new ProtobufError(`messages are nested deeper than ${maximumDepth}`);
  while (reader.at < end) {
    const tag = Number(readVarint(reader, end));
    const number = Math.floor(tag / 8);
    if (number === 0 || tag > 0xffffffff) throw new ProtobufError(`field number ${number} is out of range`);
    const row = place.rows.byNumber.get(number);
    if (row === undefined) skip(reader, end, tag % 8);
    else if (row.wireType !== tag % 8)
      throw new ProtobufError(`field ${row.name} has wire type ${tag % 8}, where ${row.kind} has ${row.wireType}`);
    else readField(reader, end, { row, message, depth: place.depth });
  }
  return message;
}

interface Target {
  readonly row: Row;
  readonly message: Draft;
  readonly depth: number;
}

// The casts below rest on `emptyMessage`, which has given every field a value of its kind.
function readField(reader: Reader, end: number, { row, message, depth }: Target): void {
  const { name, kind } = row;
  switch (kind) {
    case "bool":
      message[name] = BigInt(readVarint(reader, end)) !== 0n;
      return;
    case "int64":
    case "enum":
      message[name] = integerOf(readVarint(reader, end), name);
      return;
    case "double":
      message[name] = readDouble(reader, end);
      return;
  }
  const stop = readLength(reader, end);
  switch (kind) {
    case "string":
      message[name] = readText(reader, stop, name);
      return;
    case "strings":
      (message[name] as string[]).push(readText(reader, stop, name));
      return;
    case "bytes":
      message[name] = reader.bytes.subarray(reader.at, stop);
      reader.at = stop;
      return;
    case "message":
      // A message that arrives in parts is merged: protobuf's rule.
      message[name] = readMessage(reader, stop, {
        rows: rowsWithin(row),
        depth: depth + 1,
        before: message[name] as Draft | undefined,
      });
      return;
    case "messages":
      (message[name] as unknown[]).push(readMessage(reader, stop, { rows: rowsWithin(row), depth: depth + 1 }));
      return;
    case "map":
      readEntry(reader, stop, { row, message, depth });
  }
}

/** Reads an entry of a map: a message of its own, with the key in field 1 and the value in field 2. */
function readEntry(reader: Reader, end: number, { row, message, depth }: Target): void {
  const entry = readMessage(reader, end, { rows: entryRowsOf(row), depth });
  // The map has no prototype, so that a key such as "__proto__" is a key like any other.
  const map = message[row.name] as Draft;
  // What `entryRowsOf` calls the key is text.
  map[entry.key as string] = entry.value ?? emptyMessage(rowsWithin(row));
}

function integerOf(value: number | bigint, name: string): number {
  const signed = typeof value === "number" ? value : Number(BigInt.asIntN(64, value));
  if (!Number.isSafeInteger(signed)) throw new ProtobufError(`field ${name} is beyond 2^53`);
  return signed;
}

/** A field as reading wants it: its kind without the question mark, and how its value is written on the wire. */
interface Row {
  readonly name: string;
  readonly kind: string;
  readonly wireType: number;
  readonly field: Field;
}

interface Rows {
  readonly inOrder: readonly Row[];
  readonly byNumber: ReadonlyMap<number, Row>;
}

const known = new WeakMap<MessageTable, Rows>();

function rowsOf(table: MessageTable): Rows {
  const before = known.get(table);
  if (before !== undefined) return before;
  const inOrder = Object.entries(table).map(([name, field]) => rowOf(name, field));
  const rows = { inOrder, byNumber: new Map(inOrder.map((row) => [row.field[0], row])) };
  known.set(table, rows);
  return rows;
}

function rowOf(name: string, field: Field): Row {
  const kind = field[1].replace("?", "");
  return { name, kind, field, wireType: wireTypesOfNumbers[kind] ?? wireTypes.delimited };
}

const wireTypesOfNumbers: Readonly<Record<string, number>> = {
  bool: wireTypes.varint,
  int64: wireTypes.varint,
  enum: wireTypes.varint,
  double: wireTypes.fixed64,
};

/** The rows of the messages that a field holds, singly or in a list or map. */
function rowsWithin({ name, field: [, , of] }: Row): Rows {
  if (of === undefined || of === "string") throw new Error(`field ${name} holds no messages`);
  return rowsOf(tableOf(of));
}

const entries = new WeakMap<Row, Rows>();

function entryRowsOf(row: Row): Rows {
  const before = entries.get(row);
  if (before !== undefined) return before;
  const [, , of] = row.field;
  const value: Field = of === undefined || of === "string" ? [2, "string"] : [2, "message", of];
  const rows = rowsOf({ key: [1, "string"], value });
  entries.set(row, rows);
  return rows;
}

function emptyMessage(rows: Rows): Draft {
  const message: Draft = {};
  for (const { name, field } of rows.inOrder) message[name] = defaultValue(field[1]);
  return message;
}

const noBytes = new Uint8Array(0);

function defaultValue(kind: Field[1]): unknown {
  switch (kind) {
    case "string":
      return "";
    case "bytes":
      return noBytes;
    case "bool":
      return false;
    case "int64":
    case "double":
    case "enum":
      return 0;
    case "strings":
    case "messages":
      return [];
    case "map":
      return Object.create(null);
    default:
      return undefined;
  }
}
