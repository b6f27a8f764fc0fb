import {
  type ConfigurationAttribute,
  diagnosticCodes,
  kebabCase,
  providerConfiguration,
  queries,
  referencePage,
  resources,
} from "@thoth-iac/model";
import { prefix } from "@thoth-iac/provider";
import type { Generator } from "../generated-files.ts";

/** The reference pages, for people: one per resource and data source, the provider's block, the diagnostics. */
export const reference: Generator = {
  path: "docs/reference",
  make: async () => ({
    ...pagesOf(Object.values(resources), "resources"),
    ...pagesOf(Object.values(queries), "data-sources", "queries"),
    "provider.md": providerPage(),
    "diagnostics.md": diagnosticsPage(),
    "README.md": indexPage(),
  }),
};

type Owner = Parameters<typeof referencePage>[0];

function pagesOf(owners: readonly Owner[], folder: string, sources = folder): Readonly<Record<string, string>> {
  return Object.fromEntries(
    owners.map((owner) => [
      `${folder}/${owner.name}.md`,
      referencePage(owner, { prefix, origin: origin(`model/src/${sources}/${kebabCase(owner.name)}.ts`) }),
    ]),
  );
}

function origin(source: string): string {
  return `Made by \`npm run generate\` from ${source}. Edit that, not this.`;
}

function providerPage(): string {
  const rows = providerConfiguration.map(
    ({ name, type, description, ...rest }: ConfigurationAttribute) =>
      `- \`${name}\` (${[typeNames[type], ...(rest.sensitive ? ["sensitive"] : []), ...defaultOf(rest)].join(", ")}): ${[
        description,
        ...(rest.range ? [`From ${rest.range[0]} to ${rest.range[1]}.`] : []),
        ...(rest.environment ? [`Environment: ${rest.environment.map(code).join(", then ")}.`] : []),
        ...(rest.flag ? [flagText(rest.flag)] : []),
      ].join(" ")}`,
  );
  return `<!-- ${origin("model/src/provider-configuration.ts")} -->

# The provider block, and thothctl's global flags

Both reach one tenant of one GovAPI, by the same settings. What the block or the command line says goes before the
environment. Every setting may be left out there, as long as a tenant and one credential are found in the end.

\`\`\`hcl
terraform {
  required_providers {
    ${prefix.replace(/_$/, "")} = {
      source = "atensecurity/${prefix.replace(/_$/, "")}"
    }
  }
}

provider "${prefix.replace(/_$/, "")}" {
  tenant_id        = "acme"
  org_api_key_file = "/run/secrets/thoth-org-key"
}
\`\`\`

## Settings

${rows.join("\n")}
`;
}

const typeNames = { string: "string", integer: "whole number", boolean: "bool" } as const;

function defaultOf({ default: fallback }: Pick<ConfigurationAttribute, "default">): readonly string[] {
  return fallback === undefined ? [] : [`default \`${fallback}\``];
}

function flagText({ name, environment, ...rest }: NonNullable<ConfigurationAttribute["flag"]>): string {
  const differs = [
    ...defaultOf(rest),
    ...(environment ? [`environment ${environment.map(code).join(", then ")}`] : []),
  ].join(", ");
  return `Flag: \`--${name}\`${differs === "" ? "" : ` (${differs})`}.`;
}

function code(text: string): string {
  return `\`${text}\``;
}

function diagnosticsPage(): string {
  const rows = Object.entries(diagnosticCodes).map(
    ([name, { http, exit, meaning }]) => `| \`${name}\` | ${meaning} | ${http} | ${exit} |`,
  );
  return `<!-- ${origin("model/src/diagnostic.ts")} -->

# Diagnostics

What can go wrong has one of these codes, whichever way one came in. Terraform shows the text and underlines the
attribute; GovAPI answers with the HTTP status; thothctl ends with the exit code.

| Code | Meaning | HTTP status | Exit code |
|---|---|---|---|
${rows.join("\n")}
`;
}

function indexPage(): string {
  const list = (owners: readonly Owner[], folder: string) =>
    owners.map(({ name, summary }) => `- [${prefix}${name}](${folder}/${name}.md): ${summary}`).join("\n");
  return `<!-- ${origin("model/src")} -->

# Reference

- [The provider block, and thothctl's global flags](provider.md)
- [Diagnostics](diagnostics.md): what each code means
- [JSON Schemas](../schema) of the resources, for editors

## Resources

${list(Object.values(resources), "resources")}

## Data sources

${list(Object.values(queries), "data-sources")}
`;
}
