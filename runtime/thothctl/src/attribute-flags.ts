import type { Attribute, AttributeType, Rules } from "@thoth-iac/model";
import type { Flag } from "./command.ts";

/** A flag that sets an attribute. */
export interface AttributeFlag {
  /** Without the leading dashes. */
  readonly name: string;
  readonly flag: Flag;
  readonly attribute: Attribute;
  /** How the value written becomes the attribute's: itself, or what a file holds. */
  readonly from: "line" | "file";
}

/**
 * The flags for what a person may set. Forms of one value (JSON as text and as an object, a secret and its write-only
 * pair) share one flag. JSON comes from a file, and a secret may.
 */
export function attributeFlagsOf(
  { attributes, exactlyOneOf = [] }: Pick<Rules, "exactlyOneOf"> & { readonly attributes: readonly Attribute[] },
  prefix = "",
): readonly AttributeFlag[] {
  const inputs = attributes.filter((attribute) => attribute.input && attribute.wire !== undefined);
  const forms = Map.groupBy(inputs, (attribute) => (attribute.wire ?? []).join("."));
  return [...forms.values()].flatMap((group) => {
    const attribute = group.find(isPlainJson) ?? group.find((form) => !form.writeOnly) ?? group[0];
    if (attribute === undefined) return [];
    const needed = exactlyOneOf.some((names) => names.every((name) => group.some((form) => form.name === name)));
    return flagsFor({ ...attribute, required: attribute.required || needed }, prefix);
  });
}

/** The flags by name, as a row of the command table holds them. */
export function flagsByName(flags: readonly AttributeFlag[]): { readonly [name: string]: Flag } {
  return Object.fromEntries(flags.map(({ name, flag }) => [name, flag]));
}

function isPlainJson(attribute: Attribute): boolean {
  return attribute.type.kind === "json" && !attribute.writeOnly;
}

function flagsFor(attribute: Attribute, prefix: string): readonly AttributeFlag[] {
  const { type } = attribute;
  const name = prefix + nameOf(attribute);
  const common = { attribute: attribute.name, ...(attribute.required && { required: true as const }) };
  // Backticks are Markdown's, for the reference pages.
  const description = attribute.description.replaceAll("`", "");
  const line = (flag: Omit<Flag, "attribute" | "required">): AttributeFlag => ({
    name,
    flag: { ...flag, ...common },
    attribute,
    from: "line",
  });
  switch (type.kind) {
    case "json": {
      const said = description.replace(/ As an object\.$/, "");
      const flag = { value: "path", description: `${said} The file holds JSON; - reads standard input.`, ...common };
      return [{ name: `${name}-file`, flag, attribute, from: "file" }];
    }
    case "bool":
      return [line({ value: "true|false", bare: true, description })];
    case "list":
    case "set":
      return type.element.kind === "string" ? [line({ value: "text", repeatable: true, description })] : [];
    case "map":
      return type.element.kind === "string"
        ? [line({ value: "key=value", repeatable: true, description, ...choicesOf(type.element) })]
        : [];
    case "string":
      return attribute.sensitive
        ? [secretFromFile(attribute, name), line({ value: "text", description: `${description} Better from a file.` })]
        : [line({ value: placeholderOf(type), description, ...choicesOf(type) })];
    case "integer":
    case "number":
      return [line({ value: "number", description })];
    default:
      return [];
  }
}

function secretFromFile(attribute: Attribute, name: string): AttributeFlag {
  const description = `${attribute.description} The file holds it; - reads standard input.`;
  return {
    name: `${name}-file`,
    flag: { value: "path", description, attribute: attribute.name },
    attribute,
    from: "file",
  };
}

/** GovAPI's own name where it is one word; where it is a place deep inside, the attribute's. One of a list is said in the singular. */
function nameOf({ name, wire = [], type }: Attribute): string {
  const word = wire.length === 1 ? (wire[0] ?? name) : name;
  const many = type.kind === "list" || type.kind === "set" || type.kind === "map";
  return (many ? word.replace(/s$/, "") : word).replaceAll("_", "-");
}

function placeholderOf(type: Extract<AttributeType, { kind: "string" }>): string {
  if (type.enum) return "word";
  if (type.format === "date-time") return "time";
  return type.pattern?.includes("https") ? "url" : "text";
}

function choicesOf(type: AttributeType): Pick<Flag, "choices"> {
  return type.kind === "string" && type.enum ? { choices: type.enum } : {};
}
