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
