import { expect, test } from "@jest/globals";
import { queries, resources } from "@thoth-iac/model";
import { idName, inputsOf, propertiesOf, viewOf } from "./view.ts";

/** Names that mean something else on a resource or a provider of Pulumi's. */
const taken = ["id", "urn", "parent", "dependsOn", "pulumi", "adopt", "aliases", "protect"];

test.each(Object.values(resources))(
  "$name has an id that Pulumi can keep, and no property that means another thing",
  (resource) => {
    const view = viewOf(resource);
    expect(view.attributes.filter(({ name, output }) => name === idName && output)).toHaveLength(1);
    const names = propertiesOf(view).map(({ name }) => name);
    expect(names.filter((name) => taken.includes(name) || name.startsWith("__"))).toEqual([]);
  },
);

test.each([...Object.values(resources), ...Object.values(queries)])(
  "$name shows nothing that is write-only",
  (owner) => {
    const view = viewOf(owner);
    const hidden = owner.attributes.filter(({ name }) => /_wo(_version)?$/.test(name));
    expect(view.attributes).toHaveLength(owner.attributes.length - hidden.length);
    expect(view.attributes.filter((attribute) => attribute.writeOnly)).toEqual([]);
    expect(
      inputsOf(view).filter(({ requiredWith }) =>
        requiredWith?.some((name) => !view.attributes.some((one) => one.name === name)),
      ),
    ).toEqual([]);
  },
);

test("a view is made once", () => {
  expect(viewOf(resources.browserPolicy)).toBe(viewOf(resources.browserPolicy));
});
