import { type AttributePath, pascalCase, type Resource, type Values } from "@thoth-iac/model";

/** One desired instance. */
export interface Wanted {
  readonly resource: Resource;
  /** What its manifest calls it; no other instance of the resource has the name. */
  readonly name: string;
  /** Inputs, checked, with their secrets; UNKNOWN where a reference stands. */
  readonly configuration: Values;
  /** The places whose values other instances give. */
  readonly references: readonly Reference[];
  /** Addresses of further instances that have to be there first. */
  readonly after: readonly string[];
  /** Attributes whose values are not shown, though they are no secrets by themselves: they came from where secrets are kept. */
  readonly hidden?: readonly string[];
}

/** A place in a configuration that takes its value from an attribute of another instance. */
export interface Reference {
  readonly path: AttributePath;
  /** Address of the other instance. */
  readonly to: string;
  readonly attribute: string;
}

/** What people call an instance: `BrowserPolicy/block-extensions`. */
export function addressOf({ resource, name }: Pick<Wanted, "resource" | "name">): string {
  return `${kindOf(resource)}/${name}`;
}

/** What manifests call a resource. */
function kindOf(resource: Resource): string {
  const kind = kinds.get(resource) ?? pascalCase(resource.name);
  kinds.set(resource, kind);
  return kind;
}

/** Sets of manifests have thousands of instances of one resource. */
const kinds = new WeakMap<Resource, string>();
