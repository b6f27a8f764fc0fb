import type { Reference, Wanted } from "@thoth-iac/client";
import {
  type Attribute,
  isRecord,
  isSecretName,
  type JsonObject,
  type JsonValue,
  pascalCase,
  type Resource,
  UNKNOWN,
  type Values,
} from "@thoth-iac/model";
import { stringify } from "yaml";

/** One desired instance, with all its values known. */
export interface Desired {
  readonly resource: Resource;
  readonly name: string;
  /** What becomes of it on the server: what is left out is not among them, what references stand for is. */
  readonly values: JsonObject;
  /** Attributes that are written as references, and what they refer to. */
  readonly references: readonly Pointer[];
  /** Addresses. */
  readonly dependsOn: readonly string[];
}

/** An attribute that takes its value from another instance. */
export interface Pointer {
  readonly attribute: string;
  readonly to: string;
  readonly of: string;
  /** The other's attribute is written down, though it is the only one of its identity. */
  readonly spelled: boolean;
}

/** Documents as a person writes them, and where their secrets are. */
export interface Documents {
  readonly documents: readonly JsonObject[];
  readonly env: Readonly<Record<string, string>>;
  /** Texts of files, by their paths beside the manifests. */
  readonly files: Readonly<Record<string, string>>;
}

/** Whether a manifest may write the attribute. */
function isWritable({ input, writeOnly, requiredWith }: Attribute): boolean {
  return input && !writeOnly && requiredWith === undefined;
}

/** The resource without what manifests do not have. */
export function inManifests(resource: Resource): Resource {
  return { ...resource, attributes: resource.attributes.filter((each) => !each.input || isWritable(each)) };
}

/** The attribute whose value is the manifest's name when it is left out; most resources have none. */
function namedByManifest({ identity, attributes }: Resource): string | undefined {
  const [only, ...others] = identity;
  const found = attributes.find(({ name }) => name === only);
  if (found === undefined || others.length > 0 || !found.input || found.required) return undefined;
  return found.type.kind === "string" && found.type.enum === undefined ? found.name : undefined;
}

/** The values with the identity that the name gives. */
export function withIdentity({ resource, name, values }: Pick<Desired, "resource" | "name" | "values">): JsonObject {
  const identity = namedByManifest(resource);
  return identity === undefined || values[identity] !== undefined ? values : { ...values, [identity]: name };
}

/** A set as the engine takes it. */
export function wantedOf(set: readonly Desired[]): readonly Wanted[] {
  return set.map((desired) => {
    const { resource, name, references, dependsOn } = desired;
    const open: Values = Object.fromEntries(references.map(({ attribute }) => [attribute, UNKNOWN]));
    const configuration: Values = { ...withIdentity(desired), ...open };
    const places = references.map(({ attribute, to, of }): Reference => ({ path: [attribute], to, attribute: of }));
    return { resource, name, configuration, references: places, after: dependsOn };
  });
}

/** A set as documents; secrets stand in the environment and in files, in turn. */
export function documentsOf(set: readonly Desired[]): Documents {
  const env: Record<string, string> = {};
  const files: Record<string, string> = {};
  const keep = (secret: string): JsonObject => {
    const count = Object.keys(env).length + Object.keys(files).length;
    if (count % 2 === 0) {
      env[`SECRET_${count}`] = secret;
      return { fromEnv: `SECRET_${count}` };
    }
    files[`secrets/s${count}`] = count % 3 === 0 ? secret : `${secret}\n`;
    return { fromFile: `secrets/s${count}` };
  };
  const documents = set.map((desired) => {
    const { resource, name, values, references, dependsOn } = desired;
    const pointers = references.map((pointer) => [pointer.attribute, pointed(pointer)] as const);
    const spec = Object.entries(values).map(([attribute, value]) => [
      attribute,
      secretsKept(attributeOf(resource, attribute), value, keep),
    ]);
    return {
      apiVersion: "thoth/v1",
      kind: pascalCase(resource.name),
      metadata: { name, ...(dependsOn.length > 0 && { dependsOn }) },
      spec: Object.fromEntries([...spec, ...pointers]),
    };
  });
  return { documents, env, files };
}

/** Documents as one YAML text. */
export function yamlOf(documents: readonly JsonValue[]): string {
  return documents.map((document) => `---\n${stringify(document)}`).join("");
}

function attributeOf(resource: Resource, name: string): Attribute | undefined {
  return resource.attributes.find((attribute) => attribute.name === name);
}

function pointed({ to, of, spelled }: Pointer): JsonObject {
  return { fromResource: to, ...(spelled && { attribute: of }) };
}

function secretsKept(
  attribute: Attribute | undefined,
  value: JsonValue,
  keep: (secret: string) => JsonObject,
): JsonValue {
  if (attribute?.sensitive !== true) return value;
  if (attribute.type.kind !== "json") return keep(String(value));
  return membersKept(value, keep);
}

function membersKept(value: JsonValue, keep: (secret: string) => JsonObject): JsonValue {
  if (Array.isArray(value)) return value.map((item: JsonValue) => membersKept(item, keep));
  if (!isRecord(value)) return value;
  const members = Object.entries(value).map(([key, member]) => [
    key,
    isSecretName(key) && typeof member === "string" ? keep(member) : membersKept(member, keep),
  ]);
  return Object.fromEntries(members);
}
