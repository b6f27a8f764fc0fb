import type { CustomResourceOptions, Inputs } from "@pulumi/pulumi";
import { isAbsent, type Resource } from "@thoth-iac/model";
import { classNameOf } from "../tokens.ts";
import { inputsOf, propertiesOf } from "../view.ts";

/** What a program says of one instance. */
export interface Declared {
  readonly name: string;
  readonly args: unknown;
  readonly opts: CustomResourceOptions | undefined;
}

/**
 * What is registered of an instance: its arguments, and nothing yet for its other properties, without which they would
 * stay empty on it. An Error for what the compiler would not have let pass; all else is for the provider to judge.
 */
export function propertiesIn(view: Resource, { name, args, opts }: Declared): Inputs {
  const given = isAbsent(args) ? {} : args;
  const said = `${classNameOf(view)} ${JSON.stringify(name)}`;
  if (!isObject(given)) throw new TypeError(`${said}: the arguments must be an object; found ${kindOf(given)}.`);
  const isRead = opts?.id !== undefined;
  const lacking = inputsOf(view).filter(({ name: input, required }) => required && given[input] === undefined);
  if (!isRead && lacking.length > 0) {
    throw new TypeError(`${said}: ${lacking.map(({ name: input }) => input).join(", ")} must be given.`);
  }
  const open = propertiesOf(view).map(({ name: property }) => [property, undefined]);
  return { ...Object.fromEntries(open), ...given };
}

function isObject(value: unknown): value is Inputs {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function kindOf(value: unknown): string {
  return Array.isArray(value) ? "a list" : `a ${typeof value}`;
}
