import { packageSchema } from "@thoth-iac/pulumi/schema";
import type { Generator } from "../generated-files.ts";

/** The schema of the Pulumi package, for Pulumi's own generators of SDKs, which know no comments in it. */
export const pulumiSchema: Generator = {
  path: "pulumi/schema.json",
  make: async () => `${JSON.stringify(packageSchema(), null, 2)}\n`,
};
