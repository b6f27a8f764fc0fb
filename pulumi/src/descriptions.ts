import {
  type Attribute,
  type ConfigurationAttribute,
  camelCase,
  providerConfiguration,
  type Query,
  type Resource,
  sentencesAbout,
} from "@thoth-iac/model";

/** What an SDK says of a resource. */
export function resourceDescription({ summary, notes }: Resource): string {
  return [summary, notes].filter((part) => part !== undefined).join("\n\n");
}

/** What an SDK says of a function. */
export function functionDescription({ summary, notes }: Query): string {
  return [summary, notes].filter((part) => part !== undefined).join("\n\n");
}

/** What an SDK says of a property. */
export function propertyDescription(attribute: Attribute): string {
  return sentencesAbout(attribute).join(" ");
}

/** What an SDK says of a setting of the connection. */
export function settingDescription({
  description,
  range,
  default: fallback,
  environment,
}: Omit<ConfigurationAttribute, "name" | "type">): string {
  const names = new Map<string, string>(providerConfiguration.map(({ name }) => [name, camelCase(name)]));
  return [
    description.replace(/`(\w+)`/g, (whole, name: string) => (names.has(name) ? `\`${names.get(name)}\`` : whole)),
    ...(range ? [`From ${range[0]} to ${range[1]}.`] : []),
    ...(fallback === undefined ? [] : [`Default: \`${fallback}\`.`]),
    ...(environment ? [`Environment: ${environment.map((name) => `\`${name}\``).join(", then ")}.`] : []),
  ].join(" ");
}
