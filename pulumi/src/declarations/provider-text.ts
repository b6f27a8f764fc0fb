import { type ConfigurationAttribute, camelCase, providerConfiguration } from "@thoth-iac/model";
import { settingDescription } from "../descriptions.ts";
import { docComment } from "./doc-comment.ts";
import { given, interfaceText } from "./type-text.ts";

const types = { string: "string", integer: "number", boolean: "boolean" } as const;

/** The class of an explicit provider, and its arguments. */
export function providerText(): string {
  const args = interfaceText(
    { name: "ProviderArgs", about: ["The settings of a connection to GovAPI."] },
    providerConfiguration.map(settingText),
  );
  const about =
    "A connection to GovAPI, for resources whose option `provider` names it: several tenants in one program.";
  return [
    args,
    docComment([about]),
    "export declare class Provider extends pulumi.ProviderResource {",
    "  constructor(name: string, args?: ProviderArgs, opts?: pulumi.ResourceOptions);",
    "}",
  ].join("\n");
}

function settingText({ name, type, ...said }: ConfigurationAttribute): string {
  const about = docComment([settingDescription(said), said.sensitive ? "Secret: Pulumi encrypts it." : ""], "  ");
  return `${about}\n  readonly ${camelCase(name)}?: ${given(`${types[type]} | undefined`)};`;
}
