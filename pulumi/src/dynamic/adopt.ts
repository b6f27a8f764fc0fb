import type { Lifecycle, Written } from "@thoth-iac/client";
import { error, isAbsent, type Resource, UNKNOWN, type Value, type Values } from "@thoth-iac/model";
import { change, differenceOf, look } from "../instance.ts";

/** The input by which a program takes over what exists; Pulumi's own import does not work for dynamic resources. */
export const adopt = "adopt";

/** True if the program asks to take over what exists. */
export function adopting(values: Values): boolean {
  return values[adopt] === true;
}

/** What is wrong with the input, if anything is. Nothing is called for it, so that a preview tells it too. */
export function adoptFault({ name, identity, attributes }: Resource, values: Values): string | undefined {
  const value: Value = values[adopt] ?? null;
  if (value === null || value === false || value === UNKNOWN) return undefined;
  if (value !== true) return `${adopt} must be true or false; found a ${typeof value}.`;
  if (identity.some((part) => !attributes.some((attribute) => attribute.name === part && attribute.input)))
    return `A ${name} is made anew each time, so there is none to adopt. Remove ${adopt}.`;
  const lacking = identity.filter((part) => isAbsent(values[part]));
  if (lacking.length === 0) return undefined;
  return `${adopt} finds the ${name} by ${identity.join(", ")}; ${lacking.join(", ")} is not given. Give it, or remove ${adopt} to make a new one.`;
}

/** The inputs that are the resource's own. */
export function withoutAdopt({ [adopt]: _adopt, ...inputs }: Values): Values {
  return inputs;
}

/**
 * Takes over the instance that has the identity of these inputs, and writes only what they say and it has otherwise.
 * Secrets are written, since GovAPI does not tell which it has.
 */
export async function adopted(lifecycle: Lifecycle, resource: Resource, inputs: Values): Promise<Written> {
  const set = new Set(Object.keys(inputs));
  const secret = resource.attributes.filter(({ sensitive }) => sensitive).map(({ name }) => [name, null]);
  const looked = await look(lifecycle, resource, { state: { ...inputs, ...Object.fromEntries(secret) }, set });
  if (!looked.ok) return { diagnostics: looked.diagnostics };
  if (looked.value === undefined) {
    const named = resource.identity.map((name) => JSON.stringify(inputs[name] ?? null)).join("/");
    const detail = `GovAPI has no ${resource.name} ${named}. Check it, or remove ${adopt} to make a new one.`;
    return refused({ summary: "There is nothing to adopt", detail });
  }
  const before = { state: looked.value.state, set };
  const { replaces } = differenceOf(resource, before, inputs);
  if (replaces.length > 0) {
    const detail = `The ${resource.name} that exists differs in ${replaces.join(", ")}, which cannot be changed on it. Give what it has, or remove ${adopt}.`;
    return refused({ summary: "What exists cannot be adopted", detail });
  }
  return change(lifecycle, resource, { before, inputs });
}

function refused(said: { readonly summary: string; readonly detail: string }): Written {
  return { diagnostics: [error("conflict", { ...said, attribute: [adopt] })] };
}
