import {
  type Attribute,
  namedByManifest,
  pascalCase,
  type Resource,
  resources,
  rulesOf,
  sentencesAbout,
  typeName,
} from "@thoth-iac/model";
import { stringify } from "yaml";
import type { Output } from "../output.ts";
import { paragraph } from "../paragraph.ts";
import { exampleManifest } from "./example-manifest.ts";
import { membersOf, type Topic } from "./topic.ts";

type Strong = Output["style"]["strong"];

/** The list of all kinds, as lines for people. */
export function listPage(strong: Strong): readonly string[] {
  const kinds = Object.values(resources).map(({ name, summary }) => ({ kind: pascalCase(name), name, summary }));
  const width = (of: "kind" | "name") => Math.max(...kinds.map((row) => row[of].length)) + 2;
  const line = (kind: string, name: string, summary: string) =>
    `${kind.padEnd(width("kind"))}${name.padEnd(width("name"))}${summary}`;
  return [
    strong(line("KIND", "RESOURCE", "WHAT IT IS")),
    ...kinds.map(({ kind, name, summary }) => line(kind, name, summary)),
    "",
    "More on one of them: thothctl explain BrowserPolicy; on an attribute: thothctl explain BrowserPolicy.policy",
    "The operator's ThothTenant (platform.atensecurity.com/v1alpha1) is read, too.",
  ];
}

/** What there is to know of a kind or an attribute, as lines for people. */
export function topicPage(topic: Topic, strong: Strong): readonly string[] {
  const { resource, path } = topic;
  const attribute = path.at(-1);
  const head = [`${strong("KIND:")}       ${pascalCase(resource.name)}`, `${strong("RESOURCE:")}   ${resource.name}`];
  const sections =
    attribute === undefined
      ? [head, ...kindSections(topic, strong)]
      : [
          [...head, `${strong("ATTRIBUTE:")}  ${path.map(({ name }) => name).join(".")} ${marksOf(attribute)}`],
          attributeSection(topic, attribute, strong),
          ...fieldSections(topic, strong),
        ];
  return sections
    .filter((section) => section.length > 0)
    .flatMap((section, at) => (at === 0 ? section : ["", ...section]));
}

function kindSections(topic: Topic, strong: Strong): readonly (readonly string[])[] {
  const { resource } = topic;
  const notes = resource.notes?.split("\n\n") ?? [];
  return [
    [
      strong("DESCRIPTION:"),
      ...[resource.summary, ...notes, ...(resource.identity.length === 0 ? ["There is one per tenant."] : [])].flatMap(
        (text) => prose(text),
      ),
    ],
    ...fieldSections(topic, strong),
    headed(
      strong("RULES:"),
      ruleTexts(resource).flatMap((text) => prose(text)),
    ),
    [
      strong("EXAMPLE:"),
      ...stringify(exampleManifest(resource))
        .trimEnd()
        .split("\n")
        .map((line) => `  ${line}`),
    ],
  ];
}

function attributeSection(topic: Topic, attribute: Attribute, strong: Strong): readonly string[] {
  const inForm = attribute.sensitive && topic.path.length === 1 ? [secretText] : [];
  const rules = topic.path.length === 1 ? ruleTexts(topic.resource, attribute.name) : [];
  return [
    strong("DESCRIPTION:"),
    ...[...textsAbout(topic, attribute), ...inForm, ...rules].flatMap((text) => prose(text)),
  ];
}

const secretText =
  "It is secret: in a manifest write a reference to where it is kept, {fromEnv: VARIABLE} or {fromFile: path}.";

function fieldSections(topic: Topic, strong: Strong): readonly (readonly string[])[] {
  const members = membersOf(topic);
  const lines = (isInput: boolean) =>
    members.filter(({ input }) => input === isInput).flatMap((attribute) => fieldLines(topic, attribute));
  const kind = pascalCase(topic.resource.name);
  const reference = `Another manifest can refer to them: {fromResource: ${kind}/<name>, attribute: <attribute>}.`;
  return [
    headed(strong(topic.path.length === 0 ? "SPEC:" : "ATTRIBUTES:"), lines(true)),
    headed(strong("DECIDED BY GOVAPI:"), lines(false), prose(reference)),
  ];
}

function headed(heading: string, lines: readonly string[], before: readonly string[] = []): readonly string[] {
  return lines.length === 0 ? [] : [heading, ...before, ...lines];
}

function fieldLines(topic: Topic, attribute: Attribute): readonly string[] {
  return [`  ${attribute.name}  ${marksOf(attribute)}`, ...prose(textsAbout(topic, attribute).join(" "), "      ")];
}

/** What there is to say of an attribute; of one that a manifest's name stands in for, that. */
function textsAbout({ resource, path }: Topic, attribute: Attribute): readonly string[] {
  const isNamed = path.length <= 1 && namedByManifest(resource) === attribute.name;
  const texts = sentencesAbout(isNamed ? { ...attribute, output: false } : attribute);
  return isNamed ? [...texts, "Left out, it is metadata.name."] : texts;
}

function marksOf(attribute: Attribute): string {
  const { type, required, sensitive, deprecated } = attribute;
  return [
    `<${typeName(type)}>`,
    ...(required ? ["required"] : []),
    ...(attribute.default === undefined ? [] : [`default ${JSON.stringify(attribute.default)}`]),
    ...(sensitive ? ["secret"] : []),
    ...(deprecated ? ["deprecated"] : []),
  ].join(" ");
}

/** The rules between attributes, or those that speak of one of them. */
function ruleTexts(resource: Resource, about?: string): readonly string[] {
  const { exactlyOneOf, atMostOneOf, requiredWith } = rulesOf(resource);
  const known = new Set(membersOf({ resource, path: [] }).map(({ name }) => name));
  const groups = (rules: readonly (readonly string[])[]) =>
    rules
      .map((names) => names.filter((name) => known.has(name)))
      .filter((names) => names.length > 1 && (about === undefined || names.includes(about)));
  return [
    ...groups(exactlyOneOf).map((names) => `Exactly one of ${names.join(", ")} must be set.`),
    ...groups(atMostOneOf).map((names) => `At most one of ${names.join(", ")} may be set.`),
    ...requiredWith
      .filter(({ name }) => known.has(name) && (about === undefined || about === name))
      .map(({ name, needs }) => `${name} is only of use together with ${needs.join(", ")}.`),
  ];
}

/** Backticks are Markdown's, for the reference pages. */
function prose(text: string, indent = "  "): readonly string[] {
  return paragraph(text.replaceAll("`", ""), indent, 100);
}
