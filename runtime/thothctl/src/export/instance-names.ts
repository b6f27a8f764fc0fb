import { createHash } from "node:crypto";
import type { Found } from "@thoth-iac/client";
import { attributeNamed, type Resource } from "@thoth-iac/model";

/** An instance that needs a name, and the name that a mark gives it. */
export type Nameless = Pick<Found, "resource" | "identity"> & { readonly marked: string | undefined };

/**
 * What instances of one resource are called in manifests: what a mark says, where there is one, else a name made of the
 * identity. A name depends on its own instance alone, so that it stays when others come and go. No two are the same,
 * also where large and small letters mean the same.
 */
export function instanceNames(instances: readonly Nameless[]): readonly string[] {
  const taken = new Set<string>();
  const take = (name: string | undefined) => {
    if (name === undefined || !namePattern.test(name) || taken.has(name)) return undefined;
    taken.add(name);
    return name;
  };
  const marked = instances.map((instance) => take(instance.marked));
  return instances.map(({ resource, identity }, at) => {
    const texts = resource.identity.map((name) => String(identity[name] ?? ""));
    return marked[at] ?? firstFree(candidates(resource, texts), take);
  });
}

function firstFree(names: Iterable<string>, take: (name: string) => string | undefined): string {
  for (const name of names) {
    const taken = take(name);
    if (taken !== undefined) return taken;
  }
  throw new Error("names never end");
}

/** As the names of Kubernetes are, and short enough to be a file's. */
const namePattern = /^[a-z0-9]([a-z0-9.-]{0,125}[a-z0-9])?$/;

/** Names that Windows keeps to itself, with any ending. */
const devices = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/;

/** Names for an identity, the nicest first; beyond the second only somebody who tries to make names collide gets. */
function* candidates(resource: Resource, identity: readonly string[]): Generator<string> {
  const name = nicest(resource, identity);
  if (name.isExact) yield name.text;
  const hash = createHash("sha256").update(JSON.stringify(identity)).digest("hex");
  const short = name.text.replaceAll(".", "-").slice(0, 40).replace(/-+$/, "") || "x";
  yield `${short}-${hash.slice(0, 8)}`;
  for (let count = 1; ; count++) yield `${short}-${hash}-${count}`;
}

/** A name that says the identity, and whether it says all of it, so that no other identity has it. */
function nicest(resource: Resource, identity: readonly string[]): { readonly text: string; readonly isExact: boolean } {
  const [only = ""] = identity;
  if (identity.length === 0) return { text: resource.name.split("_").at(-1) ?? resource.name, isExact: true };
  if (identity.length === 1 && namePattern.test(only) && !devices.test(only)) return { text: only, isExact: true };
  const text = spelt(identity.join("-"));
  return { text, isExact: isOneOfFew(resource, only) && !devices.test(text) };
}

function spelt(text: string): string {
  const letters = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return letters.replace(/[^a-z0-9.]+/g, "-").replace(/^[.-]+|[.-]+$/g, "");
}

/** True if the identity is one of the model's own words, no two of which are spelt alike. */
function isOneOfFew(resource: Resource, identity: string): boolean {
  const [name = "", ...more] = resource.identity;
  if (more.length > 0) return false;
  const { type } = attributeNamed(resource, name);
  if (type.kind !== "string" || !type.enum?.includes(identity)) return false;
  return new Set(type.enum.map(spelt)).size === type.enum.length;
}
