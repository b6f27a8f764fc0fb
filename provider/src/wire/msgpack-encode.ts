import { MsgpackError, type MsgpackValue, maximumNesting } from "./msgpack.ts";

/** Encodes a value, each part in the shortest form that MessagePack has for it. */
export function encodeMsgpack(value: MsgpackValue): Uint8Array {
  const writer: Writer = { buffer: Buffer.allocUnsafe(512), at: 0 };
  writeValue(writer, value, 0);
  return writer.buffer.subarray(0, writer.at);
}

interface Writer {
  buffer: Buffer;
  at: number;
}

function writeValue(writer: Writer, value: MsgpackValue, depth: number): void {
  if (depth > maximumNesting) throw new MsgpackError(`values are nested deeper than ${maximumNesting}`);
  if (value === null) writeByte(writer, 0xc0);
  else if (typeof value === "boolean") writeByte(writer, value ? 0xc3 : 0xc2);
  else if (typeof value === "number") writeNumber(writer, value);
  else if (typeof value === "bigint") writeBigint(writer, value);
  else if (typeof value === "string") writeString(writer, value);
  else if (value instanceof Uint8Array) {
    writeHead(writer, value.length, [0xc4, 0xc5, 0xc6]);
    writeBytes(writer, value);
  } else if (value instanceof Map) {
    if (value.size < 16) writeByte(writer, 0x80 | value.size);
    else writeHead(writer, value.size, [undefined, 0xde, 0xdf]);
    for (const [key, element] of value) {
      writeString(writer, key);
      writeValue(writer, element, depth + 1);
    }
  } else if (isArray(value)) {
    if (value.length < 16) writeByte(writer, 0x90 | value.length);
    else writeHead(writer, value.length, [undefined, 0xdc, 0xdd]);
    for (const element of value) writeValue(writer, element, depth + 1);
  } else if ("code" in value) {
    const { code, data } = value;
    const fixed = [1, 2, 4, 8, 16].indexOf(data.length);
    if (fixed >= 0) writeByte(writer, 0xd4 + fixed);
    else writeHead(writer, data.length, [0xc7, 0xc8, 0xc9]);
    writer.at = makeRoom(writer, 1).buffer.writeInt8(code, writer.at);
    writeBytes(writer, data);
  }
}

/** `Array.isArray`, which does not narrow a readonly array out of a union. */
function isArray(value: MsgpackValue): value is readonly MsgpackValue[] {
  return Array.isArray(value);
}

function writeNumber(writer: Writer, value: number): void {
  if (!Number.isSafeInteger(value)) {
    writeByte(writer, 0xcb);
    writer.at = makeRoom(writer, 8).buffer.writeDoubleBE(value, writer.at);
  } else if (value >= 0) {
    if (value < 0x80) writeByte(writer, value);
    else if (value <= 0xffffffff) writeHead(writer, value, [0xcc, 0xcd, 0xce]);
    else writeBigint(writer, BigInt(value));
  } else if (value >= -0x20) writeByte(writer, 0x100 + value);
  else if (value >= -0x80) {
    writeByte(writer, 0xd0);
    writer.at = makeRoom(writer, 1).buffer.writeInt8(value, writer.at);
  } else if (value >= -0x8000) {
    writeByte(writer, 0xd1);
    writer.at = makeRoom(writer, 2).buffer.writeInt16BE(value, writer.at);
  } else if (value >= -0x80000000) {
    writeByte(writer, 0xd2);
    writer.at = makeRoom(writer, 4).buffer.writeInt32BE(value, writer.at);
  } else writeBigint(writer, BigInt(value));
}

function writeBigint(writer: Writer, value: bigint): void {
  if (value >= 0n && value < 1n << 64n) {
    writeByte(writer, 0xcf);
    writer.at = makeRoom(writer, 8).buffer.writeBigUInt64BE(value, writer.at);
  } else if (value < 0n && value >= -(1n << 63n)) {
    writeByte(writer, 0xd3);
    writer.at = makeRoom(writer, 8).buffer.writeBigInt64BE(value, writer.at);
  } else throw new MsgpackError(`the integer ${value} does not fit into 64 bits`);
}

function writeString(writer: Writer, value: string): void {
  const length = Buffer.byteLength(value);
  if (length < 32) writeByte(writer, 0xa0 | length);
  else writeHead(writer, length, [0xd9, 0xda, 0xdb]);
  makeRoom(writer, length).buffer.write(value, writer.at);
  writer.at += length;
}

/** Writes a length with the head that stands for its size: 1, 2 or 4 bytes. Arrays and maps have no head for 1. */
function writeHead(writer: Writer, length: number, heads: readonly [number | undefined, number, number]): void {
  const { buffer } = makeRoom(writer, 5);
  const [one, two, four] = heads;
  if (one !== undefined && length <= 0xff) {
    writer.at = buffer.writeUInt8(length, buffer.writeUInt8(one, writer.at));
  } else if (length <= 0xffff) {
    writer.at = buffer.writeUInt16BE(length, buffer.writeUInt8(two, writer.at));
  } else writer.at = buffer.writeUInt32BE(length, buffer.writeUInt8(four, writer.at));
}

function writeByte(writer: Writer, byte: number): void {
  makeRoom(writer, 1).buffer[writer.at++] = byte;
}

function writeBytes(writer: Writer, bytes: Uint8Array): void {
  makeRoom(writer, bytes.length).buffer.set(bytes, writer.at);
  writer.at += bytes.length;
}

function makeRoom(writer: Writer, length: number): Writer {
  if (writer.buffer.length - writer.at < length) {
    const larger = Buffer.allocUnsafe(2 * writer.buffer.length + length);
    writer.buffer.copy(larger, 0, 0, writer.at);
    writer.buffer = larger;
  }
  return writer;
}
