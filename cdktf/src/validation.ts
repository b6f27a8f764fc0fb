import type { Attribute, AttributePath, Value } from "@thoth-iac/model";
import type { IConstruct } from "constructs";
import { literalSecrets } from "./literal-secrets.ts";
import { loadModel } from "./model.ts";
import { isMade, type Part, propsOf } from "./part.ts";
import { speltOwner } from "./spelt-owner.ts";
import { isPlain, isResolvedLater, readWritten } from "./written.ts";

/** What the props of a construct may be. */
export interface Accepted {
  /** The resources that are made of them. */
  readonly parts: readonly Part[];
  /** Further props, which the construct looks at itself. */
  readonly own?: readonly string[];
  /** Further props, each with what tells what is wrong with it. */
  readonly checks?: Readonly<Record<string, Check>>;
  /** Props that are handed on as they are, to constructs that check them. */
  readonly handedOn?: readonly string[];
}

/** What was written, by the names of the props. */
export type Given = Readonly<Record<string, unknown>>;

/** Tells what is wrong with one of the props. */
export type Check = (given: Given) => readonly string[];

/**
 * The props, without what no configuration can hold. Synthesis fails unless they are what the model accepts: every prop
 * that is wrong is named, with what was found and what is wanted. What is known only later is let through.
 */
export function checkedProps<Props extends object>(
  construct: IConstruct,
  props: Props | undefined,
  accepted: Accepted,
): Props {
  const { own = [], checks = {}, handedOn = [], parts } = accepted;
  const written: unknown = props ?? {};
  const { value, misfits } = readWritten(isPlain(written) ? omitting(written, handedOn) : written);
  const given = isPlain(value) ? value : {};
  construct.node.addValidation({
    validate: () => {
      if (!isPlain(written)) return [`the props must be an object; found ${kindOf(written)}`];
      const { pathText } = loadModel();
      const spoilt = misfits.map(({ path }) => path[0]);
      return [
        ...misfits.map(({ path, found }) => `${pathText(path)}: no configuration can hold ${found}`),
        ...strangers(given, [...own, ...Object.keys(checks), ...handedOn, ...namesOf(parts)]),
        ...parts.filter((part) => isMade(part, given)).flatMap((part) => faultsOf(part, given)),
        ...Object.entries(checks).flatMap(([name, faults]) => (spoilt.includes(name) ? [] : faults(given))),
      ];
    },
  });
  return given as Props; // what is not of this type stops the synthesis
}

/** What is wrong with props of which one resource is made and nothing else. */
export function faultsOfPart(part: Part, given: Given): readonly string[] {
  return [...strangers(given, namesOf([part])), ...faultsOf(part, given)];
}

/** What is wrong with values, by attributes that are called what the props are called. */
export function faultsIn(attributes: readonly Attribute[], given: Given): readonly string[] {
  const values = attributes.map(({ name }) => [name, valueIn(given[name])]);
  const parsed = loadModel().parse({ name: "props", attributes }, Object.fromEntries(values));
  return parsed.ok ? [] : parsed.diagnostics.map(({ detail }) => detail);
}

/** The attribute that an input of the part is. */
export function attributeOf(part: Part, input: string): Attribute {
  const found = speltOwner(part).attributes.find(({ name }) => name === input);
  if (found === undefined) throw new Error(`${part.type} has no input ${input}`);
  return found;
}

/** What was found in place of something else, in words. */
export function kindOf(written: unknown): string {
  if (isResolvedLater(written)) return "a token";
  if (Array.isArray(written)) return "a list";
  return `${typeof written === "object" ? "an" : "a"} ${typeof written}`;
}

function omitting(written: Given, names: readonly string[]): Given {
  return Object.fromEntries(Object.entries(written).filter(([name]) => !names.includes(name)));
}

function namesOf(parts: readonly Part[]): readonly string[] {
  return parts.flatMap((part) => propsOf(part).map(([, prop]) => prop));
}

function strangers(given: Given, known: readonly string[]): readonly string[] {
  const unknown = Object.keys(given).filter((name) => given[name] !== undefined && !known.includes(name));
  return unknown.map((name) => {
    const near = loadModel().nearest(name, known);
    return `there is no prop ${name}${near ? `; did you mean ${near}?` : `; known here: ${known.join(", ")}`}`;
  });
}

function faultsOf(part: Part, given: Given): readonly string[] {
  const { parse, pathText, UNKNOWN } = loadModel();
  const owner = speltOwner(part);
  const props = propsOf(part).filter(([, prop]) => given[prop] !== undefined);
  const own: Given = Object.fromEntries(props.map(([, prop]) => [prop, given[prop]]));
  const values = Object.entries(own).map(([prop, value]) => [prop, valueIn(value)] as const);
  const set = (part.set ?? []).map((input) => [part.renamed?.[input] ?? input, UNKNOWN] as const);
  const parsed = parse(owner, Object.fromEntries([...values, ...set]));
  return [
    ...(parsed.ok ? [] : parsed.diagnostics.map(({ detail }) => detail)),
    ...literalSecrets(owner.attributes, own).map((path) => secretText(path, pathText(path))),
  ];
}

/** What was written as a value of the model, to which all that is resolved later is not known yet. */
function valueIn(written: unknown): Value {
  if (isResolvedLater(written)) return loadModel().UNKNOWN;
  if (Array.isArray(written)) return written.map(valueIn);
  if (!isPlain(written)) return (written ?? null) as Value; // a text, number or truth: the rest was taken out
  return Object.fromEntries(Object.entries(written).map(([key, member]) => [key, valueIn(member)]));
}

function secretText(path: AttributePath, text: string): string {
  const name = String(path.at(-1)).replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return (
    `${text} is a secret, and a text written in the program would stand in the synthesized JSON for everyone to read; ` +
    `write instead: new TerraformVariable(this, "${name}", { type: "string", sensitive: true }).stringValue`
  );
}
