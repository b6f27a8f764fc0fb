import { type Inputs, Output, secret } from "@pulumi/pulumi";
import type { AttributeType, Resource } from "@thoth-iac/model";
import { propertiesOf } from "../view.ts";

/**
 * The properties of an instance that Pulumi has to encrypt: those that the model calls secret; and where an argument
 * that has another form may turn out a secret, that form and the JSON that GovAPI makes of it. Pulumi itself follows a
 * secret only into the output of the same name, and whether it is one is not known yet.
 */
export function secretOutputs(view: Resource, args: Inputs): string[] {
  const properties = propertiesOf(view);
  const followed = properties.flatMap(({ name, twin }) =>
    twin !== undefined && mayBeSecret(args[name]) ? [twin] : [],
  );
  const made = properties.filter(({ input, type }) => !input && isJson(type)).map(({ name }) => name);
  const sensitive = properties.filter((property) => property.sensitive).map(({ name }) => name);
  return [...new Set([...sensitive, ...followed, ...(followed.length > 0 ? made : [])])];
}

/** The arguments, those that the model calls secret encrypted wherever Pulumi keeps them. */
export function withSecrets(view: Resource, args: Inputs): Inputs {
  const sensitive = propertiesOf(view).filter((property) => property.sensitive && args[property.name] !== undefined);
  return { ...args, ...Object.fromEntries(sensitive.map(({ name }) => [name, secret(args[name])])) };
}

function isJson({ kind }: AttributeType): boolean {
  return kind === "json" || kind === "json_text";
}

/** Whether anything in the value is known only later: such a thing does not tell yet whether it is secret. */
function mayBeSecret(value: unknown, within: readonly object[] = []): boolean {
  if (typeof value !== "object" || value === null || within.includes(value)) return false;
  if (Output.isInstance(value) || value instanceof Promise) return true;
  return Object.values(value).some((part) => mayBeSecret(part, [...within, value]));
}
