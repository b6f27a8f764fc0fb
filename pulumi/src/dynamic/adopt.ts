import type { Lifecycle, Written } from "@thoth-iac/client";
import { error, isAbsent, type Resource, type Value, type Values } from "@thoth-iac/model";
import { change, differenceOf, look } from "../instance.ts";

/** The input by which a program takes over what exists; Pulumi's own import does not work for dynamic resources. */
export const adopt = "adopt";

/** True if the program asks to take over what exists. */
export function adopting(values: Values): boolean {
  return values[adopt] === true;
}

/** What is wrong with the input, if anything is. */
export function adoptFault(values: Values): string | undefined {
  const value: Value = values[adopt] ?? null;
  return value === null || typeof value === "boolean"
    ? undefined
    : `${adopt} must be true or false; found a ${typeof value}.`;
}

/** The inputs that are the resource's own. */
export function withoutAdopt({ [adopt]: _adopt, ...inputs }: Values): Values {
  return inputs;
}

/** Takes over the instance that has the identity of these inputs, and writes only what they say and it has otherwise. */
export async function adopted(lifecycle: Lifecycle, resource: Resource, inputs: Values): Promise<Written> {
  const lacking = resource.identity.filter((name) => isAbsent(inputs[name]));
  if (lacking.length > 0) {
    const detail = `${adopt} finds the ${resource.name} by ${resource.identity.join(", ")}; ${lacking.join(", ")} is not given. Give it, or remove ${adopt} to make a new one.`;
    return refused({ summary: "Nothing says what to adopt", detail });
  }
  const set = new Set(Object.keys(inputs));
  const looked = await look(lifecycle, resource, { state: inputs, set });
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
