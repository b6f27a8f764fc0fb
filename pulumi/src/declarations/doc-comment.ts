import { type Query, type Resource, rulesText } from "@thoth-iac/model";
import { viewOf } from "../view.ts";

/** A doc comment, of paragraphs. */
export function docComment(paragraphs: readonly string[], indent = ""): string {
  const lines = paragraphs
    .filter((paragraph) => paragraph !== "")
    .flatMap((paragraph, at) => (at === 0 ? paragraph.split("\n") : ["", ...paragraph.split("\n")]))
    // The text must not end the comment.
    .map((line) => line.replaceAll("*/", "*\\/"));
  const [only = "", ...more] = lines;
  if (more.length === 0) return `${indent}/** ${only} */`;
  return [`${indent}/**`, ...lines.map((line) => `${indent} * ${line}`.trimEnd()), `${indent} */`].join("\n");
}

/** What a doc comment says of a resource or a data source. */
export function aboutOf(owner: Resource | Query): readonly string[] {
  const rules = owner.kind === "resource" ? rulesText(viewOf(owner)) : undefined;
  return [owner.summary, owner.notes ?? "", rules ?? ""];
}
