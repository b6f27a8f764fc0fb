import { describe, expect, test } from "@jest/globals";
import { type Query, queries, type Resource, resources, rulesOf } from "@thoth-iac/model";
import { createProvider, schemaOf } from "@thoth-iac/provider";
import reference from "./reference-surface.json" with { type: "json" };

type Flag = "required" | "optional" | "computed" | "sensitive";
type Surface = Readonly<Record<string, { readonly type: unknown; readonly flags: readonly string[] }>>;

const owners = new Map<string, Resource | Query>([
  ...Object.values(resources).map((one) => [`resources thoth_${one.name}`, one as Resource] as const), // generics are for those who write configurations
  ...Object.values(queries).map((one) => [`dataSources thoth_${one.name}`, one as Query] as const), // as above
]);
const surfaces = (["resources", "dataSources"] as const).flatMap(
  (kind) => Object.entries(reference[kind]).map(([name, surface]) => [`${kind} ${name}`, surface as Surface] as const), // the file's members differ only in their names
);

describe.each(surfaces)("%s", (key, surface) => {
  const owner = owners.get(key);
  if (owner === undefined) throw new Error(`${key} is missing`);
  const { attributes } = schemaOf(owner).block;
  const ours = new Map(attributes.map((attribute) => [attribute.name, attribute]));
  const oneOf = owner.kind === "resource" ? rulesOf(owner).exactlyOneOf.flat() : [];

  test.each(Object.entries(surface))("%s has the reference's type", (name, { type }) => {
    expect(JSON.parse(Buffer.from(ours.get(name)?.type ?? "null").toString())).toEqual(type);
  });

  test.each(Object.entries(surface))("%s may be written and read as in the reference", (name, { flags }) => {
    const attribute = ours.get(name);
    const has = (flag: Flag) => flags.includes(flag);
    // Where two forms of one value exist here, exactly one of them is required instead.
    if (has("required")) expect(attribute?.required || oneOf.includes(name)).toBe(true);
    else expect(attribute?.required).toBe(false);
    if (has("required") || has("optional")) expect(attribute?.required || attribute?.optional).toBe(true);
    else expect(attribute?.optional).toBe(false);
    if (has("computed")) expect(attribute?.computed).toBe(true);
    if (has("sensitive")) expect(attribute?.sensitive).toBe(true);
  });
});

test("the provider block takes every setting of the reference's, with its type", async () => {
  const provider = createProvider({
    env: {},
    fetch: async () => Response.error(),
    readFile: async () => "",
    log: () => {},
    attribution: { via: "terraform", name: "test", version: "0" },
  });
  // The handler looks at neither request nor call, and gives the schema as it is written in the sources.
  const answer = (await provider.GetProviderSchema?.({}, {} as never)) as {
    readonly provider: ReturnType<typeof schemaOf>;
  };
  const ours = Object.fromEntries(
    answer.provider.block.attributes.map(({ name, type, sensitive }) => [
      name,
      { type: JSON.parse(Buffer.from(type ?? "null").toString()), sensitive: sensitive === true },
    ]),
  );
  for (const [name, { type, flags }] of Object.entries(reference.provider)) {
    expect([name, ours[name]]).toEqual([name, { type, sensitive: flags.includes("sensitive") }]);
  }
});
