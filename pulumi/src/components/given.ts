import { Output, Resource } from "@pulumi/pulumi";
import { UNKNOWN, type Value } from "@thoth-iac/model";

/** Named things that a program gives, of which nothing else is known. */
export type Given = Readonly<Record<string, unknown>>;

/** True for an object whose members can be looked at now. */
export function isGiven(value: unknown): value is Given {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isLater(value) && !isResource(value);
}

/** What was found where such an object is expected, in words. */
export function kindOf(value: unknown): string {
  if (isLater(value)) return "an output, and what it holds must be known when the program runs: give outputs inside it";
  if (isResource(value)) return "a resource";
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

/** The same as a value of the model, in which all that is known only later is unknown. */
export function modelValue(given: unknown): Value {
  if (isLater(given)) return UNKNOWN;
  if (Array.isArray(given)) return given.map((item) => modelValue(item));
  // A resource is no value, and has no end.
  if (isResource(given)) return {};
  if (isGiven(given)) {
    const members = Object.entries(given).filter(([, member]) => member !== undefined);
    return Object.fromEntries(members.map(([name, member]) => [name, modelValue(member)]));
  }
  return given as Value; // whatever else it is, the model looks at it before it takes it
}

function isLater(value: unknown): boolean {
  return Output.isInstance(value) || value instanceof Promise;
}

function isResource(value: unknown): boolean {
  return Resource.isInstance(value);
}
