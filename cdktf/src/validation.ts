import type { AttributePath, Value } from "@thoth-iac/model";
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
}

type Given = Readonly<Record<string, unknown>>;

/**
 * The props, without what no configuration can hold. Synthesis fails unless they are what the model accepts: every prop
 * that is wrong is named, with what was found and what is wanted. What is known only later is let through.
 */
export function checkedProps<Props extends object>(
  construct: IConstruct,
  props: Props | undefined,
  accepted: Accepted,
): Props {
  const written: unknown = props ?? {};
  const { value, misfits } = readWritten(written);
  const given = isPlain(value) ? value : {};
  construct.node.addValidation({
    validate: () => {
      if (!isPlain(written)) return [`the props must be an object; found ${kindOf(written)}`];
      const { pathText } = loadModel();
      return [
        ...misfits.map(({ path, found }) => `${pathText(path)}: no configuration can hold ${found}`),
        ...strangers(given, accepted),
        ...accepted.parts.filter((part) => isMade(part, given)).flatMap((part) => faultsOf(part, given)),
      ];
    },
  });
  return given as Props; // what is not of this type stops the synthesis
}

function kindOf(written: unknown): string {
  return Array.isArray(written) ? "a list" : `a ${typeof written}`;
}

function strangers(given: Given, { parts, own = [] }: Accepted): readonly string[] {
  const known = [...own, ...parts.flatMap((part) => propsOf(part).map(([, prop]) => prop))];
  const unknown = Object.keys(given).filter((name) => given[name] !== undefined && !known.includes(name));
  return unknown.map((name) => {
    const near = loadModel().nearest(name, known);
    return `there is no prop ${name}${near ? `; did you mean ${near}?` : `; known here: ${known.join(", ")}`}`;
  });
}

function faultsOf(part: Part, given: Given): readonly string[] {
  const { parse, pathText, UNKNOWN } = loadModel();
  const owner = speltOwner(part);
  const own: Given = Object.fromEntries(propsOf(part).map(([, prop]) => [prop, given[prop]]));
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
