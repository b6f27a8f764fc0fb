import { pascalCase, type Resource, resources } from "@thoth-iac/model";
import type { Flag } from "../command.ts";
import { membersOf, pathOf, type Topic } from "../explain/topic.ts";

/** A word that is offered, and what it means. */
export interface Offer {
  readonly word: string;
  readonly description: string;
}

/**
 * What a value may be. Of `words` one; `optional` words may be left out; `starts` are the beginnings of words; `paths` go
 * on after a full stop. `text` is anything, so that nothing is offered, and `none` no value at all.
 */
export interface Values {
  readonly kind: "words" | "optional" | "starts" | "paths" | "files" | "folders" | "text" | "none";
  readonly words: readonly Offer[];
}

/** What may be written for a flag or an operand, by its choices and its placeholder. */
export function valuesOf({ choices, value = "", bare }: Pick<Flag, "choices" | "value" | "bare">): Values {
  if (value === "key=value") return { kind: "text", words: [] };
  const listed = choices ?? (/^[a-z]+(\|[a-z]+)+$/.test(value) ? value.split("|") : []);
  if (listed.length > 0) {
    return { kind: bare ? "optional" : "words", words: listed.map((word) => ({ word, description: "" })) };
  }
  switch (value) {
    case "path":
      return { kind: "files", words: [] };
    case "folder":
      return { kind: "folders", words: [] };
    case "kind/name":
      return {
        kind: "starts",
        words: all.map(({ name, summary }) => ({ word: `${pascalCase(name)}/`, description: summary })),
      };
    case "kind[.attribute]":
      return { kind: "paths", words: spelledBothWays(all.flatMap((resource) => topicsIn({ resource, path: [] }))) };
    default:
      return { kind: "text", words: [] };
  }
}

const all: readonly Resource[] = Object.values(resources);

function topicsIn(topic: Topic): readonly Topic[] {
  const inner = membersOf(topic).flatMap((attribute) => topicsIn({ ...topic, path: [...topic.path, attribute] }));
  return [topic, ...inner];
}

/** As manifests write a kind, and as Terraform does. */
function spelledBothWays(topics: readonly Topic[]): readonly Offer[] {
  return topics.flatMap((topic) => {
    const { resource, path } = topic;
    const description = path.at(-1)?.description ?? resource.summary;
    return [pathOf(topic), [resource.name, ...path.map(({ name }) => name)].join(".")].map((word) => ({
      word,
      description: description.replaceAll("`", ""),
    }));
  });
}
