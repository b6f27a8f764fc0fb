import type { JsonValue } from "@thoth-iac/model";
import type { Alias, Node, Scalar, YAMLMap, YAMLSeq } from "yaml";
import type { Fault, Yaml } from "./yaml-library.ts";

/** How deep values may be nested. */
const mostDepth = 64;

/** How large a document may become by aliases. */
const mostExpanded = 200_000;

/** The most faults that are told of one document. */
const mostFaults = 100;

interface Conversion {
  readonly yaml: Yaml;
  readonly faults: Fault[];
  /** What anchors stand for, once they have been read to their end, with the number of values in it. */
  readonly anchors: Map<string, { readonly value: JsonValue; readonly size: number }>;
  size: number;
  /** It has grown too large, and that is told already. */
  overgrown: boolean;
}

/** The plain value of a parsed document, with what in it has no place in JSON. */
export function jsonOfNode(
  yaml: Yaml,
  node: Node | null | undefined,
): { readonly value: JsonValue; readonly faults: readonly Fault[] } {
  const conversion: Conversion = { yaml, faults: [], anchors: new Map(), size: 0, overgrown: false };
  const value = readValue(node, 0, conversion);
  return { value, faults: conversion.faults };
}

function readValue(node: unknown, depth: number, conversion: Conversion): JsonValue {
  const { yaml, anchors } = conversion;
  if (!yaml.isNode(node)) return null;
  if (depth > mostDepth) {
    return refused(node, conversion, {
      summary: "The document is nested too deeply",
      detail: `It may be ${mostDepth} levels deep.`,
    });
  }
  const before = conversion.size++;
  if (yaml.isAlias(node)) return aliased(node, conversion);
  if (node.tag !== undefined && !isPlainTag(node.tag)) {
    const detail = `Found ${shownTag(node.tag)}; manifests hold texts, numbers, true, false, null, lists and maps. Remove the tag.`;
    return refused(node, conversion, { summary: "A tag is not accepted", detail });
  }
  const value = yaml.isMap(node)
    ? mapOf(node, depth, conversion)
    : yaml.isSeq(node)
      ? listOf(node, depth, conversion)
      : scalarOf(node, conversion);
  if (node.anchor !== undefined) anchors.set(node.anchor, { value, size: conversion.size - before });
  return value;
}

function aliased(node: Alias, conversion: Conversion): JsonValue {
  if (conversion.overgrown) return null;
  const found = conversion.anchors.get(node.source);
  if (found === undefined) {
    const detail = `Found *${node.source}; expected the name of an anchor (&${node.source}) that ends before. Write the value here.`;
    return refused(node, conversion, { summary: "An alias leads nowhere", detail });
  }
  conversion.size += found.size;
  if (conversion.size <= mostExpanded) return found.value;
  // Nothing after it is of interest, and each further alias would be told again.
  conversion.overgrown = true;
  const detail = `With its aliases the document holds more than ${mostExpanded} values. Write it without such aliases.`;
  return refused(node, conversion, { summary: "The document grows too large", detail });
}

function mapOf(node: YAMLMap, depth: number, conversion: Conversion): JsonValue {
  const members: Record<string, JsonValue> = {};
  const seen = new Set<string>();
  for (const { key, value } of node.items) {
    const name = keyOf(key, conversion, seen);
    const member = readValue(value, depth + 1, conversion);
    if (name !== undefined) members[name] = member;
  }
  return members;
}

function keyOf(key: unknown, conversion: Conversion, seen: Set<string>): string | undefined {
  const { yaml } = conversion;
  const refuse = (summary: string, detail: string) => {
    refused(yaml.isNode(key) ? key : undefined, conversion, { summary, detail });
    return undefined;
  };
  if (!yaml.isScalar(key) || (key.tag !== undefined && !isPlainTag(key.tag))) {
    return refuse("A key is not a text", "Keys of manifests are texts. Put the key in quotes.");
  }
  const name = key.value === null ? (key.source ?? "") : String(key.value);
  if (name === "__proto__")
    return refuse("A key is not accepted", "GovAPI refuses members named __proto__. Remove it.");
  if (name === "<<" && key.type === "PLAIN") {
    return refuse("Merge keys are not accepted", "YAML 1.2 has no merge key (<<). Write the members themselves.");
  }
  if (seen.has(name)) {
    return refuse("A key stands twice", `The key ${JSON.stringify(name)} stands twice in one map. Remove one of them.`);
  }
  seen.add(name);
  return name;
}

function listOf(node: YAMLSeq, depth: number, conversion: Conversion): JsonValue {
  return node.items.map((item) => readValue(item, depth + 1, conversion));
}

function scalarOf(node: Scalar, conversion: Conversion): JsonValue {
  const { value, source = "" } = node;
  if (value === null || typeof value === "boolean" || typeof value === "string") return value;
  if (typeof value !== "number") return String(value);
  if (!Number.isFinite(value)) {
    const detail = `Found ${source}; expected a number that JSON knows. If it is meant as a text, put it in quotes.`;
    return refused(node, conversion, { summary: "Not a number that can be sent", detail });
  }
  if (Number.isInteger(value) && !Number.isSafeInteger(value) && /^[-+]?\w+$/.test(source)) {
    const detail = `Found ${source}, which is beyond ${Number.MAX_SAFE_INTEGER} and would not be kept exactly. Put it in quotes, if a text will do.`;
    return refused(node, conversion, { summary: "A number is too large", detail });
  }
  return value;
}

function refused(
  node: Node | undefined,
  conversion: Conversion,
  message: { readonly summary: string; readonly detail: string },
): null {
  if (conversion.faults.length < mostFaults) {
    conversion.faults.push({ offset: node?.range?.[0] ?? 0, ...message });
  }
  return null;
}

function isPlainTag(tag: string): boolean {
  return tag === "!" || /^tag:yaml\.org,2002:(str|int|float|bool|null|map|seq)$/.test(tag);
}

function shownTag(tag: string): string {
  return tag.replace("tag:yaml.org,2002:", "!!").slice(0, 60);
}
