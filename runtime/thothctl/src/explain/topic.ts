import {
  type Attribute,
  error,
  failure,
  inManifests,
  nearest,
  pascalCase,
  type Resource,
  type Result,
  resources,
  success,
} from "@thoth-iac/model";

/** What a person asks about: a kind, or an attribute of one, however deep inside. */
export interface Topic {
  readonly resource: Resource;
  /** The way down to the attribute; empty for the kind itself. */
  readonly path: readonly Attribute[];
}

/** The topic that a text such as `browser_policy.policy` names, in any of the spellings that the faces use. */
export function topicOf(text: string): Result<Topic> {
  const [first = "", ...steps] = text.split(".");
  const all: readonly Resource[] = Object.values(resources);
  const named = first.replace(/^thoth_/, "");
  const resource = all.find(({ name }) => isSameWord(name, named));
  if (resource === undefined) {
    const meant = nearest(
      letters(named),
      all.map(({ name }) => letters(name)),
    );
    const kind = all.find(({ name }) => letters(name) === meant);
    return unknown(`There is no kind ${JSON.stringify(first)}`, [
      kind && `Did you mean ${pascalCase(kind.name)}?`,
      "All kinds: thothctl explain",
    ]);
  }
  // The way to an attribute in a manifest is as good as its name: `browser_policy.spec.policy`.
  const inSpec = steps[0] === "spec" && !resource.attributes.some(({ name }) => name === "spec");
  return attributeAt({ resource, path: [] }, inSpec ? steps.slice(1) : steps);
}

function attributeAt(topic: Topic, steps: readonly string[]): Result<Topic> {
  const [step, ...rest] = steps;
  if (step === undefined) return success(topic);
  const { resource, path } = topic;
  const among = membersOf(topic);
  const attribute = among.find(({ name }) => isSameWord(name, step));
  if (attribute !== undefined) return attributeAt({ resource, path: [...path, attribute] }, rest);
  const at = pathOf(topic);
  if (among.length === 0) return unknown(`${at} has no attributes of its own`, [`What it is: thothctl explain ${at}`]);
  const meant = nearest(
    step,
    among.map(({ name }) => name),
  );
  return unknown(`${at} has no attribute ${JSON.stringify(step)}`, [
    meant === undefined ? undefined : `Did you mean ${meant}?`,
    `All of them: thothctl explain ${at}`,
  ]);
}

/** The attributes that a topic has inside, as manifests know them. */
export function membersOf({ resource, path }: Topic): readonly Attribute[] {
  const last = path.at(-1);
  if (last !== undefined) return insideOf(last.type);
  return inManifests(resource).attributes;
}

function insideOf(type: Attribute["type"]): readonly Attribute[] {
  if (type.kind === "object") return type.attributes;
  return "element" in type ? insideOf(type.element) : [];
}

/** What a person types to ask about a topic: `BrowserPolicy.policy`. */
export function pathOf({ resource, path }: Topic): string {
  return [pascalCase(resource.name), ...path.map(({ name }) => name)].join(".");
}

function unknown(summary: string, hints: readonly (string | undefined)[]) {
  return failure(error("usage", { summary, detail: hints.filter((hint) => hint !== undefined).join(" ") }));
}

function isSameWord(left: string, right: string): boolean {
  return letters(left) === letters(right);
}

/** `browser_policy`, `browser-policy`, `BrowserPolicy` and `browser policy` are one word. */
function letters(word: string): string {
  return word.toLowerCase().replace(/[-_ ]/g, "");
}
