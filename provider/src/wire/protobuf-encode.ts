import { type Field, type MessageInit, type MessageTable, maximumDepth, ProtobufError, tableOf } from "./protobuf.ts";

/** Encodes a message by its table: fields by number, defaults left out, which is the byte order other encoders give. */
export function encodeMessage<T extends MessageTable>(table: T, message: MessageInit<T>): Uint8Array {
  const writer: Writer = { buffer: Buffer.allocUnsafe(512), at: 512, depth: 0 };
  writeFields(writer, table, message as Draft); // what MessageInit allows, Draft can look up by name
  return writer.buffer.subarray(writer.at);
}

type Draft = Readonly<Record<string, unknown>>;

/** Filled from its end towards its beginning: a length is then known when it has to be written before its content. */
interface Writer {
  buffer: Buffer;
  at: number;
  /** Messages that are being written, one within the other. */
  depth: number;
}

function writeFields(writer: Writer, table: MessageTable, message: Draft): void {
  writer.depth += 1;
  if (writer.depth > maximumDepth) throw new ProtobufError(`messages are nested deeper than ${maximumDepth}`);
  for (const [name, field] of fieldsBackwards(table)) {
    const value = message[name];
    if (value !== undefined) writeField(writer, field, value);
  }
  writer.depth -= 1;
}

// The casts below rest on the types: `MessageInit` ties what a field's value may be to its kind.
function writeField(writer: Writer, field: Field, value: unknown): void {
  const [number, kind] = field;
  if (kind === "message") {
    writeMessage(writer, number, () => writeFields(writer, tableOf(field[2]), value as Draft));
  } else if (kind === "messages") {
    for (const element of (value as readonly Draft[]).toReversed())
      writeMessage(writer, number, () => writeFields(writer, tableOf(field[2]), element));
  } else if (kind === "strings") {
    for (const element of (value as readonly string[]).toReversed()) writeScalar(writer, number, element);
  } else if (kind === "map") {
    for (const [key, held] of Object.entries(value as Draft).toReversed())
      writeMessage(writer, number, () => {
        if (field[2] === "string") writeScalar(writer, 2, held as string);
        else {
          const inner = field[2];
          writeMessage(writer, 2, () => writeFields(writer, inner, held as Draft));
        }
        writeScalar(writer, 1, key);
      });
  } else if (kind.endsWith("?") || !isDefault(value as Scalar)) writeScalar(writer, number, value as Scalar);
}

type Scalar = string | number | boolean | Uint8Array;

function isDefault(value: Scalar): boolean {
  return value === "" || value === 0 || value === false || (value instanceof Uint8Array && value.length === 0);
}

function writeScalar(writer: Writer, number: number, value: Scalar): void {
  if (typeof value === "string") {
    const length = Buffer.byteLength(value);
    makeRoom(writer, length);
    writer.at -= length;
    writer.buffer.write(value, writer.at);
    writeVarint(writer, length);
    writeVarint(writer, number * 8 + 2);
  } else if (value instanceof Uint8Array) {
    makeRoom(writer, value.length);
    writer.at -= value.length;
    writer.buffer.set(value, writer.at);
    writeVarint(writer, value.length);
    writeVarint(writer, number * 8 + 2);
  } else {
    writeVarint(writer, Number(value));
    writeVarint(writer, number * 8);
  }
}

function writeMessage(writer: Writer, number: number, content: () => void): void {
  const end = writer.buffer.length - writer.at;
  content();
  writeVarint(writer, writer.buffer.length - writer.at - end);
  writeVarint(writer, number * 8 + 2);
}

function writeVarint(writer: Writer, value: number): void {
  if (!Number.isSafeInteger(value)) throw new ProtobufError(`${value} is no integer within 2^53`);
  makeRoom(writer, 10);
  const digits: number[] = [];
  if (value < 0) {
    // Two's complement on 64 bits: always ten bytes.
    for (let rest = BigInt.asUintN(64, BigInt(value)); ; rest >>= 7n) {
      digits.push(Number(rest & 0x7fn));
      if (rest < 0x80n) break;
    }
  } else {
    let rest = value;
    for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) digits.push(rest % 0x80);
    digits.push(rest);
  }
  for (let index = digits.length - 1; index >= 0; index--)
    writer.buffer[--writer.at] = (digits[index] ?? 0) | (index < digits.length - 1 ? 0x80 : 0);
}

function makeRoom(writer: Writer, length: number): void {
  if (writer.at >= length) return;
  const used = writer.buffer.length - writer.at;
  const larger = Buffer.allocUnsafe(2 * writer.buffer.length + length);
  writer.buffer.copy(larger, larger.length - used, writer.at);
  writer.at = larger.length - used;
  writer.buffer = larger;
}

const orders = new WeakMap<MessageTable, readonly (readonly [string, Field])[]>();

function fieldsBackwards(table: MessageTable): readonly (readonly [string, Field])[] {
  const known = orders.get(table);
  if (known !== undefined) return known;
  const order = Object.entries(table).toSorted(([, one], [, other]) => other[0] - one[0]);
  orders.set(table, order);
  return order;
}
