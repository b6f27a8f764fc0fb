import { expect, test } from "@jest/globals";
import {
  type Attribute,
  type AttributeType,
  camelCase,
  kebabCase,
  queries,
  type Resource,
  resources,
} from "@thoth-iac/model";
import * as bindings from "../bindings/cdktf/index.ts";
import * as props from "../bindings/cdktf/props/index.ts";

const owned = [
  ...Object.entries(resources).map(([name, { attributes }]) => ({ name, attributes })),
  ...Object.entries(queries).map(([name, { attributes }]) => ({ name: `data_${name}`, attributes })),
];

/** What the frameworks' own arguments of every resource are called; an attribute of that name does not compile. */
const metaArguments = ["connection", "count", "provider", "lifecycle", "depends_on", "for_each", "provisioners"];

/** What their generators rename, so that it would be called otherwise than in every other face. */
const renamed = ["node", "self", "build", "equals", "system", "import_from", "move_to", "to_string", "get_hash_code"];

test.each(owned)("no attribute of $name is called what means something else in the frameworks", ({ attributes }) => {
  const names = attributes.flatMap(namesIn);
  expect(names.filter((name) => [...metaArguments, ...renamed].includes(name) || name.startsWith("get_"))).toEqual([]);
});

test("attributes within attributes are looked at as well", () => {
  const names = resources.governanceSettings.attributes.flatMap(namesIn);
  expect(names).toEqual(expect.arrayContaining(["host_pattern", "secret_ref"]));
});

test.each(Object.values(resources).map((owner) => [owner.name, owner as Resource] as const))(
  "each input of %s has the name in the bindings that it has in the model, in camelCase",
  (name, { attributes }) => {
    const binding = Object.entries(bindings).find(([folder]) => folder === camelCase(name))?.[1];
    const classes = Object.values(binding ?? {}).filter((member) => "tfResourceType" in member);
    const inputs = attributes.filter(({ input }) => input).map((input) => camelCase(input.name));
    expect(classes).toHaveLength(1);
    // Their generators give each class a getter for what was written, beside that for what it becomes.
    const members = Object.getOwnPropertyNames(classes[0]?.prototype);
    expect(members).toEqual(expect.arrayContaining(inputs.map((input) => `${input}Input`)));
  },
);

test("there is a binding for every resource and data source, and a list of what may be set of it", () => {
  const folders = Object.keys(bindings).map((name) =>
    kebabCase(name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)),
  );
  const wanted = [
    ...Object.values(resources).map(({ name }) => kebabCase(name)),
    ...Object.values(queries).map(({ name }) => `data-thoth-${kebabCase(name)}`),
    "provider",
  ];
  expect(folders.toSorted()).toEqual(wanted.toSorted());
  const lists = Object.keys(props).map((name) => name.replace(/Inputs$/, ""));
  expect(lists.toSorted()).toEqual([...owned.map(({ name }) => camelCase(name)), "provider"].toSorted());
});

function namesIn({ name, type }: Attribute): readonly string[] {
  return [name, ...membersOf(type).flatMap(namesIn)];
}

function membersOf(type: AttributeType): readonly Attribute[] {
  const element = "element" in type ? type.element : type;
  return element.kind === "object" ? element.attributes : [];
}
