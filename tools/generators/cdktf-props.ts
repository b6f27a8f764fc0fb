import {
  type Attribute,
  type AttributeType,
  camelCase,
  describe,
  providerConfiguration,
  queries,
  resources,
} from "@thoth-iac/model";

/**
 * What may be set of each resource and data source, as interfaces that constructs extend: plain names and no unions of
 * words, since a reference stands wherever a text does.
 */
export function propsText(framework: string): string {
  const texts = [
    ...Object.entries(resources).flatMap(([name, owner]) => interfacesOf(pascalCase(name), owner)),
    ...Object.entries(queries).flatMap(([name, owner]) => interfacesOf(pascalCase(`data_${name}`), owner)),
    namesText({ owner: "provider", type: "string" }, providerConfiguration),
  ];
  return `import type { IResolvable } from "${framework}";\n\n${texts.join("\n")}`;
}

/** What of a resource or data source is said here. */
interface Owner {
  readonly summary: string;
  readonly attributes: readonly Attribute[];
}

function interfacesOf(name: string, { summary, attributes }: Owner): readonly string[] {
  const names = new Set(attributes.map((attribute) => attribute.name));
  const spelt = (text: string) =>
    text.replace(/`(\w+)`/g, (all, word) => (names.has(word) ? `\`${camelCase(word)}\`` : all));
  const inputs = attributes
    .filter(({ input }) => input)
    .map((attribute) => ({ ...attribute, description: spelt(attribute.description) }));
  return [
    ...inputs.flatMap((input) => nestedOf(name, input)),
    interfaceText(`${name}Props`, summary, inputs),
    namesText({ owner: name, type: `keyof ${name}Props` }, inputs),
  ];
}

function nestedOf(owner: string, { name, type, description }: Attribute): readonly string[] {
  const element = elementOf(type);
  if (element.kind !== "object") return [];
  const inner = `${owner}${pascalCase(name)}`;
  return [
    ...element.attributes.flatMap((attribute) => nestedOf(inner, attribute)),
    interfaceText(inner, description, element.attributes),
  ];
}

function interfaceText(name: string, summary: string, attributes: readonly Attribute[]): string {
  const owner = name.replace(/Props$/, "");
  const members = attributes.map(
    (attribute) =>
      `${docText(attribute)}  readonly ${camelCase(attribute.name)}${attribute.required ? "" : "?"}: ${typeText(owner, attribute)};\n`,
  );
  return `/** ${summary} */\nexport interface ${name} {\n${members.join("")}}\n`;
}

function namesText(
  { owner, type }: { readonly owner: string; readonly type: string },
  attributes: readonly Pick<Attribute, "name">[],
): string {
  const name = `${owner.slice(0, 1).toLowerCase()}${owner.slice(1)}Inputs`;
  const names = attributes.map((attribute) => `  ${JSON.stringify(camelCase(attribute.name))},\n`);
  return `/** The names of what may be set there. */\nexport const ${name}: readonly (${type})[] = [\n${names.join("")}];\n`;
}

function docText(attribute: Attribute): string {
  const { description, required, sensitive, deprecated, type, expects } = attribute;
  const wanted = describe(type, expects);
  const lines = [
    description,
    ...(type.kind === "object" || elementOf(type).kind === "object"
      ? []
      : [`${wanted[0]?.toUpperCase()}${wanted.slice(1)}.`]),
    ...(sensitive ? ["Secret: take it from a sensitive variable, not from a text."] : []),
    ...(deprecated ? ["@deprecated"] : []),
    ...(required ? [] : [`@default ${defaultText(attribute)}`]),
  ];
  return `  /**\n${lines.map((line) => `   * ${line}\n`).join("")}   */\n`;
}

function defaultText({ default: fallback, output }: Attribute): string {
  if (fallback !== undefined) return JSON.stringify(fallback);
  return output ? "- decided by the server" : "- not set";
}

function typeText(owner: string, { name, type }: Attribute): string {
  switch (type.kind) {
    case "list":
    case "set":
      return type.element.kind === "object" ? `${owner}${pascalCase(name)}[]` : `${scalarText(type.element)}[]`;
    case "map":
      return `{ [key: string]: ${scalarText(type.element)} }`;
    case "object":
      return `${owner}${pascalCase(name)}`;
    default:
      return scalarText(type);
  }
}

function scalarText({ kind }: AttributeType): string {
  switch (kind) {
    case "number":
    case "integer":
      return "number";
    case "bool":
      return "boolean | IResolvable";
    case "json":
      return "{ [key: string]: unknown }";
    default:
      return "string";
  }
}

function elementOf(type: AttributeType): AttributeType {
  return "element" in type ? type.element : type;
}

function pascalCase(name: string): string {
  const spelt = camelCase(name);
  return `${spelt.slice(0, 1).toUpperCase()}${spelt.slice(1)}`;
}
