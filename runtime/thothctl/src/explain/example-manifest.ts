import {
  type Attribute,
  isList,
  isRecord,
  isSecretName,
  type JsonObject,
  type JsonValue,
  pascalCase,
  type Resource,
} from "@thoth-iac/model";

/** The model's example of a resource as a manifest, with references in place of its secrets. */
export function exampleManifest(resource: Resource): JsonObject {
  const example = resource.example as JsonObject; // examples are written for the model's inputs, which are JSON
  const spec = Object.entries(example).map(([name, value]): [string, JsonValue] => {
    const attribute = resource.attributes.find((one) => one.name === name);
    return [name, attribute?.sensitive ? withReferences(attribute, value) : value];
  });
  return {
    apiVersion: "thoth/v1",
    kind: pascalCase(resource.name),
    metadata: { name: nameFor(resource, example) },
    spec: Object.fromEntries(spec),
  };
}

function withReferences({ name }: Attribute, value: JsonValue): JsonValue {
  return typeof value === "object" ? hidden(value) : { fromEnv: variableFor(name) };
}

/** Of a JSON object only the members that are secrets by their name need to be references. */
function hidden(value: JsonValue): JsonValue {
  if (isList(value)) return value.map(hidden);
  if (!isRecord(value)) return value;
  const members = Object.entries(value);
  return Object.fromEntries(
    members.map(([key, member]) => [key, isSecretName(key) ? { fromEnv: variableFor(key) } : hidden(member)]),
  );
}

function variableFor(name: string): string {
  return name.toUpperCase().replace(/[^A-Z0-9]+/g, "_");
}

/** What its identity says, else what people call it, in the letters that a name may have. */
function nameFor({ identity }: Resource, example: JsonObject): string {
  const [first = ""] = identity;
  const text = String(example[first] ?? example.name ?? "");
  const name = text.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  return name.replace(/^-|-$/g, "") || "example";
}
