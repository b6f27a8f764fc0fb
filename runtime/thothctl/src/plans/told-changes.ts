import type { AttributeChange, Step } from "@thoth-iac/client";
import { attributeNamed, isAbsent, UNKNOWN } from "@thoth-iac/model";

/**
 * The changes of a step as people are told of them. Of a secret that is written, the mark knows whether one was sent
 * before; and what a reference gives is a change, though nobody knows it yet.
 */
export function toldChanges(step: Step): readonly AttributeChange[] {
  const told = step.changes.map((change) =>
    isReplacedSecret(change, step) ? { ...change, kind: "changed" as const } : change,
  );
  const order = new Map(step.resource.attributes.map(({ name }, at) => [name, at]));
  const placeOf = ({ attribute }: AttributeChange) => order.get(attribute) ?? 0;
  return [...told, ...openReferences(step)].sort((left, right) => placeOf(left) - placeOf(right));
}

function isReplacedSecret({ attribute, secret, kind }: AttributeChange, { mark }: Step): boolean {
  return secret && kind === "set" && mark !== undefined && Object.hasOwn(mark.secrets, attribute);
}

/** Attributes that take their whole value from another instance, which has none yet. */
function openReferences({ changes, wanted, plan, prior, resource }: Step): readonly AttributeChange[] {
  const named = new Set((wanted?.references ?? []).map(({ path }) => String(path[0])));
  const open = [...named].filter((name) => plan?.planned[name] === UNKNOWN);
  return open
    .filter((name) => changes.every(({ attribute }) => attribute !== name))
    .map((attribute): AttributeChange => {
      const before = prior?.[attribute] ?? null;
      const kind = isAbsent(before) ? "set" : "changed";
      const secret = attributeNamed(resource, attribute).sensitive === true;
      return { attribute, kind, before: secret ? null : before, after: UNKNOWN, secret, replaces: false };
    });
}
