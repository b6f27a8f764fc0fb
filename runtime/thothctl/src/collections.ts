import { partsOf, type Query, queries, type Resource, type Route, resources } from "@thoth-iac/model";

/** A resource whose instances GovAPI lists and upserts, and the data source that lists them. */
export interface Collection {
  /** What a person types for it: `browser policies`. */
  readonly words: string;
  readonly resource: Resource;
  readonly query: Query;
}

/** Every collection of the model. */
export const collections: readonly Collection[] = collectionsOf(Object.values(resources), Object.values(queries));

/** The collections among resources: those that are read by searching a list, with the data source of that list. */
function collectionsOf(of: readonly Resource[], asked: readonly Query[]): readonly Collection[] {
  const found = of.flatMap((resource) => {
    const { read, create } = resource.routes;
    if (typeof read !== "object" || read.move !== "find" || typeof create !== "string") return [];
    const query = asked.find((candidate) => candidate.route === read.list && candidate.list);
    return query === undefined ? [] : [{ steps: stepsOf(read.list), resource, query }];
  });
  return found.map(({ steps, ...collection }) => {
    const group = steps.slice(0, -1).join(" ");
    // Where a group has one kind of thing only, its name says nothing more than the group's.
    const alone = found.filter((other) => other.steps.slice(0, -1).join(" ") === group).length === 1;
    return { ...collection, words: alone && group !== "" ? group : steps.join(" ") };
  });
}

function stepsOf(route: Route): readonly string[] {
  return partsOf(route)
    .path.replace(/^\/thoth\//, "")
    .split("/")
    .filter((step) => step !== "");
}
