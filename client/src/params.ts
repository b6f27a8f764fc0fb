import type { Values } from "@thoth-iac/model";

/** Every text or number among values, as what a path may name. */
export function paramsOf(values: Values): { readonly [name: string]: string } {
  const named = Object.entries(values).filter(([, value]) => typeof value === "string" || typeof value === "number");
  return Object.fromEntries(named.map(([name, value]) => [name, String(value)]));
}
