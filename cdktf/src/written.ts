import type { AttributePath } from "@thoth-iac/model";
import { Lazy, Token } from "cdktf";
import { Construct } from "constructs";

/** A part of what was written that no configuration can hold. */
export interface Misfit {
  readonly path: AttributePath;
  readonly found: string;
}

/** What was written, without the parts that no configuration can hold, and what those were. */
export interface Written {
  readonly value: unknown;
  readonly misfits: readonly Misfit[];
}

/**
 * Reads what a program wrote, whatever it is: a framework that comes upon a function, a construct or a circle ends the
 * program with an error that names no prop, so such parts are taken out and told.
 */
export function readWritten(written: unknown): Written {
  return reading(written, { path: [], around: [] });
}

/** True for a text, number, list or object that the framework resolves, or a text in which Terraform does. */
export function isResolvedLater(written: unknown): boolean {
  if (typeof written === "string" && /(?<!\$)\$\{|(?<!%)%\{/.test(written)) return true;
  return mayBeToken(written) && Token.isUnresolved(written);
}

/** False for most of what is written: to ask the framework, which takes every key for a token, is slow. */
function mayBeToken(written: unknown): boolean {
  if (typeof written === "string") return written.includes("{");
  if (typeof written === "boolean" || written === undefined || written === null) return false;
  if (Array.isArray(written)) return written.length === 1 && typeof written[0] !== "object";
  if (isPlain(written)) return "resolve" in written || Object.keys(written).some((key) => key.includes("{"));
  return true;
}

/** True for an object such as literals make, with members that a program wrote. */
export function isPlain(written: unknown): written is Readonly<Record<string, unknown>> {
  if (typeof written !== "object" || written === null) return false;
  const prototype: unknown = Object.getPrototypeOf(written);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** Where a reading stands, and what it stands in. */
interface Reading {
  readonly path: AttributePath;
  readonly around: readonly object[];
}

function reading(written: unknown, place: Reading): Written {
  if (isResolvedLater(written)) return { value: written, misfits: [] };
  switch (typeof written) {
    case "function":
    case "symbol":
    case "bigint":
      return misfit(`a ${typeof written}`, place);
    case "object":
      return written === null ? { value: undefined, misfits: [] } : readingObject(written, place);
    default:
      return { value: written, misfits: [] };
  }
}

function readingObject(written: object, { path, around }: Reading): Written {
  if (around.includes(written)) return misfit("an object that it is itself a part of", { path, around });
  const into = (step: string | number): Reading => ({ path: [...path, step], around: [...around, written] });
  if (Array.isArray(written)) {
    const items = written.map((item, at) => reading(item, into(at)));
    return { value: items.map(({ value }) => value), misfits: items.flatMap(({ misfits }) => misfits) };
  }
  if (!isPlain(written)) return misfit(classOf(written), { path, around });
  const members = Object.entries(written).map(([key, member]) => [key, reading(member, into(key))] as const);
  return {
    value: Object.fromEntries(members.map(([key, { value }]) => [key, value])),
    misfits: members.flatMap(([, { misfits }]) => misfits),
  };
}

function misfit(found: string, { path }: Reading): Written {
  // Nothing, but known only later: so that it counts neither as missing nor as wrong.
  return { value: Lazy.anyValue({ produce: () => undefined }), misfits: [{ path, found }] };
}

function classOf(written: object): string {
  const name = written.constructor?.name ?? "an unknown class";
  return Construct.isConstruct(written)
    ? `the construct ${name} itself: write one of its attributes, such as .stringValue of a variable`
    : `an object of the class ${name}`;
}
