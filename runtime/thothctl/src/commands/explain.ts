import type { Run } from "../command.ts";
import { listDocument, topicDocument } from "../explain/document.ts";
import { listPage, topicPage } from "../explain/page.ts";
import { topicOf } from "../explain/topic.ts";

/** Explains a kind of manifest, or one of its attributes; without a name it lists the kinds. */
export const run: Run = async ({ operands, json, output, refuse }) => {
  const [asked] = operands;
  if (asked === undefined) {
    if (json) output.printJson(listDocument());
    else for (const line of listPage(output.style.strong)) output.print(line);
    return undefined;
  }
  const topic = topicOf(asked);
  if (!topic.ok) return refuse(topic.diagnostics);
  if (json) output.printJson(topicDocument(topic.value));
  else for (const line of topicPage(topic.value, output.style.strong)) output.print(line);
  return undefined;
};
