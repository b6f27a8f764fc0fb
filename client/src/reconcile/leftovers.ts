import {
  documentOf,
  type JsonValue,
  type Mark,
  observe,
  type Resource,
  type Result,
  success,
  type Values,
  warning,
} from "@thoth-iac/model";
import { type Claims, isClaimed, withoutClaimed } from "./claims.ts";
import { isRemovedAlready } from "./removed-already.ts";
import { hiddenSecret } from "./secret-parts.ts";
import { failureOf, identityFrom, identityText, isAction, markedBy, type Survey } from "./survey.ts";
import type { Step } from "./tenant-plan.ts";

/** The step that removes an instance which carries our mark; nothing for a resource that this version does not know. */
export async function removalOf(
  mark: Mark,
  { survey, claims, needs }: { readonly survey: Survey; readonly claims: Claims; readonly needs: readonly string[] },
): Promise<Result<Step | undefined>> {
  const marked = markedBy(mark);
  const identity = marked && (isAction(marked.resource) ? {} : identityFrom(marked.resource, marked.texts));
  if (marked === undefined || identity === undefined) return success(undefined, [unknownMark(mark)]);
  const { resource } = marked;
  const base = { address: mark.address, action: "remove", resource, changes: [], needs, mark } as const;
  if (isAction(resource)) return success({ ...base, identity: "" });
  const found = { ...base, identity: identityText(resource, identity) };
  const answered = await survey.answer(resource, identity);
  if (!answered.ok) return failureOf(mark.address, answered.diagnostics);
  if (answered.value === undefined) return success({ ...found, because: gone });
  if (isRemovedAlready(resource, answered.value)) return success({ ...found, because: gone });
  return success({ ...found, prior: stateOf(resource, mark, { identity, answer: answered.value, survey, claims }) });
}

const gone = "It is gone already; only its mark is left.";

/** State of an instance that no manifest describes: all that GovAPI tells, and of a shared document only what was set here. */
function stateOf(
  resource: Resource,
  mark: Mark,
  {
    identity,
    answer,
    survey,
    claims,
  }: {
    readonly identity: Values;
    readonly answer: JsonValue;
    readonly survey: Survey;
    readonly claims: Claims;
  },
): Values {
  const { tenant, now } = survey;
  const claimed = claims.ofOthers(resource, mark.id);
  const shapes = Object.entries(mark.kept).map(([name, shape]) => [name, withoutClaimed(shape, claimed)]);
  const seeds: Values = { ...identity, ...Object.fromEntries(shapes) };
  const all = observe(resource, seeds, { answer, surroundings: { tenant, now }, everything: true });
  if (documentOf(resource.routes) === undefined) return all;
  const ours = resource.attributes.filter((attribute) => {
    return !attribute.input || (mark.set.includes(attribute.name) && !isClaimed(attribute, claimed));
  });
  // A secret is not told, and still has to be known as something that is there.
  return Object.fromEntries(
    ours.map(({ name, input, sensitive }) => [name, all[name] ?? (input && sensitive ? hiddenSecret : null)]),
  );
}

/** The resource as far as a state goes: of a document that others share only what was set here is removed. */
export function ownPart(resource: Resource, state: Values): Resource {
  if (documentOf(resource.routes) === undefined) return resource;
  return { ...resource, attributes: resource.attributes.filter(({ name }) => Object.hasOwn(state, name)) };
}

function unknownMark({ address, id }: Mark) {
  const detail = `${address} carries the mark ${JSON.stringify(id)}, of a resource that this version does not know. It is left alone; a newer thothctl may prune it.`;
  return warning("invalid_value", { summary: "Unknown resource", detail });
}
