import { isPlain } from "./written.ts";

/** One resource that a construct makes of its props. */
export interface Part {
  /** Its type in Terraform, as its binding has it: `tfResourceType`. */
  readonly type: string;
  /** It is a data source, whose type may be that of a resource too. */
  readonly dataSource?: boolean;
  /** What may be set of it. The bindings' props have such a list for each resource. */
  readonly inputs: readonly string[];
  /** The props whose names are not the input's, by the input. */
  readonly renamed?: Readonly<Record<string, string>>;
  /** Inputs that the construct sets itself, so that no prop does. */
  readonly set?: readonly string[];
  /** It is made only if one of its props is given. */
  readonly optional?: boolean;
}

/** The props that a part is made of, by the inputs that they set. */
export function propsOf(part: Part): readonly (readonly [string, string])[] {
  const found = propsByPart.get(part) ?? findProps(part);
  propsByPart.set(part, found);
  return found;
}

const propsByPart = new WeakMap<Part, readonly (readonly [string, string])[]>();

function findProps({ inputs, renamed = {}, set = [] }: Part): readonly (readonly [string, string])[] {
  return inputs.filter((input) => !set.includes(input)).map((input) => [input, renamed[input] ?? input]);
}

/**
 * What is written for the part, by the names of its inputs. Whether it is what their type says is told when the props
 * are validated: a program in JavaScript may have written anything.
 */
export function configOf<Inputs extends object>(part: Part, props: unknown): Inputs {
  const given = isPlain(props) ? props : {};
  const entries = propsOf(part).map(([input, prop]) => [input, given[prop]] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as Inputs; // see above
}

/** Whether the resource is to be made of these props. */
export function isMade(part: Part, props: unknown): boolean {
  return part.optional !== true || Object.keys(configOf(part, props)).length > 0;
}
