import { type Client, type Found, type Inventory, inventoryOf, isListed } from "@thoth-iac/client";
import {
  documentOf,
  error,
  failure,
  type Mark,
  markId,
  pascalCase,
  type Resource,
  type Result,
  resources,
  success,
} from "@thoth-iac/model";
import { type Exported, exported } from "./exported.ts";
import { instanceNames } from "./instance-names.ts";
import { variableNames } from "./secret-places.ts";
import { sharesDocument } from "./unknown-members.ts";
import { widest } from "./written-inputs.ts";

const all: readonly Resource[] = Object.values(resources);

/** The resources whose instances can be exported. */
export const exportable: readonly Resource[] = all.filter(isListed);

/** What of a tenant is exported. */
export interface Scope {
  /** Empty: all, each thing once. */
  readonly kinds: readonly Resource[];
  /** Only what carries the mark of this owner. */
  readonly owner: string | undefined;
  readonly signal: AbortSignal;
  /** Current time, RFC 3339. */
  readonly now: string;
}

/** A tenant's instances as a configuration would say them, sorted by kind and name. */
export async function tenantExport(client: Client, scope: Scope): Promise<Result<readonly Exported[]>> {
  const { owner, signal, now } = scope;
  const wanted = kindsOf(scope);
  const taken = await inventoryOf(client, { resources: wanted, signal, now });
  if (!taken.ok) return taken;
  const { instances, marks } = taken.value;
  if (owner !== undefined && marks === undefined) return failure(noMarks);
  const variables = variableNames();
  const made = wanted.flatMap((resource) => {
    const its = instances
      .filter((one) => one.resource === resource && (owner === undefined || one.mark?.owner === owner))
      .toSorted((left, right) => compared(JSON.stringify(left.identity), JSON.stringify(right.identity)));
    const names = instanceNames(its.map((one) => ({ ...one, marked: markedName(one) })));
    return its
      .map((found, at) => ({ found, name: names[at] ?? "" }))
      .toSorted((left, right) => compared(left.name, right.name))
      .map(({ found, name }) => {
        const only = owner !== undefined && documentOf(resource.routes) !== undefined ? found.mark : undefined;
        return exported(found, { name, all, variables, remembered: marksOn(found, marks), only });
      });
  });
  return success(made, [...(taken.warnings ?? []), ...made.flatMap(({ diagnostics }) => diagnostics)]);
}
/** The kinds to look at: of what several kinds tell together, and nobody asked for by kind or owner, the widest. */
function kindsOf({ kinds, owner }: Scope): readonly Resource[] {
  if (kinds.length > 0) return widest(exportable.filter((resource) => kinds.includes(resource)));
  return owner === undefined ? widest(exportable) : exportable;
}

/** What an instance is called by the set of manifests that owns it. */
function markedName({ resource, mark }: Found): string | undefined {
  const [kind, name] = mark?.address.split("/") ?? [];
  return kind === pascalCase(resource.name) ? name : undefined;
}

/** The marks of an instance: its own, and those of other slices of the same document. */
function marksOn({ resource, mark }: Found, marks: Inventory["marks"]): readonly Mark[] {
  const slices = all.filter((other) => sharesDocument(other, resource));
  const others = slices.map(({ name }) => marks?.get(markId(name, [])));
  return [mark, ...others].filter((found) => found !== undefined);
}

function compared(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

const noMarks = error("not_owned", {
  summary: "This GovAPI keeps no marks",
  detail: "So it does not know which set of manifests owns what. Export without --owner.",
});
