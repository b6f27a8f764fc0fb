import type { GivenSettings } from "@thoth-iac/client";
import {
  type ConfigurationName,
  camelCase,
  parseJson,
  providerConfiguration,
  type Value,
  type Values,
} from "@thoth-iac/model";

/** The settings of the connection, from properties or a stack's configuration, whose values may come as text. */
export function settingsIn(lookUp: (property: string) => Value | undefined): GivenSettings {
  const entries = providerConfiguration.map(({ name, type }) => [name, typed(type, lookUp(camelCase(name)))] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/** The same from a provider's properties. */
export function settingsOf(properties: Values): GivenSettings {
  return settingsIn((property) => properties[property] ?? undefined);
}

/** The property that a setting is called by. */
export function propertyOf(name: ConfigurationName): string {
  return camelCase(name);
}

/** Configuration holds text alone: numbers and truth values are JSON in it. */
function typed(type: "string" | "integer" | "boolean", value: Value | undefined): Value | undefined {
  if (type === "string" || typeof value !== "string") return value;
  const read = parseJson(value);
  return typeof read === "number" || typeof read === "boolean" ? read : value;
}

/** A setting of the dynamic flavour alone; the plugin is handed it where a stack came from there. */
export const serializedSetting = "serializedProvider";
