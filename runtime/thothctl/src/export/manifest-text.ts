import {
  isList,
  isRecord,
  type JsonObject,
  type JsonValue,
  manifestVersion,
  pascalCase,
  pathText,
} from "@thoth-iac/model";
import { Document, isMap, type Scalar, visit } from "yaml";
import { onOneLine } from "../output.ts";
import type { Exported } from "./exported.ts";
import type { SecretPlace } from "./secret-places.ts";

/** A manifest as YAML. The same instance gives the same text, whatever the order in which GovAPI tells its members. */
export function manifestText({ resource, name, spec, possible, veiled }: Exported): string {
  const document = new Document(
    { apiVersion: manifestVersion, kind: pascalCase(resource.name), metadata: { name }, spec: sorted(spec) },
    // YAML 1.1 takes more words for truth, numbers and times than YAML 1.2 does; no reader is to stumble over one.
    { aliasDuplicateObjects: false, compat: "yaml-1.1" },
  );
  visit(document, {
    Scalar: (_, scalar) => {
      if (typeof scalar.value === "string" && !isPlainText(scalar.value)) scalar.type = quoted;
    },
  });
  const notes = [...possible.map(possibleNote), ...veiled.map(veiledNote)];
  const inner = document.get("spec");
  if (notes.length > 0 && isMap(inner)) inner.comment = notes.map((line) => ` ${line}`).join("\n");
  return escaped(document.toString({ lineWidth: 0 }));
}

const quoted: Scalar.Type = "QUOTE_DOUBLE";

/** Free JSON is sorted by its keys; what the model names stands in the model's order. */
function sorted(spec: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(spec).map(([name, value]) => [name, inOrder(value)]));
}

function inOrder(value: JsonValue): JsonValue {
  if (isList(value)) return value.map(inOrder);
  if (!isRecord(value)) return value;
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((key) => [key, inOrder(value[key] ?? null)]));
}

/** Characters that are not seen, or that move others about; line feeds and tabs are for the writer of YAML. */
const unseen = /(?![\n\t ])[\p{Cc}\p{Cf}\p{Cn}\p{Co}\p{Cs}\p{Z}]/u;
const everyUnseen = new RegExp(unseen, "gu");

/** True for text that stays what it is when an editor trims lines, or puts spaces in place of tabs. */
function isPlainText(text: string): boolean {
  return !unseen.test(text) && !/[ \t]$|^[ \t]/m.test(text) && !text.includes("\t");
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
