import { type Around, inputsSchema, type JsonSchema } from "./json-schema.ts";
import { inManifests, manifestNamePattern, manifestVersion, resourcesByKind } from "./manifest.ts";
import { manifestParts, partRef } from "./manifest-schema-parts.ts";
import type { Resource } from "./resource.ts";

/** The JSON Schema (2020-12) of a manifest of any kind, for editors that complete and check as one types. */
export function manifestSchema(): JsonSchema {
  const kinds = [...resourcesByKind];
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "Thoth manifest",
    description: "One instance that a tenant is to have.",
    type: "object",
    properties: {
      apiVersion: { description: "The form of the manifest.", const: manifestVersion },
      kind: {
        description: "The kind of the instance.",
        oneOf: kinds.map(([kind, { summary }]) => ({ const: kind, description: summary })),
      },
      metadata: partRef("metadata"),
      spec: { description: "What the instance is to be.", type: ["object", "null"] },
    },
    required: ["apiVersion", "kind", "metadata"],
    additionalProperties: false,
    allOf: kinds.map(([kind, resource]) => ({
      if: { properties: { kind: { const: kind } }, required: ["kind"] },
      // biome-ignore lint/suspicious/noThenProperty: it is JSON Schema's word, and the object is no promise.
      then: specOf(kind, resource),
    })),
    $defs: {
      ...manifestParts(manifestNamePattern.source),
      ...Object.fromEntries(
        kinds.map(([kind, resource]) => [kind, inputsSchema(inManifests(resource), withReferences)]),
      ),
    },
  };
}

/** What has no required input may do without a spec. */
function specOf(kind: string, { attributes, exactlyOneOf = [] }: Resource): JsonSchema {
  const isNeeded = exactlyOneOf.length > 0 || attributes.some(({ required }) => required);
  const spec = partRef(kind);
  return isNeeded
    ? { properties: { spec }, required: ["spec"] }
    : { properties: { spec: { anyOf: [spec, { type: "null" }] } } };
}

/** A text may be kept elsewhere, a secret has to be; and what another instance has may be taken for any value. */
const withReferences: Around =
  ({ sensitive = false }) =>
  ({ kind }, plain) => {
    if (kind === "json")
      return sensitive
        ? partRef("jsonWithSecrets")
        : { anyOf: [partRef("fromResource"), { ...plain, ...partRef("json") }] };
    if (kind === "integer") return { anyOf: [{ ...keptExactly, ...plain }, partRef("fromResource")] };
    if (kind !== "string" && kind !== "json_text") return { anyOf: [plain, partRef("fromResource")] };
    return sensitive ? partRef("secret") : { anyOf: [plain, partRef("textReference")] };
  };

/** The whole numbers that JSON keeps as they are written. */
const keptExactly: JsonSchema = { minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER };
