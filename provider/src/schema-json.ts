import { dataSourceTypes, prefix, providerSchema, resourceTypes, schemaOf } from "./schema.ts";
import type { AttributeInit } from "./wire/tfplugin6-schema.ts";
import { NestingMode } from "./wire/tfplugin6-schema.ts";

/** The name under which Terraform keeps this provider, unless told otherwise. */
export const providerAddress = `registry.terraform.io/atensecurity/${prefix.replace(/_$/, "")}`;

/** What `terraform providers schema -json` prints of this provider, made without Terraform. */
export function schemaJson() {
  return {
    format_version: "1.0",
    provider_schemas: {
      [providerAddress]: {
        provider: schemaText(providerSchema),
        resource_schemas: sorted([...resourceTypes].map(([name, owner]) => [name, schemaText(schemaOf(owner))])),
        data_source_schemas: sorted([...dataSourceTypes].map(([name, owner]) => [name, schemaText(schemaOf(owner))])),
      },
    },
  };
}

function schemaText({ version, block }: ReturnType<typeof schemaOf>) {
  const { attributes, description } = block;
  return { version, block: { attributes: attributesText(attributes), description, description_kind: "markdown" } };
}

function attributesText(attributes: readonly AttributeInit[]): Readonly<Record<string, object>> {
  return sorted(attributes.map((attribute) => [attribute.name, attributeText(attribute)]));
}

/** The words of an attribute in Terraform's order; those that are not true are left out. */
function attributeText(attribute: AttributeInit): object {
  const { type, nested_type: nested, description } = attribute;
  return {
    ...(type && { type: JSON.parse(new TextDecoder().decode(type)) }),
    ...(nested && {
      nested_type: { attributes: attributesText(nested.attributes ?? []), nesting_mode: nestingOf(nested.nesting) },
    }),
    description,
    description_kind: "markdown",
    ...trueWords(attribute),
  };
}

function trueWords(attribute: AttributeInit): object {
  const words = ["deprecated", "required", "optional", "computed", "sensitive", "write_only"] as const;
  return Object.fromEntries(words.filter((word) => attribute[word]).map((word) => [word, true]));
}

function nestingOf(nesting: number | undefined): string | undefined {
  return Object.entries(NestingMode)
    .find(([, number]) => number === nesting)?.[0]
    .toLowerCase();
}

function sorted<T>(entries: readonly (readonly [string, T])[]): Readonly<Record<string, T>> {
  return Object.fromEntries(entries.toSorted(([one], [other]) => (one < other ? -1 : 1)));
}
