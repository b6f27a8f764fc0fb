import { expect, test } from "@jest/globals";
import { type Query, queries, type Resource, resources } from "@thoth-iac/model";
import fc from "fast-check";
import { namedTypesOf } from "../schema-types.ts";
import { goSample } from "./go.ts";
import { pythonSample } from "./python.ts";
import { sampleOf } from "./sample.ts";
import { typeScriptSample } from "./typescript.ts";
import { yamlSample } from "./yaml.ts";

const owners = [...Object.values(resources), ...Object.values(queries)].map((one) => one as Resource | Query); // generics are for those who write configurations
const types = namedTypesOf(owners);
const policy = (metadata: unknown) => {
  const { example } = resources.browserPolicy;
  return sampleOf({ ...resources.browserPolicy, example: { ...example, metadata } } as unknown as Resource, types); // any JSON is a valid example
};

test("JSON that is written as text is made from the language's own values", () => {
  const { policy: _policy, ...example } = resources.browserPolicy.example;
  const sample = sampleOf(
    { ...resources.browserPolicy, example: { ...example, policy_json: '{"a":[1,true]}' } } as unknown as Resource,
    types,
  ); // as above
  expect(typeScriptSample(sample, "@thoth-iac/pulumi")).toContain(
    "policyJson: pulumi.jsonStringify({\n    a: [1, true],\n  }),",
  );
  expect(typeScriptSample(sample, "@thoth-iac/pulumi")).toMatch(/^import \* as pulumi from/);
  expect(pythonSample(sample)).toContain('policy_json=pulumi.Output.json_dumps({\n        "a": [1, True],\n    }),');
  expect(goSample(sample, owners)).toContain(
    'PolicyJson: pulumi.JSONMarshal(pulumi.Map{\n\t\t\t\t"a": pulumi.Array{pulumi.Int(1), pulumi.Bool(true)},\n\t\t\t}),',
  );
  expect(yamlSample(sample)).toContain(
    "policyJson:\n        fn::toJSON:\n          a:\n            - 1\n            - true",
  );
});

test("a list of objects stands in YAML with each object on its dash", () => {
  expect(yamlSample(policy([{ a: "b", c: [] }, "d"]))).toContain(
    "metadata:\n        - a: b\n          c: []\n        - d",
  );
});

test("text that YAML or Pulumi would read as something else is quoted", () => {
  const text = (value: string) => yamlSample(policy({ key: value })).split("key: ")[1];
  expect(["yes", "Null", "12", "a: b", "", " a", "a #b", "${x}", "-"].map(text)).toEqual([
    '"yes"',
    '"Null"',
    '"12"',
    '"a: b"',
    '""',
    '" a"',
    '"a #b"',
    '"$${x}"',
    '"-"',
  ]);
  expect(["Chrome", "ada@example.com", "Corporate Jamf"].map(text)).toEqual([
    "Chrome",
    "ada@example.com",
    "Corporate Jamf",
  ]);
});

test("whatever a text holds, a sample in TypeScript says the same", () => {
  fc.assert(
    fc.property(
      fc.dictionary(
        fc.string().filter((key) => key !== "__proto__"),
        fc.string(),
      ),
      (metadata) => {
        const program = typeScriptSample(policy(metadata), "@thoth-iac/pulumi");
        const [, object = ""] = program.match(/metadata: (\{[\s\S]*\}),\n\}\);$/) ?? [];
        const said: unknown = new Function(`return (${object});`)();
        expect(said).toEqual({ ...metadata });
      },
    ),
  );
});
