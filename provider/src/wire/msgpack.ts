/** What MessagePack can say. An integer is a number up to 2^53 and a bigint beyond; maps have text for keys. */
export type MsgpackValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | Extension
  | readonly MsgpackValue[]
  | ReadonlyMap<string, MsgpackValue>;

/** A value of an extension type: a number for the kind, and bytes that mean what the kind says. */
export interface Extension {
  readonly code: number;
  readonly data: Uint8Array;
}

/** Bytes that are not MessagePack as Terraform writes it, or a value that MessagePack cannot say. */
export class MsgpackError extends Error {
  override readonly name = "MsgpackError";
}

/** Nesting beyond which a value is refused, in both directions. */
export const maximumNesting = 512;
