import { jsonSchemaOf, kebabCase, resources } from "@thoth-iac/model";
import type { Generator } from "../generated-files.ts";

/** The JSON Schemas of what people write for each resource, for editors. */
export const schema: Generator = {
  path: "docs/schema",
  make: async () =>
    Object.fromEntries(
      Object.values(resources).map((resource) => {
        const { $schema, ...rest } = jsonSchemaOf(resource);
        const $comment = `Made by npm run generate from model/src/resources/${kebabCase(resource.name)}.ts. Edit that, not this.`;
        return [`${resource.name}.schema.json`, `${JSON.stringify({ $schema, $comment, ...rest }, null, 2)}\n`];
      }),
    ),
};
