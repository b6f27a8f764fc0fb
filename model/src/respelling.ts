import type { Attribute, AttributeType } from "./attributes.ts";
import type { Group, Query, Resource } from "./resource.ts";
import type { Find, Forget, Merge, Poll, Route, Routes, Write } from "./routes.ts";

/** Gives a name in the spelling of some language. */
export type Spell = (name: string) => string;

/**
 * A resource or a data source whose attributes are spelt in another language's way, everywhere it speaks of them. What
 * is parsed, planned, sent and told with it needs no further translation; GovAPI's names stay as they are.
 */
export function respelt<Owner extends Resource | Query>(owner: Owner, spell: Spell): Owner {
  const attributes = owner.attributes.map((attribute) => respeltAttribute(attribute, spell));
  const spoken =
    owner.kind === "resource" ? resourceParts(owner, spell) : { route: respeltRoute((owner as Query).route, spell) }; // of the two kinds the other one
  return { ...owner, ...spoken, attributes };
}

function resourceParts(resource: Resource, spell: Spell): Partial<Resource> {
  const { identity, routes, exactlyOneOf, conflictsWith, succeeds, afterWrite } = resource;
  const groups = (found: readonly Group[]) => found.map((group) => group.map(spell));
  return {
    identity: identity.map(spell),
    routes: respeltRoutes(routes, spell),
    ...(exactlyOneOf && { exactlyOneOf: groups(exactlyOneOf) }),
    ...(conflictsWith && { conflictsWith: groups(conflictsWith) }),
    ...(succeeds && {
      succeeds: { ...succeeds, attribute: spell(succeeds.attribute), because: spell(succeeds.because) },
    }),
    ...(afterWrite && { afterWrite: { ...afterWrite, when: spell(afterWrite.when) } }),
  };
}

function respeltAttribute(attribute: Attribute, spell: Spell): Attribute {
  const { name, type, twin, requiredWith, value, otherwise } = attribute;
  return {
    ...attribute,
    name: spell(name),
    type: respeltType(type, spell),
    ...(twin !== undefined && { twin: spell(twin) }),
    ...(requiredWith && { requiredWith: requiredWith.map(spell) }),
    ...(value !== undefined && { value: inBraces(value, spell) }),
    ...(otherwise !== undefined && { otherwise: inBraces(otherwise, spell) }),
  };
}

function respeltType(type: AttributeType, spell: Spell): AttributeType {
  if (type.kind === "object")
    return { ...type, attributes: type.attributes.map((inner) => respeltAttribute(inner, spell)) };
  return "element" in type ? { ...type, element: respeltType(type.element, spell) } : type;
}

function respeltRoutes({ create, read, update, delete: remove }: Routes, spell: Spell): Routes {
  return {
    create: respeltVerb(create, spell),
    delete: respeltVerb(remove, spell),
    ...(read !== undefined && { read: respeltVerb(read, spell) }),
    ...(update !== undefined && { update: respeltVerb(update, spell) }),
  };
}

function respeltVerb<Verb extends Route | Find | Merge | Write | Poll | Forget>(verb: Verb, spell: Spell): Verb {
  // Each line below gives back the kind of verb that it looked for, which the compiler cannot follow.
  return respeltMove(verb, spell) as Verb;
}

function respeltMove(verb: Route | Find | Merge | Write | Poll | Forget, spell: Spell): typeof verb {
  if (typeof verb === "string") return respeltRoute(verb, spell);
  switch (verb.move) {
    case "find":
      return { ...verb, list: respeltRoute(verb.list, spell) };
    case "merge":
      return { ...verb, read: respeltRoute(verb.read, spell), write: respeltRoute(verb.write, spell) };
    case "write":
      return { ...verb, route: respeltRoute(verb.route, spell) };
    case "poll":
      return {
        ...verb,
        start: respeltRoute(verb.start, spell),
        read: respeltRoute(verb.read, spell),
        until: { ...verb.until, attribute: spell(verb.until.attribute) },
        wait: spell(verb.wait),
        interval: spell(verb.interval),
        timeout: spell(verb.timeout),
      };
    case "forget":
      return verb;
  }
}

function respeltRoute(route: Route, spell: Spell): Route {
  return inBraces(route, spell) as Route; // only names in braces change
}

function inBraces(text: string, spell: Spell): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => `{${spell(name)}}`);
}
