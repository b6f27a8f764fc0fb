import { type Diagnostic, error, manifestSchema } from "@thoth-iac/model";
import type { Run } from "../command.ts";
import { listDocument, topicDocument } from "../explain/document.ts";
import { listPage, topicPage } from "../explain/page.ts";
import { topicOf } from "../explain/topic.ts";

/** Explains a kind of manifest, or one of its attributes; without a name it lists the kinds. */
export const run: Run = async ({ operands, flags, json, output, refuse }) => {
  const [asked] = operands;
  if (flags.schema === true) {
    if (asked !== undefined) return refuse([schemaOfAll(asked)]);
    output.printJson(manifestSchema());
    return undefined;
  }
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

function schemaOfAll(asked: string): Diagnostic {
  const detail = `--schema prints one schema for manifests of all kinds. Leave out ${JSON.stringify(asked)}, or --schema.`;
  return error("usage", { summary: "Flags exclude one another", detail });
}
