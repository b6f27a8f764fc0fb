import {
  type ConfigurationAttribute,
  camelCase,
  type JsonObject,
  providerConfiguration,
  type Query,
  queries,
  type Resource,
  resources,
  version,
} from "@thoth-iac/model";
import { settingDescription } from "./descriptions.ts";
import { argumentTypes, componentSpec, components } from "./schema-components.ts";
import { typeSpec } from "./schema-properties.ts";
import { functionSpec, resourceSpec } from "./schema-resources.ts";
import { namedTypesOf } from "./schema-types.ts";
import { sdkNames } from "./sdk-names.ts";
import { functionTokenOf, packageName, typeOf } from "./tokens.ts";

/**
 * The schema of the Pulumi package, from which SDKs are generated. It follows Pulumi's metaschema
 * (pkg/codegen/schema/pulumi.json of pulumi/pulumi).
 */
export function packageSchema(): JsonObject {
  const everyResource: readonly Resource[] = Object.values(resources).map((one) => one as Resource); // generics are for those who write configurations
  const everyQuery: readonly Query[] = Object.values(queries).map((one) => one as Query); // as above
  const owners = [...everyResource, ...everyQuery];
  const types = namedTypesOf(owners);
  const around = { owners, types };
  return {
    name: packageName,
    displayName: "Thoth",
    version,
    description: "Run a Thoth AI-governance tenant as code.",
    keywords: ["pulumi", "thoth", "category/cloud", "kind/native"],
    license: "Apache-2.0",
    // Without it the last part of a module, which names the one member, would be a module of its own.
    meta: { moduleFormat: "(.*)(?:/[^/]*)" },
    language: languages,
    config: { variables: settings },
    provider: {
      description: "The connection to one tenant of one GovAPI. A program may have several.",
      inputProperties: settings,
    },
    types: {
      ...Object.fromEntries(types.map((type) => [type.token, typeSpec(type, around)])),
      ...Object.assign({}, ...components.map((component) => argumentTypes(component, types))),
    },
    resources: {
      ...Object.fromEntries(everyResource.map((resource) => [typeOf(resource), resourceSpec(resource, around)])),
      ...Object.fromEntries(components.map((component) => [component.type, componentSpec(component, types)])),
    },
    functions: Object.fromEntries(everyQuery.map((query) => [functionTokenOf(query), functionSpec(query, around)])),
  };
}

/** What each SDK needs of Pulumi is for its generator to say, which knows what it writes. */
const languages: JsonObject = {
  nodejs: { packageName: sdkNames.nodejs, respectSchemaVersion: true },
  python: { packageName: sdkNames.python, respectSchemaVersion: true, pyproject: { enabled: true } },
  go: {
    importBasePath: sdkNames.go,
    respectSchemaVersion: true,
    generateResourceContainerTypes: true,
    generateExtraInputTypes: true,
  },
  csharp: { rootNamespace: sdkNames.csharp, respectSchemaVersion: true },
  java: { basePackage: "com.atensecurity.pulumi", buildFiles: "gradle" },
};

/**
 * Neither defaults nor environment variables are named here, only in the texts: an SDK would read them in the program
 * and hand them on as if they had been written, so that a credential of the environment got into state, and a default
 * won over the environment. The plugin reads both.
 */
const settings: JsonObject = Object.fromEntries(
  providerConfiguration.map(({ name, type, ...said }: ConfigurationAttribute) => [
    camelCase(name),
    { type, description: settingDescription(said), ...(said.sensitive && { secret: true }) },
  ]),
);
