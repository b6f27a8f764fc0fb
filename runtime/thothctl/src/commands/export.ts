import { error, failure, kebabCase, pascalCase, type Resource, type Result, success } from "@thoth-iac/model";
import type { Context, Run } from "../command.ts";
import { environmentFiles, secretListOf } from "../export/environment-file.ts";
import type { exportFlags } from "../export/export-flags.ts";
import { placeFiles } from "../export/export-folder.ts";
import type { Exported } from "../export/exported.ts";
import { manifestFiles, manifestOf, manifestText } from "../export/manifest-text.ts";
import { exportable, tenantExport } from "../export/tenant-export.ts";
import { terraformFiles } from "../export/terraform-files.ts";
import { terraformLimits } from "../export/terraform-limits.ts";
import { onOneLine } from "../output.ts";

type Given = Context<typeof exportFlags>;

/** Writes what a tenant has as manifests, or as Terraform configuration. */
export const run: Run<typeof exportFlags> = async (context) => {
  const { flags, world, refuse, report, connect } = context;
  const kinds = kindsFrom(flags.kind);
  if (!kinds.ok) return refuse(kinds.diagnostics);
  const client = await connect();
  if (!client.ok) return report(client.diagnostics);
  const now = new Date().toISOString();
  const scope = { kinds: kinds.value, owner: flags.owner, signal: world.stop, now };
  const made = await tenantExport(client.value, scope);
  if (!made.ok) return report(made.diagnostics);
  await report([...(made.warnings ?? []), ...(flags.format === "hcl" ? terraformLimits(made.value) : [])]);
  const whole = { instances: made.value, tenant: client.value.tenantId, kinds: kinds.value };
  const code = await (flags["output-dir"] === undefined ? print(whole, context) : write(whole, context));
  if (code === undefined && !context.json) tell(made.value, context);
  return code;
};

interface Export {
  readonly instances: readonly Exported[];
  readonly tenant: string;
  /** The kinds that were asked for; empty for all. */
  readonly kinds: readonly Resource[];
}

/** Everything on standard output. */
async function print({ instances, tenant }: Export, { output, json, flags }: Given): Promise<undefined> {
  const isHcl = flags.format === "hcl";
  const files = isHcl ? terraformFiles(instances, tenant) : [];
  if (json) {
    const what = isHcl ? { files: files.map((file) => ({ ...file })) } : { manifests: instances.map(manifestOf) };
    output.printJson({ ...what, secrets: secretListOf(instances) });
  } else if (isHcl) output.print(files.map(({ text }) => text.trimEnd()).join("\n\n"));
  else for (const instance of instances) output.print(`---\n${manifestText(instance).slice(0, -1)}`);
}

/** Everything into files. */
async function write({ instances, tenant, kinds }: Export, context: Given): Promise<number | undefined> {
  const { flags, world, output, json, report } = context;
  const isHcl = flags.format === "hcl";
  const isWhole = kinds.length === 0;
  // A part of the tenant is no reason to forget the secrets of the rest.
  const files = isHcl
    ? terraformFiles(instances, tenant)
    : [...manifestFiles(instances), ...(isWhole ? environmentFiles(instances) : [])];
  const folders = isHcl ? [] : (isWhole ? exportable : kinds).map(({ name }) => kebabCase(name));
  const placed = await placeFiles(world, files, {
    folder: flags["output-dir"] ?? "",
    force: flags.force,
    looked: isWhole ? ["", ...folders] : folders,
  });
  if (!placed.ok) return report(placed.diagnostics);
  const { written, unchanged, leftovers } = placed.value;
  if (json) {
    output.printJson({ ...placed.value, instances: instances.length, secrets: secretListOf(instances) });
    return undefined;
  }
  output.say(
    `${counted(instances.length, "instance")}: ${counted(written.length, "file")} written, ${unchanged.length} unchanged.`,
  );
  if (leftovers.length > 0) {
    output.say(`From an earlier export, and not in this one: ${leftovers.join(", ")}. Remove what is wanted no more.`);
  }
  return undefined;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

/** Tells a person what the export does not hold. */
function tell(instances: readonly Exported[], { output }: Given): void {
  const secrets = secretListOf(instances);
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
