import { type Path, ValueError } from "./cty-error.ts";

/** A type constraint of Terraform, in the form its JSON has. */
export type Type =
  | "string"
  | "number"
  | "bool"
  | "dynamic"
  | readonly ["list" | "set" | "map", Type]
  | readonly ["object", Readonly<Record<string, Type>>]
  | readonly ["tuple", readonly Type[]];

const maximumTypeDepth = 256;

/** Gives a type constraint as JSON bytes, as a schema's `type` wants it. */
export function encodeType(type: Type): Uint8Array {
  return Buffer.from(JSON.stringify(type));
}

/** Reads a type constraint from its JSON. */
export function decodeType(bytes: Uint8Array | string, path: Path = []): Type {
  let json: unknown;
  try {
    json = JSON.parse(
      typeof bytes === "string" ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString(),
    );
  } catch (cause) {
    throw new ValueError(path, "the type of the value is not JSON", { cause });
  }
  return typeOf(json, path);
}

/** Checks that parsed JSON is a type constraint, and gives it. */
export function typeOf(json: unknown, path: Path = [], depth = 0): Type {
  if (depth > maximumTypeDepth) throw new ValueError(path, `the type is nested deeper than ${maximumTypeDepth}`);
  if (json === "string" || json === "number" || json === "bool" || json === "dynamic") return json;
  if (Array.isArray(json)) {
    const [kind, inner]: unknown[] = json;
    if ((kind === "list" || kind === "set" || kind === "map") && json.length === 2)
      return [kind, typeOf(inner, path, depth + 1)];
    if (kind === "tuple" && Array.isArray(inner))
      return ["tuple", inner.map((element) => typeOf(element, path, depth + 1))];
    // A third part names optional attributes, which matter to conversion only.
    if (kind === "object" && typeof inner === "object" && inner !== null) {
      const attributes: Record<string, Type> = Object.create(null);
      for (const [name, type] of Object.entries(inner)) attributes[name] = typeOf(type, path, depth + 1);
      return ["object", attributes];
    }
  }
  throw new ValueError(path, `${JSON.stringify(json)} is no type`);
}
