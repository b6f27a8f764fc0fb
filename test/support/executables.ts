import { join } from "node:path";

/** The folder that holds `terraform-provider-thoth`, as `dev_overrides` wants it: `npm test` builds it first. */
export function providerFolder(env: NodeJS.ProcessEnv): string {
  return env.THOTH_TEST_PROVIDER_DIR ?? join(import.meta.dirname, "..", "..", "provider", "bin");
}

/** The path of `thothctl`: `npm test` builds it first. */
export function thothctlPath(env: NodeJS.ProcessEnv): string {
  return env.THOTH_TEST_THOTHCTL ?? join(import.meta.dirname, "..", "..", "runtime", "thothctl", "bin", "thothctl");
}

/** The folder that holds `pulumi-resource-thoth`, as a project's `plugins` want it: `npm test` builds it first. */
export function pulumiPluginFolder(env: NodeJS.ProcessEnv): string {
  return env.THOTH_TEST_PULUMI_PLUGIN_DIR ?? join(import.meta.dirname, "..", "..", "pulumi", "bin");
}

/** The folder of the npm package `@thoth-iac/pulumi` as it is published: `npm test` builds it first. */
export function pulumiPackageFolder(env: NodeJS.ProcessEnv): string {
  return env.THOTH_TEST_PULUMI_PACKAGE ?? join(import.meta.dirname, "..", "..", "dist", "npm", "pulumi");
}

/** The folder of the npm package `@thoth-iac/cdktf` as it is published: `npm test` builds it first. */
export function cdktfPackageFolder(env: NodeJS.ProcessEnv): string {
  return env.THOTH_TEST_CDKTF_PACKAGE ?? join(import.meta.dirname, "..", "..", "dist", "npm", "cdktf");
}
