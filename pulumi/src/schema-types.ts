import {
  type Attribute,
  type AttributeType,
  camelCase,
  type JsonObject,
  type Query,
  type Resource,
  sameValue,
} from "@thoth-iac/model";
import { memberOf, moduleOf, packageName, titled } from "./tokens.ts";
import { viewOf } from "./view.ts";

/** A resource or a data source. */
export type Owner = Resource | Query;

/** A type that the package gives a name: an enum, or an object. */
export interface NamedType {
  readonly token: string;
  readonly module: string;
  readonly name: string;
  /** What the type is made of, to find it again. */
  readonly shape: AttributeType;
  readonly description: string;
  /** Where it was found first. */
  readonly owner: Owner;
}

/**
 * Every type that needs a name. Attributes of one module that accept the same values share one type, so that a value
 * of one resource can be handed to another one in languages that tell types apart by their names.
 */
export function namedTypesOf(owners: readonly Owner[]): readonly NamedType[] {
  const uses = owners.flatMap((owner) => viewOf(owner).attributes.flatMap((attribute) => usesIn(attribute, owner)));
  const groups: Use[][] = [];
  for (const use of uses) {
    const group = groups.find(([first]) => first?.module === use.module && sameShape(first.shape, use.shape));
    if (group) group.push(use);
    else groups.push([use]);
  }
  return groups.flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const short = commonName(group.map(({ name }) => name));
    const rivals = groups.filter(
      ([other]) => other !== first && other?.module === first.module && commonName(namesOf(groups, other)) === short,
    );
    const name = titled(rivals.length === 0 ? short : `${first.member}${titled(short)}`);
    const { module, shape, owner } = first;
    const description = sharedDescription(group);
    return [{ token: `${packageName}:${module}/${name}:${name}`, module, name, shape, description, owner }];
  });
}

interface Use {
  readonly owner: Owner;
  readonly module: string;
  readonly member: string;
  readonly attribute: string;
  readonly name: string;
  readonly shape: AttributeType;
  readonly description: string;
}

/** What is said of each attribute may be untrue of the others that share the type. */
function sharedDescription(group: readonly Use[]): string {
  const [description = "", ...others] = new Set(group.map((use) => use.description));
  if (others.length === 0) return description;
  return `Values of ${[...new Set(group.map(({ attribute }) => `\`${attribute}\``))].join(", ")}.`;
}

function namesOf(groups: readonly (readonly Use[])[], first: Use): readonly string[] {
  return (groups.find((group) => group[0] === first) ?? []).map(({ name }) => name);
}

function usesIn({ name, type, description }: Attribute, owner: Owner): readonly Use[] {
  const [shape, isElement] = "element" in type ? [type.element, true] : [type, false];
  const inner = shape.kind === "object" ? shape.attributes.flatMap((one) => usesIn(one, owner)) : [];
  if (!isNamed(shape)) return inner;
  const { token } = owner;
  return [
    {
      owner,
      module: moduleOf(token),
      member: memberOf(token),
      attribute: name,
      name: isElement ? singular(name) : name,
      shape,
      description,
    },
    ...inner,
  ];
}

function isNamed(type: AttributeType): boolean {
  return type.kind === "object" || (type.kind === "string" && type.enum !== undefined);
}

function sameShape(left: AttributeType, right: AttributeType): boolean {
  // An attribute tree is plain data.
  return sameValue(left as unknown as JsonObject, right as unknown as JsonObject);
}

/** The name of one of several: `policy` of `policies`. */
export function singular(name: string): string {
  return name.endsWith("ies") ? `${name.slice(0, -3)}y` : name.replace(/s$/, "");
}

/** The words with which all names begin, else those with which all end, else the first name. */
function commonName(names: readonly string[]): string {
  const [first = [], ...others] = names.map((name) => name.split(/(?=[A-Z])/));
  const allHave = (part: (words: readonly string[]) => readonly string[]) =>
    others.every((words) => part(words).join() === part(first).join());
  const before = first.filter((_, at) => allHave((words) => words.slice(0, at + 1)));
  const after = first.filter((_, at) => allHave((words) => words.slice(at - first.length)));
  const common = [before, after, first].find((words) => words.length > 0) ?? first;
  const [word = "", ...rest] = common;
  return [word.toLowerCase(), ...rest].join("");
}

/** The named type that an attribute's type is, if it is one. */
export function namedType(types: readonly NamedType[], module: string, shape: AttributeType): NamedType | undefined {
  return isNamed(shape) ? types.find((one) => one.module === module && sameShape(one.shape, shape)) : undefined;
}

/** The name of an enum's member in languages whose members have names: `StepUp` of `step_up`. */
export function memberName(value: string): string {
  return titled(camelCase(value.replace(/[^a-z0-9]+/gi, "_")));
}
