import { isAbsent, type Mark, type Result, success, UNKNOWN } from "@thoth-iac/model";
import type { Client } from "../client.ts";
import { type Claims, claimsOf } from "./claims.ts";
import { groundOf } from "./ground.ts";
import { removalOf } from "./leftovers.ts";
import { keptOf, setIn } from "./marked.ts";
import type { Marks } from "./marks.ts";
import { withReferences } from "./references.ts";
import { identityOf, identityText, idOf, isAction, markIdOf, type Survey } from "./survey.ts";
import type { PlanOptions, Step, TenantPlan } from "./tenant-plan.ts";
import { addressOf, type Wanted } from "./wanted.ts";

/** The plan that removes the wanted instances that are ours, each after those that need it. What is not ours is left. */
export async function planRemoval(
  client: Client,
  wanted: readonly Wanted[],
  options: PlanOptions,
): Promise<Result<TenantPlan>> {
  const ground = await groundOf(client, wanted, options);
  if (!ground.ok) return ground;
  const { sorted, marks, survey } = ground.value;
  const named = new Set(wanted.flatMap((one) => idOf(one) ?? []));
  const claims = claimsOf(
    [],
    [...(marks?.values() ?? [])].filter(({ id }) => !named.has(id)),
  );
  const byAddress = new Map(wanted.map((one) => [addressOf(one), one]));
  const dependents = new Map<string, readonly string[]>();
  for (const [address, needs] of sorted.needs)
    for (const other of needs) dependents.set(other, [...(dependents.get(other) ?? []), address]);
  const steps: Step[] = [];
  for (const one of sorted.order.toReversed()) {
    const address = addressOf(one);
    if (options.targets.length > 0 && !options.targets.includes(address)) continue;
    const filled = withReferences(one, ({ to, attribute }) => byAddress.get(to)?.configuration[attribute] ?? UNKNOWN);
    const needs = (dependents.get(address) ?? []).filter((other) => steps.some((step) => step.address === other));
    const step = await stepFor(filled, { marks, survey, claims, needs, owner: options.owner });
    if (!step.ok) return step;
    if (step.value !== undefined) steps.push(step.value);
  }
  return success({
    tenant: client.tenantId,
    owner: options.owner,
    steps,
    leftovers: [],
    marks: marks !== undefined,
    warnings: [],
  });
}

interface Around {
  readonly marks: Marks;
  readonly survey: Survey;
  readonly claims: Claims;
  readonly needs: readonly string[];
  readonly owner: string;
}

async function stepFor(
  wanted: Wanted,
  { marks, survey, claims, needs, owner }: Around,
): Promise<Result<Step | undefined>> {
  const { resource, name, configuration } = wanted;
  const identity = identityOf(resource, configuration);
  const id = markIdOf(resource, name, identity);
  const mark = marks === undefined ? assumed(wanted, { id, owner }) : markOf(wanted, { id, owner, marks });
  if (mark?.owner === owner) {
    const step = await removalOf(mark, { survey, claims, needs });
    if (!step.ok || step.value === undefined) return step;
    const { mark: _, ...unmarked } = step.value;
    const isThere = step.value.prior !== undefined || (marks !== undefined && !isAbsent(marks.get(mark.id)));
    return success(
      isThere ? { ...(marks === undefined ? unmarked : step.value), address: addressOf(wanted) } : undefined,
    );
  }
  const whose = mark === undefined ? "to nobody" : `to the set ${JSON.stringify(mark.owner)}`;
  return success({
    address: addressOf(wanted),
    action: "none",
    resource,
    identity: identityText(resource, identity),
    changes: [],
    needs,
    because: `It belongs ${whose} and is left as it is.`,
  });
}

/** The mark of an instance; of one whose identity only GovAPI knew when it was made, the one that has our name for it. */
function markOf(
  wanted: Wanted,
  {
    id,
    owner,
    marks,
  }: { readonly id: string | undefined; readonly owner: string; readonly marks: ReadonlyMap<string, Mark> },
): Mark | undefined {
  if (id !== undefined) return marks.get(id);
  const address = addressOf(wanted);
  return [...marks.values()].find((mark) => mark.owner === owner && mark.address === address);
}

/** Where nobody keeps marks, an instance that is named is taken to be ours: to be removed is what was asked for. */
function assumed(
  { resource, configuration, ...wanted }: Wanted,
  { id, owner }: { readonly id: string | undefined; readonly owner: string },
): Mark | undefined {
  if (id === undefined || isAction(resource)) return undefined;
  const address = addressOf({ resource, ...wanted });
  return { id, owner, address, set: setIn(configuration), kept: keptOf(resource, configuration), secrets: {} };
}
