import {
  type Attribute,
  type AttributeType,
  camelCase,
  isList,
  isRecord,
  isSecretName,
  type JsonValue,
  parseJson,
} from "@thoth-iac/model";
import { type NamedType, namedType, type Owner } from "../schema-types.ts";
import { moduleOf } from "../tokens.ts";
import { inputsOf, viewOf } from "../view.ts";

/** A value of an example, as every language has to write it. */
export type Sample =
  | { readonly kind: "literal"; readonly value: string | number | boolean | null; readonly fraction?: boolean }
  | { readonly kind: "enum"; readonly type: NamedType; readonly value: string }
  /** A secret, which a program takes from the stack's configuration. */
  | { readonly kind: "secret"; readonly key: string }
  | { readonly kind: "json_text"; readonly value: Sample }
  /** Without `element` the items are free JSON. */
  | { readonly kind: "list"; readonly items: readonly Sample[]; readonly element?: AttributeType }
  | { readonly kind: "map"; readonly members: Members; readonly element?: AttributeType }
  | { readonly kind: "object"; readonly members: Members; readonly type?: NamedType };

/** Names, or keys, with their values. */
export type Members = readonly (readonly [name: string, value: Sample])[];

/** One part of a component's example: an instance of its resource, under a key if there may be many. */
export interface PartSample {
  readonly part: string;
  readonly key?: string;
  readonly members: Members;
  readonly secrets: readonly string[];
}

/** What a program says: arguments by their names. */
export interface Arguments {
  readonly members: Members;
  /** What the program takes from the stack's configuration, by its keys. */
  readonly secrets: readonly string[];
}

/** The example of a resource or a data source. */
export interface OwnerSample extends Arguments {
  readonly owner: Owner;
}

/** The example of a resource or a data source, with the secrets taken out. */
export function sampleOf(owner: Owner, types: readonly NamedType[]): OwnerSample {
  const example = owner.example as { readonly [name: string]: JsonValue }; // examples are JSON: nothing else can be written in one
  const inputs = inputsOf(viewOf(owner));
  const secrets = new Set<string>();
  const reading = { module: moduleOf(owner.token), types, secrets };
  const members = Object.entries(example).flatMap(([written, value]) => {
    const input = inputs.find(({ name }) => name === camelCase(written));
    return input === undefined ? [] : [[input.name, attributeSample(input, value, reading)] as const];
  });
  return { owner, members, secrets: [...secrets] };
}

interface Reading {
  readonly module: string;
  readonly types: readonly NamedType[];
  readonly secrets: Set<string>;
}

function attributeSample({ name, type, sensitive }: Attribute, value: JsonValue, reading: Reading): Sample {
  if (!sensitive) return typed(type, value, reading);
  return isRecord(value) ? hidden(value, reading) : secret(name, reading);
}

function secret(name: string, { secrets }: Reading): Sample {
  const key = camelCase(name);
  secrets.add(key);
  return { kind: "secret", key };
}

/** Free JSON, in which members that are named like secrets are. */
function hidden(value: JsonValue, reading: Reading): Sample {
  if (!isRecord(value)) return free(value);
  const members = Object.entries(value).map(
    ([key, member]) => [key, isSecretName(key) ? secret(key, reading) : hidden(member, reading)] as const,
  );
  return { kind: "map", members };
}

function free(value: JsonValue): Sample {
  if (isList(value)) return { kind: "list", items: value.map(free) };
  if (isRecord(value)) return { kind: "map", members: Object.entries(value).map(([key, one]) => [key, free(one)]) };
  return { kind: "literal", value };
}

function typed(type: AttributeType, value: JsonValue, reading: Reading): Sample {
  const named = namedType(reading.types, reading.module, type);
  if (type.kind === "json") return free(value);
  if (type.kind === "json_text" && typeof value === "string")
    return { kind: "json_text", value: free(parseJson(value) ?? null) };
  if (isList(value)) {
    const element = "element" in type ? { element: type.element } : {};
    return {
      kind: "list",
      items: value.map((item) => ("element" in type ? typed(type.element, item, reading) : free(item))),
      ...element,
    };
  }
  if (!isRecord(value)) {
    if (named && typeof value === "string") return { kind: "enum", type: named, value };
    return { kind: "literal", value, ...(type.kind === "number" && { fraction: true }) };
  }
  if (type.kind === "object" && named) {
    const members = Object.entries(value).flatMap(([written, member]) => {
      const inner = type.attributes.find(({ name }) => name === camelCase(written));
      return inner === undefined ? [] : [[inner.name, attributeSample(inner, member, reading)] as const];
    });
    return { kind: "object", members, type: named };
  }
  if (!("element" in type)) return free(value);
  const members = Object.entries(value).map(([key, one]) => [key, typed(type.element, one, reading)] as const);
  return { kind: "map", members, element: type.element };
}
