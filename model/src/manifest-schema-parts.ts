import type { JsonSchema } from "./json-schema.ts";
import { secretName } from "./value.ts";

/** Refers to a part of the schema of manifests. */
export function partRef(name: string): JsonSchema {
  return { $ref: `#/$defs/${name}` };
}

/** What the schemas of all kinds of manifests have in common. */
export function manifestParts(namePattern: string): { readonly [name: string]: JsonSchema } {
  const address = `^[A-Z][A-Za-z0-9]*/${namePattern.replace(/^\^/, "")}`;
  const reference = (name: string, description: string, value: JsonSchema): JsonSchema => ({
    description,
    type: "object",
    properties: { [name]: value },
    required: [name],
    additionalProperties: false,
  });
  const references = ["fromEnv", "fromFile", "fromResource"].map(partRef);
  return {
    metadata: {
      description: "What the manifest is called, and what it has to wait for.",
      type: "object",
      properties: {
        name: { description: "No other manifest of the kind has the name.", type: "string", pattern: namePattern },
        dependsOn: {
          description: "Manifests that have to be applied before this one.",
          type: "array",
          items: { type: "string", pattern: address, examples: ["GovernanceSettings/baseline"] },
        },
        labels: { description: "Left alone." },
        annotations: { description: "Left alone." },
      },
      required: ["name"],
      additionalProperties: false,
    },
    fromEnv: reference("fromEnv", "The text that an environment variable holds where thothctl runs.", {
      type: "string",
      pattern: "^[A-Za-z_][A-Za-z0-9_]*$",
      examples: ["JAMF_CLIENT_SECRET"],
    }),
    fromFile: reference(
      "fromFile",
      "The text that a file holds, without the end of its last line. Its path starts at the folder of the manifest.",
      { type: "string", pattern: "^[^\\u0000]+$", examples: ["./secrets/jamf"] },
    ),
    fromResource: {
      description: "The value that an attribute of another manifest has once it is applied.",
      type: "object",
      properties: {
        fromResource: {
          description: "Address of the other manifest.",
          type: "string",
          pattern: address,
          examples: ["MdmProvider/jamf"],
        },
        attribute: {
          description: "The attribute. It may be left out where one alone identifies the other.",
          type: "string",
        },
      },
      required: ["fromResource"],
      additionalProperties: false,
    },
    textReference: { anyOf: references },
    secret: { description: secretIs, anyOf: references },
    json: {
      ...exact,
      not: { anyOf: [partRef("fromEnv"), partRef("fromFile")] },
      additionalProperties: partRef("json"),
      items: partRef("json"),
    },
    jsonWithSecrets: {
      description: "An object in which a reference stands in place of each secret.",
      anyOf: [partRef("fromResource"), partRef("objectWithSecrets")],
    },
    objectWithSecrets: {
      ...objectOf(partRef("valueWithSecrets")),
      patternProperties: { [anyCase(secretName.source)]: partRef("secretMember") },
    },
    valueWithSecrets: {
      ...exact,
      anyOf: [
        ...references,
        { type: ["string", "number", "boolean", "null"] },
        { type: "array", items: partRef("valueWithSecrets") },
        partRef("objectWithSecrets"),
      ],
    },
    secretMember: {
      description: secretIs,
      anyOf: [
        ...references,
        { type: ["boolean", "null"] },
        { type: "array", items: partRef("secretMember") },
        objectOf(partRef("secretMember")),
      ],
    },
  };
}

const secretIs = "A secret, which is never written into a manifest but referred to.";

/** Numbers that are kept exactly, and keys that GovAPI takes. */
const exact: JsonSchema = {
  if: { type: "integer" },
  // biome-ignore lint/suspicious/noThenProperty: it is JSON Schema's word, and the object is no promise.
  then: { minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER },
  propertyNames: { not: { const: "__proto__" } },
};

/** An object that is no reference, and not meant as one. */
function objectOf(member: JsonSchema): JsonSchema {
  return {
    type: "object",
    not: { anyOf: ["fromEnv", "fromFile", "fromResource"].map((name) => ({ required: [name] })) },
    propertyNames: { not: { const: "__proto__" } },
    additionalProperties: member,
  };
}

/** A pattern without its flag for letter case, which JSON Schema does not have. */
function anyCase(pattern: string): string {
  return pattern.replace(/\[a-z\]|[a-z]/g, (found) =>
    found.length > 1 ? "[A-Za-z]" : `[${found}${found.toUpperCase()}]`,
  );
}
