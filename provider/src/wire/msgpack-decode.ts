import { type Extension, MsgpackError, type MsgpackValue, maximumNesting } from "./msgpack.ts";

/** Decodes exactly one value. Byte strings are views into the input, not copies. */
export function decodeMsgpack(bytes: Uint8Array): MsgpackValue {
  const reader: Reader = { bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), at: 0 };
  const value = readValue(reader, 0);
  if (reader.at !== bytes.length) throw new MsgpackError(`${bytes.length - reader.at} bytes follow the value`);
  return value;
}

interface Reader {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  at: number;
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function readValue(reader: Reader, depth: number): MsgpackValue {
  if (depth > maximumNesting) throw new MsgpackError(`values are nested deeper than ${maximumNesting}`);
  const head = reader.view.getUint8(take(reader, 1));
  if (head < 0x80) return head;
  if (head < 0x90) return readMap(reader, head & 0x0f, depth);
  if (head < 0xa0) return readArray(reader, head & 0x0f, depth);
  if (head < 0xc0) return readString(reader, head & 0x1f);
  if (head >= 0xe0) return head - 0x100;
  switch (head) {
    case 0xc0:
      return null;
    case 0xc2:
      return false;
    case 0xc3:
      return true;
    case 0xc4:
    case 0xc5:
    case 0xc6:
      return readBytes(reader, readLength(reader, head - 0xc4));
    case 0xc7:
    case 0xc8:
    case 0xc9:
      return readExtension(reader, readLength(reader, head - 0xc7));
    case 0xca:
      return reader.view.getFloat32(take(reader, 4));
    case 0xcb:
      return reader.view.getFloat64(take(reader, 8));
    case 0xcc:
    case 0xcd:
    case 0xce:
      return readLength(reader, head - 0xcc);
    case 0xcf:
      return smallest(reader.view.getBigUint64(take(reader, 8)));
    case 0xd0:
      return reader.view.getInt8(take(reader, 1));
    case 0xd1:
      return reader.view.getInt16(take(reader, 2));
    case 0xd2:
      return reader.view.getInt32(take(reader, 4));
    case 0xd3:
      return smallest(reader.view.getBigInt64(take(reader, 8)));
    case 0xd4:
    case 0xd5:
    case 0xd6:
    case 0xd7:
    case 0xd8:
      return readExtension(reader, 1 << (head - 0xd4));
    case 0xd9:
    case 0xda:
    case 0xdb:
      return readString(reader, readLength(reader, head - 0xd9));
    case 0xdc:
    case 0xdd:
      return readArray(reader, readLength(reader, head - 0xdc + 1), depth);
    case 0xde:
    case 0xdf:
      return readMap(reader, readLength(reader, head - 0xde + 1), depth);
    default:
      throw new MsgpackError(`the byte 0x${head.toString(16)} starts no value`);
  }
}

/** Moves on by a number of bytes and gives where they start. */
function take(reader: Reader, count: number): number {
  const start = reader.at;
  if (count > reader.bytes.length - start) throw new MsgpackError("the value ends too early");
  reader.at = start + count;
  return start;
}

/** Reads an unsigned integer of 1, 2 or 4 bytes. */
function readLength(reader: Reader, power: number): number {
  if (power === 0) return reader.view.getUint8(take(reader, 1));
  return power === 1 ? reader.view.getUint16(take(reader, 2)) : reader.view.getUint32(take(reader, 4));
}

function readBytes(reader: Reader, length: number): Uint8Array {
  const start = take(reader, length);
  return reader.bytes.subarray(start, start + length);
}

function readString(reader: Reader, length: number): string {
  try {
    return utf8.decode(readBytes(reader, length));
  } catch (cause) {
    if (cause instanceof MsgpackError) throw cause;
    throw new MsgpackError("a string is not UTF-8", { cause });
  }
}

function readExtension(reader: Reader, length: number): Extension {
  const code = reader.view.getInt8(take(reader, 1));
  return { code, data: readBytes(reader, length) };
}

function readArray(reader: Reader, count: number, depth: number): MsgpackValue[] {
  refuseMoreThanFits(reader, count);
  const elements: MsgpackValue[] = [];
  for (let index = 0; index < count; index++) elements.push(readValue(reader, depth + 1));
  return elements;
}

function readMap(reader: Reader, count: number, depth: number): Map<string, MsgpackValue> {
  refuseMoreThanFits(reader, 2 * count);
  const map = new Map<string, MsgpackValue>();
  for (let index = 0; index < count; index++) {
    const key = readValue(reader, depth + 1);
    if (typeof key !== "string") throw new MsgpackError("a map has a key that is not text");
    if (map.has(key)) throw new MsgpackError(`a map has the key ${JSON.stringify(key)} twice`);
    map.set(key, readValue(reader, depth + 1));
  }
  return map;
}

/** Every element takes a byte at least, so that a count beyond what is left is known to be false before it costs anything. */
function refuseMoreThanFits(reader: Reader, count: number): void {
  if (count > reader.bytes.length - reader.at) throw new MsgpackError(`${count} elements do not fit into the value`);
}

function smallest(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}
