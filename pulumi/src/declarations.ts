import { type Query, queries, type Resource, resources } from "@thoth-iac/model";
import { bootstrapText } from "./declarations/bootstrap-text.ts";
import { componentText, transformTypes } from "./declarations/component-text.ts";
import { docComment } from "./declarations/doc-comment.ts";
import { functionText } from "./declarations/function-text.ts";
import { providerText } from "./declarations/provider-text.ts";
import { type FlavourName, resourceText } from "./declarations/resource-text.ts";
import { ownTypes } from "./declarations/type-text.ts";
import { components } from "./schema-components.ts";

const everyResource: readonly Resource[] = Object.values(resources).map((one) => one as Resource); // generics are for those who write configurations
const everyQuery: readonly Query[] = Object.values(queries).map((one) => one as Query); // as above

/**
 * The declarations of the doors of the published package. The sources infer their types from the model, which no
 * installed package has; these say the same to those who only install it, with a comment on every field.
 */
export function declarations(): Readonly<Record<"index" | "plugin" | "bootstrap" | "runtime", string>> {
  return {
    index: doorText(flavourTexts("dynamic")),
    plugin: doorText([providerText(), ...flavourTexts("plugin"), ...everyQuery.map(functionText)]),
    bootstrap: `${[sdk, 'import { local } from "@pulumi/command";', "", bootstrapText()].join("\n")}\n`,
    runtime: runtimeText,
  };
}

function flavourTexts(flavour: FlavourName): readonly string[] {
  return [
    ...everyResource.map((resource) => resourceText(resource, flavour)),
    transformTypes,
    ...components.map((component) => componentText(component, flavour)),
  ];
}

function doorText(parts: readonly string[]): string {
  return `${[sdk, ownTypes, ...parts].join("\n\n")}\n`;
}

const sdk = 'import * as pulumi from "@pulumi/pulumi";';

const runtimeText = [
  docComment([
    "The dynamic provider of a resource, by the resource's name. Pulumi's own process asks for it; a program does not.",
  ]),
  "export declare function v1(name: string): object;",
  docComment(["Runs thothctl for a bootstrap, as a stack's command asks for it; a program does not."]),
  "export declare function bootstrap(bundled: () => string): void;\n",
].join("\n");
