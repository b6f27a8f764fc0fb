import {
  type Attribute,
  type AttributeType,
  type JsonObject,
  type JsonValue,
  pascalCase,
  resources,
  rulesOf,
  sentencesAbout,
} from "@thoth-iac/model";
import { exampleManifest } from "./example-manifest.ts";
import { membersOf, pathOf, type Topic } from "./topic.ts";

/** The list of all kinds, for programs. */
export function listDocument(): JsonObject {
  const kinds = Object.values(resources).map(({ name, summary }) => ({
    kind: pascalCase(name),
    resource: name,
    summary,
  }));
  return { kinds };
}

/** What there is to know of a kind or an attribute, for programs. */
export function topicDocument(topic: Topic): JsonObject {
  const { resource, path } = topic;
  const attribute = path.at(-1);
  const about = { kind: pascalCase(resource.name), resource: resource.name, path: pathOf(topic) };
  if (attribute !== undefined) return { ...about, ...attributeDocument(attribute) };
  const { exactlyOneOf, atMostOneOf, requiredWith } = rulesOf(resource);
  return {
    ...about,
    summary: resource.summary,
    ...(resource.notes !== undefined && { notes: resource.notes }),
    identity: [...resource.identity],
    attributes: membersOf(topic).map(attributeDocument),
    rules: {
      exactly_one_of: exactlyOneOf.map((names) => [...names]),
      at_most_one_of: atMostOneOf.map((names) => [...names]),
      required_with: requiredWith.map(({ name, needs }) => ({ name, needs: [...needs] })),
    },
    example: exampleManifest(resource),
  };
}

function attributeDocument(attribute: Attribute): JsonObject {
  const { name, type, input, required, sensitive, requiresReplace, deprecated } = attribute;
  return {
    name,
    description: sentencesAbout(attribute).join(" "),
    type: typeDocument(type),
    settable: input,
    required,
    ...(attribute.default !== undefined && { default: attribute.default }),
    secret: sensitive === true,
    replaces: requiresReplace === true,
    deprecated: deprecated === true,
  };
}

function typeDocument(type: AttributeType): JsonValue {
  if (type.kind === "object") return { kind: type.kind, attributes: type.attributes.map(attributeDocument) };
  if ("element" in type) return { ...type, element: typeDocument(type.element) };
  return { ...type };
}
