import { type Diagnostic, error, type Resource, type Values } from "@thoth-iac/model";

/** What is wrong with state that another tenant's instance left behind; undefined if nothing is. */
export function foreignState(resource: Resource, state: Values, tenant: string): Diagnostic | undefined {
  const place = resource.attributes.find(({ value, input }) => value === "{tenant}" && !input);
  const owner = place === undefined ? undefined : state[place.name];
  if (typeof owner !== "string" || owner === tenant) return undefined;
  const detail = `State belongs to tenant ${owner}; the configuration names ${tenant}. Nothing was called. Configure ${owner}, or take the ${resource.name} out of state before it is managed in another tenant.`;
  return error("conflict", { summary: "Another tenant's state", detail });
}
