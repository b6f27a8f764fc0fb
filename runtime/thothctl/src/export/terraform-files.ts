import { expression, hclBlock, kebabCase, type Resource } from "@thoth-iac/model";
import { type ExportedFile, marker } from "./export-folder.ts";
import type { Exported } from "./exported.ts";

/** Terraform configuration of a tenant, whose first apply takes all of it into state and changes nothing. */
export function terraformFiles(instances: readonly Exported[], tenant: string): readonly ExportedFile[] {
  const byResource = Map.groupBy(instances, ({ resource }) => resource);
  return [
    { path: "terraform.tf", text: fileOf([settings, hclBlock('provider "thoth"', { tenant_id: tenant })]) },
    ...[...byResource].map(([resource, its]) => ({
      path: `${kebabCase(resource.name)}.tf`,
      text: fileOf(its.map((instance) => blocksOf(instance, tenant))),
    })),
  ];
}

const settings = `terraform {
  required_version = ">= 1.5"

  required_providers {
    thoth = {
      source  = "atensecurity/thoth"
      version = "~> 0.1"
    }
  }
}`;

function fileOf(blocks: readonly string[]): string {
  return `${[`# ${marker}`, ...blocks].join("\n\n")}\n`;
}

function blocksOf(instance: Exported, tenant: string): string {
  const { resource, inputs } = instance;
  const label = labelOf(instance);
  const to = expression(`thoth_${resource.name}.${label}`);
  const imported = hclBlock("import", { to, id: importId(instance, tenant) });
  const notes = notesOf(instance).map((note) => `# ${note}\n`);
  return `${imported}\n\n${notes.join("")}${hclBlock(`resource "thoth_${resource.name}" "${label}"`, inputs)}`;
}

/** Names of manifests hold dots, and no underscore; names of Terraform begin with no digit. */
function labelOf({ name }: Exported): string {
  return name.replaceAll(".", "_").replace(/^(?=\d)/, "_");
}

/** What import takes: the tenant goes before an identity that would otherwise be taken to begin with it. */
function importId({ resource, identity }: Exported, tenant: string): string {
  if (identity.length === 0) return tenant;
  const id = identity.join("/");
  return id.startsWith(`${tenant}/`) && isFound(resource) ? `${tenant}/${id}` : id;
}

function isFound({ identity }: Resource): boolean {
  return identity.length === 1;
}

/** What import does not take into state: it would be planned as a change, so it is left out, and stays as it is. */
function notesOf({ spec, inputs, certain, possible, veiled }: Exported): readonly string[] {
  const secret = new Set([...certain, ...possible, ...veiled].map(({ path }) => String(path[0])));
  const further = Object.keys(spec).filter((name) => !Object.hasOwn(inputs, name) && !secret.has(name));
  return [
    ...(secret.size === 0 ? [] : [`Not in here, and left as they are, are the secrets of ${[...secret].join(", ")}.`]),
    ...(further.length === 0 ? [] : [`Not taken over by an import, and left as it is: ${further.join(", ")}.`]),
  ];
}
