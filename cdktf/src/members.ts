import { loadModel } from "./model.ts";
import type { Part } from "./part.ts";
import { type Check, faultsOfPart, type Given, kindOf } from "./validation.ts";
import { isPlain, isResolvedLater } from "./written.ts";

/** The members of a prop that holds one set of props under each key; what is not such a set is left out. */
export function membersOf(written: unknown): readonly (readonly [string, Given])[] {
  if (!isPlain(written)) return [];
  return Object.entries(written).flatMap(([key, member]) => (isPlain(member) ? [[key, member] as const] : []));
}

/** Tells what is wrong with a prop under each of whose keys are the props of one resource. */
export function eachOf(prop: string, part: Part): Check {
  return ({ [prop]: written }) => {
    if (written === undefined) return [];
    if (!isPlain(written)) return [`${prop} must be an object that has props under each key; found ${kindOf(written)}`];
    const { pathText } = loadModel();
    return Object.entries(written).flatMap(([key, member]) => {
      const place = pathText([prop, key]);
      if (member === undefined) return [];
      if (!isPlain(member)) return [`${place} must be an object; found ${kindOf(member)}`];
      return faultsOfPart(part, member).map((fault) => `${place}: ${fault}`);
    });
  };
}

/**
 * Tells which members say of themselves what another one has said already, by groups of props that tell them apart. Of
 * a member that says none of a group, or says it by a token, nothing can be told.
 */
export function sameIn(prop: string, groups: readonly (readonly string[])[]): Check {
  return ({ [prop]: written }) =>
    groups.flatMap((group) => {
      const first = new Map<string, string>();
      return membersOf(written).flatMap(([key, member]) => {
        const said = group.map((name) => member[name]);
        if (said[0] === undefined || said.some((value) => value !== undefined && typeof value !== "string")) return [];
        if (said.some(isResolvedLater)) return [];
        const identity = JSON.stringify(said);
        const earlier = first.get(identity);
        if (earlier === undefined) {
          first.set(identity, key);
          return [];
        }
        const { pathText } = loadModel();
        const which = group.flatMap((name, at) =>
          said[at] === undefined ? [] : [`${name} ${JSON.stringify(said[at])}`],
        );
        return [
          `${pathText([prop, key])} is the same as ${pathText([prop, earlier])}: both have ${which.join(", ")}; keep one of them`,
        ];
      });
    });
}
