import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import {
  type Attribute,
  type AttributeType,
  type JsonObject,
  type JsonValue,
  type Resource,
  resources,
  rulesOf,
} from "@thoth-iac/model";
import fc from "fast-check";
import { inputsOf, viewOf } from "../../pulumi/src/view.ts";
import { type Flavour, startPeer } from "../support/pulumi-peer.ts";
import { asSecret, plainOf, programOf, secretNamesIn } from "../support/pulumi-peer-marks.ts";
import { type PeerSteps, stepsOf } from "../support/pulumi-peer-steps.ts";
import { arbitraryPrograms, everything, example, least } from "../support/pulumi-peer-values.ts";

const flavours: readonly Flavour[] = ["dynamic", "plugin"];
const all = Object.values(resources).map((resource) => resource as Resource); // generics are for those who write configurations

describe.each(flavours)("%s", (flavour) => {
  let steps: PeerSteps;
  beforeAll(async () => {
    steps = stepsOf(await startPeer(flavour));
    // Nobody listens there: whatever is called fails.
    await steps.configure({ tenantId: "acme", govapiUrl: "http://127.0.0.1:1", orgApiKey: "no-such-key" });
  });
  afterAll(() => steps.peer.close());

  describe.each(all.map((resource) => [resource.name, resource] as const))("%s", (_, resource) => {
    const view = viewOf(resource);
    const inputs = inputsOf(view);
    const whole = everything(resource, 0);
    const failuresOf = async (values: JsonObject) => {
      const { failures } = await steps.check(resource, programOf(flavour, resource, values));
      // What is said is said in the program's own words.
      const foreign = resource.attributes.map(({ name }) => name).filter((name) => name.includes("_"));
      const said = failures.map(({ reason }) => reason).join("\n");
      expect(foreign.filter((name) => new RegExp(`\\b${name}\\b`).test(said))).toEqual([]);
      return failures;
    };

    test("takes what is right as it is, with the defaults", async () => {
      const defaults = inputs.filter((one) => one.default !== undefined).map((one) => [one.name, one.default]);
      for (const values of [example(resource), least(resource), whole, everything(resource, 1)]) {
        const { inputs: checked, failures } = await steps.check(resource, programOf(flavour, resource, values));
        expect(failures).toEqual([]);
        expect(plainOf(checked)).toEqual({ ...Object.fromEntries(defaults), ...values });
        expect(secretNamesIn(checked)).toEqual(secretNamesIn(programOf(flavour, resource, values)));
      }
    });

    test("takes whatever its attributes allow", async () => {
      await fc.assert(
        fc.asyncProperty(arbitraryPrograms(resource), async (values) => {
          expect(await failuresOf(values)).toEqual([]);
        }),
        { numRuns: 10 },
      );
    });

    test("takes null for absent", async () => {
      const values = least(resource);
      const absent = inputs.filter(({ name }) => values[name] === undefined).map(({ name }) => [name, null]);
      const { inputs: checked, failures } = await steps.check(resource, { ...Object.fromEntries(absent), ...values });
      expect(failures).toEqual([]);
      expect(Object.values(checked)).not.toContain(null);
    });

    test("names an input of a wrong type, value or size, and says what is expected", async () => {
      for (const attribute of inputs) {
        for (const wrong of wrongFor(attribute.type)) {
          const failures = await failuresOf({ ...without(view, whole, attribute.name), [attribute.name]: wrong });
          // The engine shows the value of a property that is named so.
          const property = attribute.sensitive ? "" : expect.stringMatching(new RegExp(`^${attribute.name}($|[.[])`));
          expect([attribute.name, wrong, new Set(failures.map((one) => one.property))]).toEqual([
            attribute.name,
            wrong,
            new Set([property]),
          ]);
          const [{ reason = "" } = {}] = failures;
          expect(reason).toMatch(new RegExp(`${attribute.name}.*(must|needs|required)`));
          if (attribute.sensitive) expect(reason).not.toContain("hush");
          if (attribute.type.kind === "string" && attribute.type.enum) {
            for (const choice of attribute.type.enum) expect(reason).toContain(choice);
          }
        }
      }
    });

    test("names an input that is missing", async () => {
      for (const { name } of inputs.filter((one) => one.required)) {
        const { [name]: _missing, ...rest } = whole;
        expect(await failuresOf(rest)).toMatchObject([{ property: name }]);
      }
    });

    test("names an input that it does not know, and the one that was meant", async () => {
      for (const { name } of inputs) {
        const failures = await failuresOf({ ...whole, [`${name}z`]: "x" });
        // Its value is not for showing either: it may have been meant to be a secret.
        expect(failures).toMatchObject([{ property: "" }]);
        expect(failures[0]?.reason).toMatch(new RegExp(`\\b${name}z\\b.*\\b${name}\\b`));
      }
    });

    test("names an output that a program sets", async () => {
      const outputs = view.attributes.filter(({ name, input }) => !input && name !== "id");
      for (const { name } of outputs) {
        expect((await failuresOf({ ...whole, [name]: "x" })).map(({ property }) => property)).toEqual([name]);
      }
    });

    test("names one of two inputs that exclude one another", async () => {
      const { exactlyOneOf, atMostOneOf } = rulesOf(view);
      for (const group of [...exactlyOneOf, ...atMostOneOf]) {
        // Neighbouring turns set different forms.
        const both = group.map((name) => [name, [0, 1].map((turn) => everything(resource, turn)[name]).find(Boolean)]);
        const failures = await failuresOf({ ...whole, ...Object.fromEntries(both) });
        expect(failures).toHaveLength(1);
        for (const name of group) expect(failures[0]?.reason).toContain(name);
      }
      for (const group of exactlyOneOf) {
        const rest = Object.fromEntries(Object.entries(whole).filter(([name]) => !group.includes(name)));
        const failures = await failuresOf(rest);
        expect(failures).toHaveLength(1);
        for (const name of group) expect(failures[0]?.reason).toContain(name);
      }
    });

    const choosy = inputs.filter(({ type }) => type.kind === "string" && (type.enum ?? type.pattern ?? type.format));
    // To a dynamic provider the engine takes the marks off.
    if (flavour === "plugin" && choosy.length > 0) {
      test("shows nothing of what came as a secret", async () => {
        for (const { name } of choosy) {
          const { failures } = await steps.check(resource, { ...whole, [name]: asSecret("hush-hush") });
          expect(failures).toMatchObject([{ property: "", reason: expect.stringContaining(name) }]);
          expect(failures[0]?.reason).not.toContain("hush");
        }
      });
    }

    test("tells all that is wrong at once", async () => {
      const wrong = inputs.slice(0, 2).map(({ name, type }) => [name, wrongFor(type)[0] ?? null] as const);
      const failures = await failuresOf({ ...whole, ...Object.fromEntries(wrong) });
      for (const [name] of wrong) expect(failures.some(({ reason }) => reason.includes(name))).toBe(true);
      expect(failures).toHaveLength(wrong.length);
    });
  });
});

/** Values that an input of the type must not take. */
function wrongFor(type: AttributeType): readonly JsonValue[] {
  switch (type.kind) {
    case "string":
      return [
        ["hush"],
        ...(type.enum ? ["no-such"] : []),
        ...(type.pattern === undefined ? [] : ["ftp://example.com"]),
        ...(type.format === undefined ? [] : ["yesterday"]),
        ...(type.minLength ? [""] : []),
      ];
    case "integer":
    case "number":
      return [
        "many",
        ...(type.kind === "integer" ? [1.5] : []),
        ...(type.minimum === undefined ? [] : [type.minimum - 1]),
        ...(type.maximum === undefined ? [] : [type.maximum + 1]),
      ];
    case "bool":
      return ["maybe"];
    case "json_text":
      return ['{"hush'];
    case "json":
      return type.root === "array" ? [{ a: "hush" }] : [["hush"]];
    case "list":
    case "set":
      return [{ a: 1 }, ...wrongFor(type.element).map((item) => [item])];
    case "map":
      return [["x"], ...wrongFor(type.element).map((item) => ({ key: item }))];
    case "object":
      return ["x", ...type.attributes.map(({ name }) => ({ ...membersOf(type.attributes), [name]: 5 }))];
  }
}

function membersOf(attributes: readonly Attribute[]): JsonObject {
  return Object.fromEntries(attributes.map(({ name }) => [name, "text"]));
}

/** Values without the other forms of one. */
function without(view: Resource, values: JsonObject, name: string): JsonObject {
  const { exactlyOneOf, atMostOneOf } = rulesOf(view);
  const others = [...exactlyOneOf, ...atMostOneOf].filter((group) => group.includes(name)).flat();
  return Object.fromEntries(Object.entries(values).filter(([other]) => !others.includes(other)));
}
