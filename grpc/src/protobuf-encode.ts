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
        const inner = field[2];
        if (inner === "string") writeScalar(writer, 2, held as string);
        else writeMessage(writer, 2, () => writeFields(writer, tableOf(inner), held as Draft));
        writeScalar(writer, 1, key);
      });
  } else if (kind === "double" || kind === "double?") {
    // A negative zero is not the default: it has a bit of its own.
    if (kind === "double?" || !Object.is(value, 0)) writeDouble(writer, number, value as number);
  } else if (kind.endsWith("?") || !isDefault(value as Scalar)) writeScalar(writer, number, value as Scalar);
}

type Scalar = string | number | boolean | Uint8Array;

function isDefault(value: Scalar): boolean {
  return value === "" || value === 0 || value === false || (value instanceof Uint8Array && value.length === 0);
}

function writeScalar(writer: Writer, number: number, value: Scalar): void {
  if (typeof value === "string") {
    writeVarint(writer, writeText(writer, value));
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

// Below this length, characters written one by one are there sooner than Node's own way.
const shortText = 24;

/** Writes a text, and gives its length in bytes. */
function writeText(writer: Writer, text: string): number {
  if (text.length <= shortText && isAscii(text)) {
    makeRoom(writer, text.length);
    writer.at -= text.length;
    for (let index = 0; index < text.length; index++) writer.buffer[writer.at + index] = text.charCodeAt(index);
    return text.length;
  }
  const length = Buffer.byteLength(text);
  makeRoom(writer, length);
  writer.at -= length;
  writer.buffer.write(text, writer.at);
  return length;
}

function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) >= 0x80) return false;
  return true;
}

function writeDouble(writer: Writer, number: number, value: number): void {
  makeRoom(writer, 8);
  writer.at = writer.buffer.writeDoubleLE(value, writer.at - 8) - 8;
  writeVarint(writer, number * 8 + 1);
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
  if (value < 0) {
    // Two's complement on 64 bits: always ten bytes.
    const whole = BigInt.asUintN(64, BigInt(value));
    for (let index = 9; index >= 0; index--)
      writer.buffer[--writer.at] = Number((whole >> BigInt(7 * index)) & 0x7fn) | (index < 9 ? 0x80 : 0);
    return;
  }
  // From its end, so from the highest seven bits; the others say that more follows.
  let scale = 1;
  while (value / scale >= 0x80) scale *= 0x80;
  for (let more = 0; scale >= 1; scale /= 0x80) {
    writer.buffer[--writer.at] = (Math.floor(value / scale) % 0x80) | more;
    more = 0x80;
  }
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
