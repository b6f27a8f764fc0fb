import { type Attribute, type Query, type Resource, sentencesAbout } from "@thoth-iac/model";

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
