import { ProtobufError } from "./protobuf.ts";

/** Bytes, and how far they have been read. */
export interface Reader {
  readonly bytes: Uint8Array;
  at: number;
}

/** How a value is written on the wire, by the last three bits of its tag. */
export const wireTypes = { varint: 0, fixed64: 1, delimited: 2, fixed32: 5 } as const;

/** Reads an integer: a number up to 7 bytes (49 bits), and a bigint beyond, so that the common case costs no bigint. */
export function readVarint(reader: Reader, end: number): number | bigint {
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

/** Reads a length, and gives where what is that long stops. */
export function readLength(reader: Reader, end: number): number {
  const length = readVarint(reader, end);
  if (length > end - reader.at) throw new ProtobufError(`a length of ${length} passes the end of the message`);
  return reader.at + Number(length);
}

const scratch = new DataView(new ArrayBuffer(8));

/** Reads a floating-point number of 64 bits. */
export function readDouble(reader: Reader, end: number): number {
  if (reader.at + 8 > end) throw new ProtobufError("the message ends in the middle of a field");
  for (let index = 0; index < 8; index++) scratch.setUint8(index, byteAt(reader.bytes, reader.at++, end));
  return scratch.getFloat64(0, true);
}

// A byte order mark is part of the text here, and broken UTF-8 is an error rather than a replaced character.
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
// Below this length, characters put together one by one are there sooner than the decoder's answer.
const shortBytes = 24;

/** Reads the text that stops at `stop`; `name` is the field's, for the error. */
export function readText(reader: Reader, stop: number, name: string): string {
  const start = reader.at;
  reader.at = stop;
  if (stop - start <= shortBytes) {
    const text = readAscii(reader.bytes, start, stop);
    if (text !== undefined) return text;
  }
  try {
    return utf8.decode(reader.bytes.subarray(start, stop));
  } catch (cause) {
    throw new ProtobufError(`field ${name} is not UTF-8`, { cause });
  }
}

function readAscii(bytes: Uint8Array, start: number, stop: number): string | undefined {
  let text = "";
  for (let at = start; at < stop; at++) {
    const byte = byteAt(bytes, at, stop);
    if (byte >= 0x80) return undefined;
    text += String.fromCharCode(byte);
  }
  return text;
}

/** Passes over a field that is not known. */
export function skip(reader: Reader, end: number, wireType: number): void {
  if (wireType === wireTypes.varint) readVarint(reader, end);
  else if (wireType === wireTypes.delimited) reader.at = readLength(reader, end);
  else if (wireType === wireTypes.fixed64) reader.at += 8;
  else if (wireType === wireTypes.fixed32) reader.at += 4;
  else throw new ProtobufError(`wire type ${wireType} is not part of the protocol`);
  if (reader.at > end) throw new ProtobufError("the message ends in the middle of a field");
}

function byteAt(bytes: Uint8Array, at: number, end: number): number {
  const byte = at < end ? bytes[at] : undefined;
  if (byte === undefined) throw new ProtobufError("the message ends in the middle of an integer");
  return byte;
}
