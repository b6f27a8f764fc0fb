import { jsonSchemaOf, kebabCase, manifestSchema, resources } from "@thoth-iac/model";
import type { Generator } from "../generated-files.ts";

/** The JSON Schemas of what people write for each resource and as manifests, for editors. */
export const schema: Generator = {
  path: "docs/schema",
  make: async () =>
    Object.fromEntries([
      ...Object.values(resources).map((resource) => [
        `${resource.name}.schema.json`,
        textOf(jsonSchemaOf(resource), `model/src/resources/${kebabCase(resource.name)}.ts`),
      ]),
      ["manifest.schema.json", textOf(manifestSchema(), "model/src/manifest-schema.ts and model/src/resources")],
    ]),
};

function textOf({ $schema, ...rest }: ReturnType<typeof jsonSchemaOf>, from: string): string {
  const $comment = `Made by npm run generate from ${from}. Edit that, not this.`;
  return `${JSON.stringify({ $schema, $comment, ...rest }, null, 2)}\n`;
}
