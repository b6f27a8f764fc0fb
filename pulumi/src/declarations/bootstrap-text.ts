import { bootstrapAttributes } from "../components/bootstrap-inputs.ts";
import { docComment } from "./doc-comment.ts";
import { argumentsText } from "./resource-text.ts";

/** The declarations of the door that runs thothctl. */
export function bootstrapText(): string {
  // What is left out is for thothctl to decide, so it has to be known when the program runs.
  const inputs = bootstrapAttributes.map((input) => ({ ...input, required: true }));
  const filled = bootstrapAttributes.filter(({ required }) => !required).map(({ name }) => name);
  const args = argumentsText(
    { name: "BootstrapArgs", about: ["The arguments of Bootstrap, which are the inputs of its twin in Terraform."] },
    { inputs, prefix: "Bootstrap", flavour: "plugin", filled },
  );
  return [args, classText].join("\n\n");
}

const classText = [
  docComment([
    "A tenant set up in one go by `thothctl bootstrap`, run by `@pulumi/command`: once, and again when an argument changes. Destroying it leaves the tenant as it is.",
  ]),
  "export declare class Bootstrap extends pulumi.ComponentResource {",
  docComment(["The command that runs thothctl."], "  "),
  "  readonly command: local.Command;",
  docComment(["What thothctl printed. Pulumi keeps it as a secret."], "  "),
  "  readonly bootstrapStdout: pulumi.Output<string>;",
  docComment(["Identifier of this run of the bootstrap. A new run has a new one."], "  "),
  "  readonly bootstrapId: pulumi.Output<string>;",
  "  constructor(name: string, args: BootstrapArgs, opts?: pulumi.ComponentResourceOptions);",
  "}",
].join("\n");
