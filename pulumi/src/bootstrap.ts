import { local } from "@pulumi/command";
import { ComponentResource, type ComponentResourceOptions, type Output, secret } from "@pulumi/pulumi";
import { ArgumentsError } from "./components/arguments-error.ts";
import { bootstrapCommand } from "./components/bootstrap-command.ts";
import { bootstrapFaults } from "./components/bootstrap-faults.ts";
import type { BootstrapArgs } from "./components/bootstrap-inputs.ts";
import { childName } from "./components/component.ts";

/**
 * A tenant set up in one go by `thothctl bootstrap`, run by `@pulumi/command`: once, and again when an argument changes.
 * Destroying it leaves the tenant as it is.
 */
export class Bootstrap extends ComponentResource {
  /** The command that runs thothctl. */
  readonly command: local.Command;
  /** What thothctl printed. Pulumi keeps it as a secret. */
  readonly bootstrapStdout: Output<string>;
  /** Identifier of this run of the bootstrap. A new run has a new one. */
  readonly bootstrapId: Output<string>;

  constructor(name: string, args: BootstrapArgs, opts?: ComponentResourceOptions) {
    const failures = bootstrapFaults(args);
    if (failures.length > 0) throw new ArgumentsError(`Bootstrap ${JSON.stringify(name)}`, failures);
    // The arguments are the command's; those of a component would be kept a second time, secrets in plain sight.
    super("thoth:index:Bootstrap", name, {}, opts);
    this.command = new local.Command(childName(name, "command"), bootstrapCommand(args), {
      parent: this,
      additionalSecretOutputs: ["stdout", "stderr", "environment"],
    });
    this.bootstrapStdout = secret(this.command.stdout);
    this.bootstrapId = this.command.id;
    this.registerOutputs({ bootstrapStdout: this.bootstrapStdout, bootstrapId: this.bootstrapId });
  }
}
