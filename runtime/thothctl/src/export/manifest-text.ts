import { type JsonObject, kebabCase, manifestSchema, manifestVersion, pascalCase, pathText } from "@thoth-iac/model";
import { Document, isMap, type Scalar, visit } from "yaml";
import { onOneLine } from "../output.ts";
import { type ExportedFile, marker } from "./export-folder.ts";
import type { Exported } from "./exported.ts";
import type { SecretPlace } from "./secret-places.ts";

/** One file for each instance, and the schema that editors check them by. */
export function manifestFiles(instances: readonly Exported[]): readonly ExportedFile[] {
  const files = instances.map((instance) => ({
    path: `${kebabCase(instance.resource.name)}/${instance.name}.yaml`,
    text: `${head}${manifestText(instance)}`,
  }));
  const schema = { $comment: marker, ...manifestSchema() };
  return [...files, { path: schemaPath, text: `${JSON.stringify(schema, undefined, 2)}\n` }];
}

/** In a folder that is not searched for manifests. */
const schemaPath = ".thoth/manifest.schema.json";
const head = `# yaml-language-server: $schema=../${schemaPath}\n# ${marker}\n`;

/** A manifest as JSON. */
export function manifestOf({ resource, name, spec }: Exported): JsonObject {
  return { apiVersion: manifestVersion, kind: pascalCase(resource.name), metadata: { name }, spec };
}

/** A manifest as YAML. The same instance gives the same text, whatever the order in which GovAPI tells its members. */
export function manifestText(instance: Exported): string {
  // YAML 1.1 takes more words for truth, numbers and times than YAML 1.2 does; no reader is to stumble over one.
  const document = new Document(manifestOf(instance), { aliasDuplicateObjects: false, compat: "yaml-1.1" });
  visit(document, {
    Scalar: (_, scalar) => {
      if (typeof scalar.value === "string" && !isPlainText(scalar.value)) scalar.type = quoted;
    },
  });
  const notes = [...instance.possible.map(possibleNote), ...instance.veiled.map(veiledNote)];
  const inner = document.get("spec");
  if (notes.length > 0 && isMap(inner)) inner.comment = notes.map((line) => ` ${line}`).join("\n");
  return escaped(document.toString({ lineWidth: 0 }));
}

const quoted: Scalar.Type = "QUOTE_DOUBLE";

/** Characters that are not seen, or that move others about; line feeds and tabs are for the writer of YAML. */
const unseen = /(?![\n\t ])[\p{Cc}\p{Cf}\p{Cn}\p{Co}\p{Cs}\p{Z}]/u;
const everyUnseen = new RegExp(unseen, "gu");

/** True for text that stays what it is when an editor trims lines, or puts spaces in place of tabs. */
function isPlainText(text: string): boolean {
  return !unseen.test(text) && !/[ \t]$|^[ \t]/m.test(text) && !/\t|^\n|\n\n$/.test(text);
}

/** What is not seen is escaped: it stands in quoted texts only. */
function escaped(text: string): string {
  return text.replace(everyUnseen, (character) => {
    const code = (character.codePointAt(0) ?? 0).toString(16);
    return code.length > 4 ? `\\U${code.padStart(8, "0")}` : `\\u${code.padStart(4, "0")}`;
  });
}

function possibleNote({ path, variable }: SecretPlace): string {
  return `${pathText(path)}: {fromEnv: ${variable}} # if it is set: GovAPI does not tell`;
}

function veiledNote({ path, variable }: SecretPlace): string {
  return onOneLine(
    `${pathText(path)}: GovAPI does not tell its secrets. Those it has stay; add one as, say, client_secret: {fromEnv: ${variable}_CLIENT_SECRET}`,
  );
}
