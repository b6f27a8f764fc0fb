import {
  type Attribute,
  type AttributeType,
  isRecord,
  type JsonObject,
  type JsonValue,
  type Parsed,
  parse,
  type Resource,
  type Result,
  type Values,
} from "@thoth-iac/model";
import { member } from "./json.ts";

/**
 * What a body may hold, in GovAPI's own names: the inputs of resources, each put where its `wire` says. Forms of one
 * value (a text and its twin) have one place and appear once.
 */
export type BodyAttributes = readonly Attribute[];

/** The body attributes of resources that share a route. `creating` says whether required inputs are asked for. */
export function bodyAttributesOf(owners: readonly Pick<Resource, "attributes" | "exactlyOneOf">[]): BodyAttributes {
  const required = new Set(owners.flatMap(requiredPlaces));
  const placed = owners.flatMap(({ attributes }) => attributes.filter(hasPlace));
  // Typed forms come before free JSON, and free JSON before JSON text, of which the wire knows nothing.
  const ranked = placed.toSorted((one, other) => rank(one.type) - rank(other.type));
  let tree: readonly Attribute[] = [];
  for (const attribute of ranked) tree = placedAt(tree, attribute.wire ?? [], asWire(attribute, required));
  return tree;
}

/** The diagnostics of a body, in its own names; members that the model does not know are not looked at. */
export function checkBody(name: string, attributes: BodyAttributes, body: JsonObject): Result<Values> {
  const owner: Parsed = { name, attributes };
  return parse(owner, knownMembers(attributes, body));
}

/** The places of a body that hold secrets, as paths. */
export function sensitivePlaces(
  attributes: BodyAttributes,
  above: readonly string[] = [],
): readonly (readonly string[])[] {
  return attributes.flatMap((attribute) => {
    const path = [...above, attribute.name];
    if (attribute.sensitive) return [path];
    return attribute.type.kind === "object" ? sensitivePlaces(attribute.type.attributes, path) : [];
  });
}

function hasPlace(attribute: Attribute): boolean {
  return (
    attribute.input &&
    attribute.wire !== undefined &&
    attribute.wire.length > 0 &&
    !attribute.overlay &&
    !attribute.writeOnly
  );
}

// Of two forms of one value each is optional, while the value itself is not.
function requiredPlaces({ attributes, exactlyOneOf = [] }: Pick<Resource, "attributes" | "exactlyOneOf">): string[] {
  const placesOf = (names: readonly string[]) =>
    new Set(attributes.filter(({ name }) => names.includes(name)).map(({ wire }) => wire?.join(".") ?? ""));
  return exactlyOneOf.map(placesOf).flatMap((places) => (places.size === 1 ? [...places] : []));
}

function rank(type: AttributeType): number {
  return type.kind === "json_text" ? 2 : type.kind === "json" ? 1 : 0;
}

function asWire(attribute: Attribute, required: ReadonlySet<string>): Attribute {
  const place = attribute.wire ?? [];
  const { requiredWith: _, twin: __, ...rest } = attribute;
  return {
    ...rest,
    name: place.at(-1) ?? attribute.name,
    type: wireType(attribute.type),
    required: attribute.required || required.has(place.join(".")),
  };
}

function wireType(type: AttributeType): AttributeType {
  switch (type.kind) {
    case "json_text":
      return { kind: "json", ...(type.root !== undefined && { root: type.root }) };
    case "object":
      return { kind: "object", attributes: bodyAttributesOf([type]) };
    case "list":
    case "set":
    case "map":
      return { ...type, element: wireType(type.element) };
    default:
      return type;
  }
}

function placedAt(tree: readonly Attribute[], path: readonly string[], leaf: Attribute): readonly Attribute[] {
  const [name, ...rest] = path;
  if (name === undefined) return tree;
  const there = tree.find((attribute) => attribute.name === name);
  if (rest.length === 0) return there === undefined ? [...tree, leaf] : tree;
  const inner = there?.type.kind === "object" ? there.type.attributes : [];
  const folder: Attribute = {
    name,
    description: "",
    type: { kind: "object", attributes: placedAt(inner, rest, leaf) },
    input: true,
    output: true,
    required: false,
    wire: [name],
  };
  return there === undefined ? [...tree, folder] : tree.map((attribute) => (attribute === there ? folder : attribute));
}

function knownMembers(attributes: BodyAttributes, body: JsonObject): JsonObject {
  const known = attributes.flatMap(({ name, type }) => {
    const value = member(body, name);
    return value === undefined ? [] : [[name, knownPart(type, value)] as const];
  });
  return Object.fromEntries(known);
}

function knownPart(type: AttributeType, value: JsonValue): JsonValue {
  if (type.kind === "object" && isRecord(value)) return knownMembers(type.attributes, value);
  if ((type.kind === "list" || type.kind === "set") && Array.isArray(value))
    return value.map((item: JsonValue) => knownPart(type.element, item));
  if (type.kind === "map" && isRecord(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, knownPart(type.element, item)]));
  }
  return value;
}
