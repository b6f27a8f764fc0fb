import { isRecord, type JsonObject, type JsonValue, queries, withoutSecrets } from "@thoth-iac/model";
import type { Run } from "../command.ts";
import { textBlock } from "../text-block.ts";

/** Prints the tenant's settings document without its secrets. */
export const run: Run = async ({ world, output, json, report, connect }) => {
  const client = await connect();
  if (!client.ok) return report(client.diagnostics);
  const answered = await client.value.readOnce({ route: queries.tenantSettings.route, signal: world.stop });
  if (!answered.ok) return report(answered.diagnostics);
  const document = withoutSecrets(answered.value.body ?? {});
  if (json) output.printJson(document);
  else print(document, output.print);
  return undefined;
};

function print(document: JsonValue, line: (text: string) => void): void {
  const object = isRecord(document) ? (document as JsonObject) : { settings: document }; // a record inside JSON holds JSON
  for (const text of textBlock(object)) line(text);
}
