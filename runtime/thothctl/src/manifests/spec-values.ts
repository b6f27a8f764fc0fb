import {
  type Attribute,
  type AttributePath,
  type AttributeType,
  type Diagnostic,
  error,
  inManifests,
  isList,
  isRecord,
  isSecretName,
  type JsonObject,
  type JsonValue,
  pathText,
  type Resource,
  UNKNOWN,
  type Value,
  type Values,
} from "@thoth-iac/model";
import { type Pointer, pointerIn } from "./pointer.ts";

/** A text that the environment or a file gives. */
export interface SecretUse {
  readonly path: AttributePath;
  readonly from: "env" | "file";
  /** Name of the variable, or path of the file. */
  readonly name: string;
}

/** A value that another manifest gives. */
export interface ResourceUse {
  readonly path: AttributePath;
  readonly to: string;
  /** Absent if the manifest leaves it to the identity of the other. */
  readonly attribute?: string;
  /** What the place takes: undefined where anything will do. */
  readonly type?: AttributeType;
  /** What is taken is not shown. */
  readonly sensitive: boolean;
}

/** A spec with UNKNOWN where references stand, and the references. */
export interface SpecValues {
  readonly values: Values;
  readonly secrets: readonly SecretUse[];
  readonly references: readonly ResourceUse[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Finds the references of a spec, by the types of the resource's attributes. */
export function specValues(resource: Resource, spec: JsonObject, name: string): SpecValues {
  const found: Finding = { name, secrets: [], references: [], diagnostics: [] };
  const attributes = inManifests(resource).attributes;
  return { values: valuesOf(attributes, spec, { finding: found, path: [], sensitive: false }), ...found };
}

interface Finding {
  readonly name: string;
  readonly secrets: SecretUse[];
  readonly references: ResourceUse[];
  readonly diagnostics: Diagnostic[];
}

interface At {
  readonly finding: Finding;
  readonly path: AttributePath;
  readonly sensitive: boolean;
  /** A literal text is a secret in the open here. */
  readonly secret?: boolean;
}

function valuesOf(attributes: readonly Attribute[], values: JsonObject, at: At): Values {
  return withMembers(values, (name, value) => {
    const attribute = attributes.find((each) => each.name === name);
    if (attribute === undefined || value === null) return value;
    const sensitive = at.sensitive || attribute.sensitive === true;
    return readValue(attribute.type, value, { ...at, path: [...at.path, name], sensitive });
  });
}

/** The object with its members changed: itself, if none does, since of thousands of manifests few hold a reference. */
function withMembers(object: JsonObject, change: (key: string, member: JsonValue) => Value): Values {
  const members = Object.entries(object).map(([key, member]) => [key, change(key, member)] as const);
  return members.some(([key, member]) => member !== object[key]) ? Object.fromEntries(members) : object;
}

function withItems(list: readonly JsonValue[], change: (item: JsonValue, position: number) => Value): Value {
  const items = list.map(change);
  return items.some((item, position) => item !== list[position]) ? items : list;
}

function readValue(type: AttributeType, value: JsonValue, at: At): Value {
  const pointer = isRecord(value) ? pointerIn(value) : undefined;
  const below = (step: string | number): At => ({ ...at, path: [...at.path, step] });
  switch (type.kind) {
    case "string":
    case "json_text":
      if (pointer !== undefined) return taken(pointer, at, type);
      if (at.sensitive && typeof value !== "object") return inTheOpen(at, type);
      return value;
    case "json":
      if (at.sensitive && pointer !== undefined && pointer.from !== "resource") return wholeObject(at);
      return jsonOf(value, at);
    case "list":
    case "set":
      if (pointer?.from === "resource") return taken(pointer, at, type);
      return isList(value)
        ? withItems(value, (item, position) => readValue(type.element, item, below(position)))
        : value;
    case "map":
      if (pointer?.from === "resource") return taken(pointer, at, type);
      return isRecord(value) ? withMembers(value, (key, item) => readValue(type.element, item, below(key))) : value;
    case "object":
      if (pointer?.from === "resource") return taken(pointer, at, type);
      return isRecord(value) ? valuesOf(type.attributes, value, at) : value;
    default:
      if (pointer === undefined) return value;
      return pointer.from === "resource" ? taken(pointer, at, type) : noText(at, type);
  }
}

function jsonOf(value: JsonValue, at: At): Value {
  const below = (step: string | number, secret: boolean): At => ({ ...at, path: [...at.path, step], secret });
  const secret = at.secret ?? false;
  if (isList(value)) return withItems(value, (item, position) => jsonOf(item, below(position, secret)));
  if (!isRecord(value)) {
    const isOpen = secret && (typeof value === "string" || typeof value === "number");
    return isOpen ? inTheOpen(at, undefined) : value;
  }
  const pointer = pointerIn(value);
  if (pointer?.from === "resource" || (pointer !== undefined && at.sensitive)) return taken(pointer, at, undefined);
  if (pointer !== undefined && pointer.from !== "nothing") return notHere(at);
  return withMembers(value, (key, member) => jsonOf(member, below(key, secret || (at.sensitive && isSecretName(key)))));
}

function taken(pointer: Pointer, at: At, type: AttributeType | undefined): Value {
  const { finding, path, sensitive } = at;
  if (pointer.from === "nothing") return refused(at, "Not a reference", `${pathText(path)}: ${pointer.reason}`);
  if (pointer.from === "resource") {
    const { to, attribute } = pointer;
    finding.references.push({
      path,
      to,
      sensitive,
      ...(attribute !== undefined && { attribute }),
      ...(type !== undefined && { type }),
    });
  } else {
    finding.secrets.push({ path, from: pointer.from, name: pointer.name });
  }
  return UNKNOWN;
}

/** What to write in place of a secret that stands in the open. */
function inTheOpen(at: At, type: AttributeType | undefined): Value {
  const leaf = String([...at.path].reverse().find((step) => typeof step === "string") ?? "");
  const variable = `${at.finding.name}_${leaf}`
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, "_")
    .replace(/^(?=\d)/, "_");
  const file = type?.kind === "json_text" ? "secrets.json" : "secret.txt";
  const detail = `${pathText(at.path)} is a secret, and no secret is written into a manifest. Write ${leaf}: {fromEnv: ${variable}} and set that variable where thothctl runs, or ${leaf}: {fromFile: ./${file}}.`;
  return refused(at, "A secret stands in the open", detail);
}

function wholeObject(at: At): Value {
  const name = String(at.path[0] ?? "");
  const detail = `${pathText(at.path)} is an object: write its members, and a reference in place of each secret, such as {client_secret: {fromEnv: NAME}}. JSON text that is kept as a whole goes into ${name}_json: {fromFile: PATH}.`;
  return refused(at, "An object, not a text", detail);
}

function noText(at: At, { kind }: AttributeType): Value {
  const what = kind === "bool" ? "true or false" : kind === "integer" ? "a whole number" : "a number";
  const detail = `${pathText(at.path)} takes ${what}, and what the environment or a file gives is text. Write the value.`;
  return refused(at, "A reference cannot stand here", detail);
}

function notHere(at: At): Value {
  const detail = `${pathText(at.path)} belongs to JSON that is shown in plans, where nothing is taken from the environment or from files. Write the value.`;
  return refused(at, "A reference cannot stand here", detail);
}

function refused({ finding, path }: At, summary: string, detail: string): Value {
  finding.diagnostics.push(error("malformed_manifest", { summary, detail, attribute: path }));
  return UNKNOWN;
}
