import type { Attribute } from "./attributes.ts";
import type { Resource } from "./resource.ts";
import { resources } from "./resources/index.ts";
import { pascalCase } from "./spelling.ts";

/** The `apiVersion` of manifests. */
export const manifestVersion = "thoth/v1";

/** What instances may be called in manifests: names as Kubernetes has them. */
export const manifestNamePattern = /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/;

/** The resources by the kinds that manifests call them: `BrowserPolicy`. */
export const resourcesByKind: ReadonlyMap<string, Resource> = new Map(
  Object.values(resources).map((resource: Resource) => [pascalCase(resource.name), resource]),
);

/**
 * The resource as manifests write it: without write-only attributes. Those are for tools that keep what is written in a
 * state file; manifests hold no secret but refer to it.
 */
export function inManifests(resource: Resource): Resource {
  const found = manifestResources.get(resource) ?? withoutWriteOnly(resource);
  manifestResources.set(resource, found);
  return found;
}

const manifestResources = new WeakMap<Resource, Resource>();

function withoutWriteOnly(resource: Resource): Resource {
  const hidden = new Set(resource.attributes.filter((attribute) => attribute.writeOnly).map(({ name }) => name));
  const attributes = resource.attributes.filter(
    ({ name, requiredWith = [] }) => !hidden.has(name) && !requiredWith.some((other) => hidden.has(other)),
  );
  return { ...resource, attributes };
}

/** The input that is the manifest's name where it is left out: an identity of one free text that may be left out. */
export function namedByManifest({
  identity,
  attributes,
}: Pick<Resource, "identity" | "attributes">): string | undefined {
  const [only, ...others] = identity;
  const found = attributes.find(({ name }) => name === only);
  if (others.length > 0 || found === undefined || !isFreeInput(found)) return undefined;
  return found.name;
}

function isFreeInput({ input, required, type }: Attribute): boolean {
  return input && !required && type.kind === "string" && type.enum === undefined;
}
