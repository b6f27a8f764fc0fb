import { describe, expect, test } from "@jest/globals";
import { z } from "zod";
import { jsonSchemaOf } from "./json-schema.ts";
import type { Resource } from "./resource.ts";
import { resources } from "./resources/index.ts";

describe.each(Object.values(resources).map((resource) => [resource.name, resource as Resource] as const))(
  "%s",
  (_, resource) => {
    // An independent reader of JSON Schema judges by it; it leaves out "not" and "dependentRequired", which it does not know.
    const { allOf: _allOf, dependentRequired: _dependentRequired, ...schema } = jsonSchemaOf(resource);
    const reader = z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]); // what it wants is any JSON Schema

    test("accepts its example", () => {
      expect(reader.safeParse(resource.example)).toMatchObject({ success: true });
    });

    test("refuses what is not an attribute", () => {
      expect(reader.safeParse({ ...(resource.example as object), nmae: 1 }).success).toBe(false);
      expect(reader.safeParse({ ...(resource.example as object), tenant_id: "acme" }).success).toBe(false);
    });

    test("refuses an example without what is required", () => {
      for (const { name } of resource.attributes.filter((attribute) => attribute.required)) {
        const { [name]: _left, ...rest } = resource.example as Readonly<Record<string, unknown>>; // taken apart by name
        expect(reader.safeParse(rest).success).toBe(false);
      }
    });
  },
);

test("rules between attributes are rules of the schema", () => {
  const { allOf } = jsonSchemaOf(resources.browserPolicy);
  expect(allOf).toEqual([
    { oneOf: [{ required: ["policy_json"] }, { required: ["policy"] }] },
    { not: { required: ["metadata_json", "metadata"] } },
  ]);
  expect(jsonSchemaOf(resources.mdmProvider).dependentRequired).toEqual({ config_wo_version: ["config_wo"] });
});
