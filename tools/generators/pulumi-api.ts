import { kebabCase } from "@thoth-iac/model";
import { apiIndex, apiPages } from "@thoth-iac/pulumi/api-pages";
import type { Generator } from "../generated-files.ts";

/** The pages of the Pulumi package, for people: one per resource, function and component. */
export const pulumiApi: Generator = {
  path: "docs/pulumi",
  make: async () => {
    const pages = apiPages((owner) => {
      if (!("kind" in owner)) return origin("pulumi/src/components");
      const folder = owner.kind === "resource" ? "resources" : "queries";
      return origin(`model/src/${folder}/${kebabCase(owner.name)}.ts`);
    });
    return { ...pages, "README.md": apiIndex(origin("model/src")) };
  },
};

function origin(source: string): string {
  return `Made by \`npm run generate\` from ${source}. Edit that, not this.`;
}
