import {
  type Diagnostic,
  type DiagnosticCode,
  describe,
  error,
  failure,
  type JsonValue,
  nearest,
  parseJson,
  type Result,
  success,
  type Values,
} from "@thoth-iac/model";
import type { AttributeFlag } from "./attribute-flags.ts";
import type { FlagValue, FlagValues, World } from "./command.ts";
import { whyUnreadable } from "./manifests/manifest-paths.ts";

/** The attributes' values that the flags say, by attribute name; what is left out is left out. Files are read. */
export async function inputsFrom(
  flags: readonly AttributeFlag[],
  written: FlagValues,
  readFile: World["readFile"],
): Promise<Result<Values>> {
  const given = flags.filter(({ name }) => isGiven(written[name]));
  const twice = given.flatMap((flag, at) => {
    const before = given.slice(0, at).find((other) => other.attribute === flag.attribute);
    return before ? [bothGiven(before, flag)] : [];
  });
  if (twice.length > 0) return failure(...twice);
  const read = await Promise.all(given.map((flag) => readFlag(flag, written[flag.name], readFile)));
  const wrong = read.flatMap((result) => (result.ok ? [] : result.diagnostics));
  if (wrong.length > 0) return failure(...wrong);
  const entries = read.flatMap((result, at) => (result.ok ? [[given[at]?.attribute.name ?? "", result.value]] : []));
  return success(Object.fromEntries(entries));
}

/** True for a flag that was written. */
export function isGiven(value: FlagValue): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== false;
}

async function readFlag(
  flag: AttributeFlag,
  written: FlagValue,
  readFile: World["readFile"],
): Promise<Result<JsonValue>> {
  if (typeof written === "string" && flag.from === "file") return fromFile(flag, written, readFile);
  return fromLine(flag, written);
}

async function fromFile(
  { name, attribute }: AttributeFlag,
  path: string,
  readFile: World["readFile"],
): Promise<Result<JsonValue>> {
  const refuse = (code: DiagnosticCode, summary: string, detail: string) =>
    failure(error(code, { summary, detail, attribute: [attribute.name] }));
  const source = path === "-" ? "standard input" : path;
  let text: string;
  try {
    text = await readFile(path);
  } catch (thrown) {
    const detail = `--${name} names ${path}, which ${whyUnreadable(thrown)}. Correct the path, or make the file readable.`;
    return refuse("invalid_configuration", "The file cannot be read", detail);
  }
  if (attribute.type.kind !== "json") {
    if (text.trim() !== "") return success(text.trim());
    return refuse("invalid_configuration", "The file is empty", `--${name} names ${source}, which holds nothing.`);
  }
  const value = parseJson(text);
  if (value === undefined) {
    const detail = `--${name} names ${source}, which does not hold JSON. Expected ${describe(attribute.type)}, such as {"key": "value"}.${whereBroken(text, attribute.sensitive)}`;
    return refuse("malformed_json", "The file is not JSON", detail);
  }
  return success(value);
}

/** The parser's own words tell the place, but quote the text around it, which for a secret must not be shown. */
function whereBroken(text: string, sensitive = false): string {
  try {
    JSON.parse(text);
    return "";
  } catch (thrown) {
    if (sensitive || !(thrown instanceof Error)) return "";
    return ` The parser says: ${thrown.message}.`;
  }
}

function fromLine({ name, attribute }: AttributeFlag, written: FlagValue): Result<JsonValue> {
  const { type } = attribute;
  const refuse = (found: string, expected: string, hint = "") =>
    failure(
      error("invalid_value", {
        summary: "A flag has a value that cannot be used",
        detail: `--${name} must be ${expected}; found ${found}.${hint}`,
        attribute: [attribute.name],
      }),
    );
  if (Array.isArray(written)) {
    if (type.kind !== "map") return success(written);
    const entries = written.map((text) => [text.slice(0, text.indexOf("=")), text.slice(text.indexOf("=") + 1)]);
    const wrong = written.find((text) => text.indexOf("=") < 1);
    if (wrong !== undefined) return refuse(JSON.stringify(wrong), "key=value");
    return success(Object.fromEntries(entries));
  }
  const text = String(written);
  switch (type.kind) {
    case "bool": {
      const word = { true: true, false: false }[text.toLowerCase()];
      return word === undefined ? refuse(JSON.stringify(text), "true or false") : success(word);
    }
    case "integer":
    case "number":
      return text.trim() === "" || Number.isNaN(Number(text))
        ? refuse(JSON.stringify(text), describe(type))
        : success(Number(text));
    case "string": {
      // Words are the same in any letter case, as the product's own scripts write them.
      const word = type.enum?.find((candidate) => candidate === text.toLowerCase().replaceAll("-", "_"));
      if (word !== undefined || type.enum === undefined || type.enum.includes(text)) return success(word ?? text);
      const near = nearest(text, type.enum);
      return refuse(JSON.stringify(text), describe(type), near === undefined ? "" : ` Did you mean ${near}?`);
    }
    default:
      return success(text);
  }
}

function bothGiven(one: AttributeFlag, other: AttributeFlag): Diagnostic {
  const detail = `--${one.name} and --${other.name} both say ${other.attribute.name}. Give one of them.`;
  return error("conflicting_attributes", {
    summary: "Flags exclude one another",
    detail,
    attribute: [other.attribute.name],
  });
}
