import {
  type JsonValue,
  type Mark,
  observe,
  type Resource,
  type Result,
  resources,
  sameValue,
  success,
  type Values,
  valueAt,
  warning,
} from "@thoth-iac/model";
import { failureOf, identityFrom, identityText, isAction, partsOfMarkId, type Survey } from "./survey.ts";
import type { Step } from "./tenant-plan.ts";

/** The step that removes an instance which carries our mark; nothing for a resource that this version does not know. */
export async function removalOf(
  mark: Mark,
  { survey, needs }: { readonly survey: Survey; readonly needs: readonly string[] },
): Promise<Result<Step | undefined>> {
  const parts = partsOfMarkId(mark.id);
  const resource = Object.values<Resource>(resources).find(({ name }) => name === parts?.resource);
  const identity = resource && (isAction(resource) ? {} : identityFrom(resource, parts?.texts ?? []));
  if (resource === undefined || identity === undefined) return success(undefined, [unknownMark(mark)]);
  const base = { address: mark.address, action: "remove", resource, changes: [], needs, mark } as const;
  if (isAction(resource)) return success({ ...base, identity: "", because: "It is only forgotten." });
  const found = { ...base, identity: identityText(resource, identity) };
  const answered = await survey.answer(resource, identity);
  if (!answered.ok) return failureOf(mark.address, answered.diagnostics);
  if (answered.value === undefined) return success({ ...found, because: gone });
  if (isRemovedAlready(resource, answered.value)) return success({ ...found, because: gone });
  return success({ ...found, prior: stateOf(resource, mark, { identity, answer: answered.value, survey }) });
}

const gone = "It is gone already; only its mark is left.";

/** True if a removal by writing would write what is there. */
function isRemovedAlready({ routes: { delete: verb } }: Resource, answer: JsonValue): boolean {
  if (typeof verb !== "object" || verb.move !== "write") return false;
  return Object.entries(verb.body).every(([key, value]) => sameValue(valueAt(answer, [key]), value));
}

/** State of an instance that no manifest describes: all that GovAPI tells, and of a shared document only what was set here. */
function stateOf(
  resource: Resource,
  mark: Mark,
  { identity, answer, survey }: { readonly identity: Values; readonly answer: JsonValue; readonly survey: Survey },
): Values {
  const { tenant, now } = survey;
  const seeds: Values = { ...identity, ...mark.kept };
  const all = observe(resource, seeds, { answer, surroundings: { tenant, now }, everything: true });
  const { delete: verb } = resource.routes;
  if (typeof verb !== "object" || verb.move !== "merge") return all;
  return Object.fromEntries(
    resource.attributes
      .filter(({ name, input }) => !input || mark.set.includes(name))
      .map(({ name }) => [name, all[name] ?? null]),
  );
}

/** The resource as far as a mark goes: of a document that others share only what was set here is removed. */
export function ownPart(resource: Resource, mark: Mark | undefined): Resource {
  const { delete: verb } = resource.routes;
  if (mark === undefined || typeof verb !== "object" || verb.move !== "merge") return resource;
  const ours = resource.attributes.filter(({ name, input }) => !input || mark.set.includes(name));
  return { ...resource, attributes: ours };
}

function unknownMark({ address, id }: Mark) {
  const detail = `${address} carries the mark ${JSON.stringify(id)}, of a resource that this version does not know. It is left alone; a newer thothctl may prune it.`;
  return warning("invalid_value", { summary: "Unknown resource", detail });
}
