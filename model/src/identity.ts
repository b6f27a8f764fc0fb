import { type Diagnostic, error, failure, type Result, success } from "./diagnostic.ts";
import type { Resource } from "./resource.ts";
import type { Values } from "./value.ts";

/** What names an existing instance: a text, or the attributes of its identity. */
export interface Named {
  readonly id: string;
  /** Taken in place of the text where there is none. The tenant may be among them, as `tenant_id`. */
  readonly given?: Values | undefined;
  /** The tenant that is configured. */
  readonly tenant: string;
}

/** True if instances of the resource can be imported: those that can be read back. */
export function hasIdentity(resource: Pick<Resource, "routes">): boolean {
  return resource.routes.read !== undefined;
}

/** The attributes of the identity that import was given: as text they are joined by `/`, with the tenant before them or not. */
export function parseIdentity(resource: Resource, { id, given, tenant }: Named): Result<Values> {
  if (!hasIdentity(resource)) {
    const detail =
      "GovAPI keeps no record of it that could be read. Write the resource into the configuration and apply: it runs once.";
    return failure(refusal(`${resource.name} cannot be imported`, detail));
  }
  const identity = id === "" ? given : identityIn(resource, id, tenant);
  const names = resource.identity;
  if (identity === undefined || names.some((name) => (identity[name] ?? "") === "")) {
    const wanted = names.length === 0 ? tenant : names.map((name) => `<${name}>`).join("/");
    const longer = names.length === 0 ? "" : `, or ${tenant}/${wanted}`;
    const detail = `Found ${JSON.stringify(id)}; expected ${wanted}${longer}.`;
    return failure(refusal("Import id is malformed", detail));
  }
  const { tenant_id = tenant, ...values } = identity;
  if (tenant_id !== tenant) {
    const detail = `Found tenant ${JSON.stringify(tenant_id)}; the configuration names ${JSON.stringify(tenant)}.`;
    return failure(refusal("Import id names another tenant", detail));
  }
  return success(values);
}

function refusal(summary: string, detail: string): Diagnostic {
  return error("invalid_value", { summary, detail });
}

function identityIn(resource: Resource, id: string, tenant: string): Values | undefined {
  const names = resource.identity;
  const [only = ""] = names.length === 1 ? names : [];
  // An identity of one free text may hold slashes of its own.
  if (only !== "" && isFreeText(resource, only)) {
    return { [only]: id.startsWith(`${tenant}/`) ? id.slice(tenant.length + 1) : id };
  }
  const parts = id.split("/");
  const withTenant = parts.length === names.length + 1 ? ["tenant_id", ...names] : names;
  if (parts.length !== withTenant.length || parts.includes("")) return undefined;
  return Object.fromEntries(withTenant.map((name, at) => [name, parts[at] ?? ""]));
}

function isFreeText(resource: Resource, name: string): boolean {
  const type = resource.attributes.find((attribute) => attribute.name === name)?.type;
  return type?.kind === "string" && type.enum === undefined;
}
