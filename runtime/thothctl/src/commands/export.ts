import { error, failure, kebabCase, pascalCase, type Resource, type Result, success } from "@thoth-iac/model";
import type { Context, Run } from "../command.ts";
import { environmentFiles, secretListOf } from "../export/environment-file.ts";
import type { exportFlags } from "../export/export-flags.ts";
import { type ExportedFile, placeFiles } from "../export/export-folder.ts";
import type { Exported } from "../export/exported.ts";
import { manifestFiles, manifestOf, manifestText } from "../export/manifest-text.ts";
import { exportable, tenantExport } from "../export/tenant-export.ts";
import { terraformFiles } from "../export/terraform-files.ts";
import { onOneLine } from "../output.ts";

/** Writes what a tenant has as manifests, or as Terraform configuration. */
export const run: Run<typeof exportFlags> = async (context) => {
  const { flags, world, output, json, refuse, report, connect } = context;
  const kinds = kindsFrom(flags.kind);
  if (!kinds.ok) return refuse(kinds.diagnostics);
  const client = await connect();
  if (!client.ok) return report(client.diagnostics);
  const now = new Date().toISOString();
  const made = await tenantExport(client.value, { kinds: kinds.value, owner: flags.owner, signal: world.stop, now });
  if (!made.ok) return report(made.diagnostics);
  await report(made.warnings ?? []);
  const whole = kinds.value.length === 0;
  const files =
    flags.format === "hcl"
      ? terraformFiles(made.value, client.value.tenantId)
      : [...manifestFiles(made.value), ...(whole ? environmentFiles(made.value) : [])];
  const folder = flags["output-dir"];
  if (folder === undefined) return printed(made.value, files, context);
  const folders = (whole ? exportable : kinds.value).map(({ name }) => kebabCase(name));
  const looked = [...(whole ? [""] : []), ...(flags.format === "hcl" ? [] : folders)];
  const placed = await placeFiles(world, files, { folder, force: flags.force, looked });
  if (!("written" in placed)) return report(placed);
  const secrets = secretListOf(made.value);
  if (json) {
    output.printJson({ ...placed, instances: made.value.length, secrets });
    return undefined;
  }
  const { written, unchanged, leftovers } = placed;
  output.say(
    `${counted(made.value.length, "instance")}: ${counted(written.length, "file")} written, ${unchanged.length} unchanged.`,
  );
  if (leftovers.length > 0)
    output.say(
      `No longer in the tenant, and left where they are: ${leftovers.join(", ")}. Remove them if they are wanted no more.`,
    );
  tell(secrets, context);
  return undefined;
};

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

/** Everything on standard output. */
function printed(
  instances: readonly Exported[],
  files: readonly ExportedFile[],
  context: Context<typeof exportFlags>,
): undefined {
  const { output, json, flags } = context;
  const secrets = secretListOf(instances);
  if (json) output.printJson({ manifests: instances.map(manifestOf), secrets });
  else if (flags.format === "hcl") output.print(files.map(({ text }) => text.trimEnd()).join("\n\n"));
  else for (const instance of instances) output.print(`---\n${manifestText(instance).trimEnd()}`);
  tell(secrets, context);
}

/** Tells a person what the export does not hold. */
function tell(secrets: ReturnType<typeof secretListOf>, { output }: Context<typeof exportFlags>): void {
  if (secrets.length === 0) return;
  output.say("Secrets, which GovAPI does not tell, are not in it:");
  for (const { instance, attribute, variable, set } of secrets) {
    const state = set === true ? `is set: give it as ${variable}` : "may be set";
    output.say(`  ${onOneLine(`${instance} ${attribute}`)} ${state}`);
  }
}

function kindsFrom(written: readonly string[]): Result<readonly Resource[]> {
  const found = written.map((kind) => ({ kind, resource: exportable.find(({ name }) => pascalCase(name) === kind) }));
  const unknown = found.find(({ resource }) => resource === undefined);
  if (unknown === undefined) return success(found.flatMap(({ resource }) => (resource ? [resource] : [])));
  const known = exportable.map(({ name }) => pascalCase(name)).join(", ");
  const detail = `--kind is ${JSON.stringify(unknown.kind)}; expected one of ${known}.`;
  return failure(error("usage", { summary: "Unknown kind", detail }));
}
