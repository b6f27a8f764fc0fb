import {
  type Attribute,
  type AttributeType,
  describe,
  inManifests,
  known,
  nearest,
  parse,
  pathText,
  type Resource,
} from "@thoth-iac/model";
import { faultOf, type Instance } from "./instance.ts";
import type { ManifestFault } from "./manifest-fault.ts";
import type { ResourceUse } from "./spec-values.ts";

/** Addresses of what an instance needs. */
export function needsOf({ source, references }: Instance): readonly string[] {
  return [...new Set([...references.map(({ to }) => to), ...source.manifest.dependsOn])];
}

/** The attribute that a reference takes, unless it names none and the other has more than one in its identity, or none. */
export function takenAttribute({ attribute }: Pick<ResourceUse, "attribute">, target: Resource): string | undefined {
  if (attribute !== undefined) return attribute;
  return target.identity.length === 1 ? target.identity[0] : undefined;
}

/** References and dependencies that lead nowhere, or to what cannot stand where they stand. */
export function danglingOf(byAddress: ReadonlyMap<string, Instance>): readonly ManifestFault[] {
  const near = suggester([...byAddress.keys()]);
  return [...byAddress.values()].flatMap((instance) => [
    ...instance.references.flatMap((use) => referenceFaults(instance, use, { byAddress, near })),
    ...instance.source.manifest.dependsOn.flatMap((to, at) =>
      byAddress.has(to) && to !== instance.address
        ? []
        : [
            faultOf(instance, {
              path: ["metadata", "dependsOn", at],
              ...(to === instance.address ? onItself(to) : leadsNowhere(to, near)),
            }),
          ],
    ),
  ]);
}

interface Among {
  readonly byAddress: ReadonlyMap<string, Instance>;
  readonly near: (address: string) => string | undefined;
}

function referenceFaults(instance: Instance, use: ResourceUse, { byAddress, near }: Among): readonly ManifestFault[] {
  const fault = (message: Message) =>
    faultOf(instance, { path: ["spec", ...use.path], attribute: use.path, ...message });
  const target = byAddress.get(use.to);
  if (use.to === instance.address) return [fault(onItself(use.to))];
  if (target === undefined) return [fault(leadsNowhere(use.to, near))];
  const message = wrongAttribute(use, target) ?? wrongName(instance, use, target) ?? wrongValue(instance, use, target);
  return message === undefined ? [] : [fault(message)];
}

type Message = { readonly code: "malformed_manifest"; readonly summary: string; readonly detail: string };

function said(summary: string, detail: string): Message {
  return { code: "malformed_manifest", summary, detail };
}

function onItself(address: string): Message {
  return said("A manifest refers to itself", `${address} cannot wait for itself. Remove the reference.`);
}

function leadsNowhere(address: string, near: Among["near"]): Message {
  const suggestion = near(address);
  const advice = suggestion === undefined ? "Add its manifest, or correct the address." : `Did you mean ${suggestion}?`;
  return said("A reference leads nowhere", `There is no manifest ${address} in this set. ${advice}`);
}

function wrongAttribute(use: ResourceUse, { resource }: Instance): Message | undefined {
  const { attributes } = inManifests(resource);
  const name = takenAttribute(use, resource);
  const names = attributes.map((each) => each.name);
  if (name === undefined) {
    const detail = `${use.to} has no single attribute that identifies it. Write which one is meant: {fromResource: ${use.to}, attribute: NAME}, with one of ${names.join(", ")}.`;
    return said("A reference needs an attribute", detail);
  }
  const attribute = attributes.find((each) => each.name === name);
  if (attribute === undefined) {
    const near = nearest(name, names);
    const advice = near === undefined ? `It has ${names.join(", ")}.` : `Did you mean ${near}?`;
    return said("A reference names no attribute", `${use.to} has no attribute ${name}. ${advice}`);
  }
  if (attribute.sensitive && !use.sensitive) {
    const detail = `${name} of ${use.to} is a secret, and ${pathText(use.path)} would show it. Take another attribute.`;
    return said("A reference would show a secret", detail);
  }
  if (use.type === undefined || isTaken(use.type, attribute)) return undefined;
  const detail = `${pathText(use.path)} must be ${describe(use.type)}; ${name} of ${use.to} is ${describe(attribute.type)}.`;
  return said("A reference gives another type", detail);
}

function isTaken(wanted: AttributeType, { type }: Attribute): boolean {
  if (wanted.kind === type.kind) {
    return !("element" in wanted && "element" in type) || wanted.element.kind === type.element.kind;
  }
  if (wanted.kind === "number") return type.kind === "integer";
  if (wanted.kind === "string") return type.kind === "json_text";
  const isList = (kind: AttributeType["kind"]) => kind === "list" || kind === "set";
  return isList(wanted.kind) && isList(type.kind) && "element" in wanted && "element" in type
    ? wanted.element.kind === type.element.kind
    : false;
}

/** By its identity an instance is spoken of everywhere, so that nothing goes into it that is not shown. */
function wrongName({ resource }: Instance, use: ResourceUse, target: Instance): Message | undefined {
  const name = takenAttribute(use, target.resource) ?? "";
  const isName =
    use.type?.kind === "string" && use.type.enum === undefined && resource.identity.includes(pathText(use.path));
  if (!isName || !target.hidden.includes(name)) return undefined;
  const detail = `${name} of ${use.to} comes from the environment or from a file and is not shown, and by ${pathText(use.path)} the instance is known. Write the value.`;
  return said("A reference would show a secret", detail);
}

/** What the other manifest says outright is looked at now, and not when it is applied. */
function wrongValue({ resource, configuration }: Instance, use: ResourceUse, target: Instance): Message | undefined {
  const [name, ...deeper] = use.path;
  const value = known(target.configuration[takenAttribute(use, target.resource) ?? ""]);
  const isHidden = use.sensitive || target.hidden.includes(takenAttribute(use, target.resource) ?? "");
  if (value === undefined || value === null || isHidden || typeof name !== "string" || deeper.length > 0) {
    return undefined;
  }
  const parsed = parse(inManifests(resource), { ...configuration, [name]: value });
  const wrong = parsed.ok ? undefined : parsed.diagnostics.find(({ attribute }) => attribute?.[0] === name);
  return wrong && said("A reference gives what is not accepted", `${use.to}: ${wrong.detail}`);
}

/** Suggestions look at every address, so only so many are made. */
function suggester(addresses: readonly string[]): Among["near"] {
  let left = 20;
  return (address) => {
    left--;
    if (left < 0) return undefined;
    const [kind = ""] = address.split("/");
    return (
      nearest(
        address,
        addresses.filter((each) => each.startsWith(`${kind}/`)),
      ) ?? nearest(address, addresses)
    );
  };
}
