import type { JsonValue } from "@thoth-iac/model";
import reference from "../contract/reference-surface.json" with { type: "json" };

/** An instance as the reference provider saved it: what is not named is null. */
export interface ReferenceInstance {
  readonly address: string;
  readonly attributes: { readonly [name: string]: JsonValue };
}

/** The text of a state file as the reference provider wrote it, schema version 0, nothing private. */
export function referenceState(instances: readonly ReferenceInstance[]): string {
  const resources = instances.map(({ address, attributes }) => {
    const [type = "", name = ""] = address.split(".");
    return {
      mode: "managed",
      type,
      name,
      provider: 'provider["registry.terraform.io/atensecurity/thoth"]',
      instances: [{ schema_version: 0, attributes: { ...absent(type), ...attributes }, sensitive_attributes: [] }],
    };
  });
  const lineage = "6f2b1c52-8f0a-4a39-9d55-0d8a7b1c2e3f";
  return JSON.stringify(
    { version: 4, terraform_version: "1.9.8", serial: 7, lineage, outputs: {}, resources },
    null,
    2,
  );
}

/** JSON text as Go writes it: sorted keys, no blanks, and what HTML would mistake escaped. */
export function goJson(value: JsonValue): string {
  return sorted(value).replace(/[<>&]/g, (mark) => `\\u00${mark.charCodeAt(0).toString(16)}`);
}

function sorted(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map(sorted).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${sorted(member)}`).join(",")}}`;
}

/** All attributes of the reference's resource, as null. The oldest resource is not among those of the last version. */
function absent(type: string): { readonly [name: string]: null } {
  const surfaces: { readonly [type: string]: object } = reference.resources;
  return Object.fromEntries(Object.keys(surfaces[type] ?? {}).map((name) => [name, null]));
}
