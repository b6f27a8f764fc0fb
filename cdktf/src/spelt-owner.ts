import type { Attribute, ConfigurationAttribute, Parsed, Query, Resource } from "@thoth-iac/model";
import { loadModel } from "./model.ts";
import type { Part } from "./part.ts";

const spelt = new WeakMap<Part, Parsed>();

/** What the model knows of a part, with every attribute called what its prop is called. */
export function speltOwner(part: Part): Parsed {
  const made = spelt.get(part) ?? makeOwner(part);
  spelt.set(part, made);
  return made;
}

function makeOwner({ type, renamed = {}, dataSource = false }: Part): Parsed {
  const { camelCase, respelt } = loadModel();
  const spell = (name: string) => renamed[camelCase(name)] ?? camelCase(name);
  const [, name] = /^[^_]+_(.+)$/.exec(type) ?? [];
  return name === undefined ? providerBlock(spell) : respelt(ownerNamed(name, dataSource), spell);
}

/** Terraform's types are the model's names after the provider's. */
function ownerNamed(name: string, dataSource: boolean): Resource | Query {
  const { queries, resources } = loadModel();
  const owners = Object.values(dataSource ? queries : resources).map((owner) => owner as Resource | Query); // generics are for those who write configurations
  const found = owners.find((owner) => owner.name === name);
  if (found === undefined) throw new Error(`The model has no resource ${name}`);
  return found;
}

function providerBlock(spell: (name: string) => string): Parsed {
  const settings: readonly ConfigurationAttribute[] = loadModel().providerConfiguration;
  const attributes = settings.map(
    ({ name, description, sensitive = false, ...setting }): Attribute => ({
      ...{ name: spell(name), description, sensitive, type: typeOf(setting) },
      ...{ input: true, output: false, required: false },
    }),
  );
  return { name: "provider", attributes };
}

function typeOf({ type, range }: Pick<ConfigurationAttribute, "type" | "range">): Attribute["type"] {
  if (type !== "integer") return { kind: type === "boolean" ? "bool" : "string" };
  return { kind: type, ...(range && { minimum: range[0], maximum: range[1] }) };
}
