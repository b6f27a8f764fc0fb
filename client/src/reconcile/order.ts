import { type Diagnostic, error, partsOf, type Resource } from "@thoth-iac/model";
import { isAction } from "./survey.ts";
import { addressOf, type Wanted } from "./wanted.ts";

/** Instances in an order in which each comes after those that it needs. */
export interface Ordered {
  readonly order: readonly Wanted[];
  /** Addresses that an instance needs, by its address. */
  readonly needs: ReadonlyMap<string, readonly string[]>;
}

/**
 * Orders instances by their references and by what they say they come after. Actions come last, save for those that
 * others wait for, and need whatever is kept where they begin: a sync needs its provider, a test its webhook's settings.
 */
export function ordered(wanted: readonly Wanted[]): Ordered | { readonly faults: readonly Diagnostic[] } {
  const byAddress = new Map(wanted.map((one) => [addressOf(one), one]));
  const lost = [...byAddress].flatMap(([address, one]) =>
    namedBy(one)
      .filter((other) => !byAddress.has(other))
      .map((other) => unknownTarget(address, other)),
  );
  if (lost.length > 0) return { faults: lost };
  const plain = wanted.filter(({ resource }) => !isAction(resource));
  const needs = new Map([...byAddress].map(([address, one]) => [address, needsOf(one, plain)]));
  const order: Wanted[] = [];
  const done = new Set<string>();
  // Not by recursion: a chain of ten thousand references is long, not wrong.
  for (const start of [...plain, ...wanted.filter(({ resource }) => isAction(resource))]) {
    const way: string[] = [addressOf(start)];
    for (let address = way.at(-1); address !== undefined; address = way.at(-1)) {
      const open = needs.get(address)?.find((other) => !done.has(other));
      if (open === undefined || done.has(address)) {
        way.pop();
        const one = byAddress.get(address);
        if (one !== undefined && !done.has(address)) order.push(one);
        done.add(address);
        continue;
      }
      if (way.includes(open)) return { faults: [cycle([...way.slice(way.indexOf(open)), open])] };
      way.push(open);
    }
  }
  return { order, needs };
}

function namedBy({ references, after }: Wanted): readonly string[] {
  return [...new Set([...references.map(({ to }) => to), ...after])];
}

function needsOf(one: Wanted, plain: readonly Wanted[]): readonly string[] {
  const named = namedBy(one);
  if (!isAction(one.resource)) return named;
  const { create } = one.resource.routes;
  const start = typeof create === "string" ? create : create.move === "poll" ? create.start : create.write;
  const beneath = plain.filter(({ resource }) => partsOf(start).path.startsWith(`${placeOf(resource)}/`));
  return [...new Set([...named, ...beneath.map(addressOf)])];
}

/** Where a resource's instances are kept. */
function placeOf({ routes: { create } }: Resource): string {
  if (typeof create === "string") return partsOf(create).path;
  return partsOf(create.move === "poll" ? create.start : create.write).path;
}

function unknownTarget(address: string, other: string): Diagnostic {
  const detail = `It names ${other}, which is in no manifest that was given. Add the manifest, or mend the name.`;
  return { ...error("invalid_value", { summary: "No such instance", detail }), instance: address };
}

function cycle(way: readonly string[]): Diagnostic {
  const detail = `Each of these needs the next: ${way.join(" -> ")}. Take one of the references out.`;
  return {
    ...error("invalid_value", { summary: "Instances need one another in a circle", detail }),
    instance: way[0] ?? "",
  };
}
