import { error, failure, kebabCase, pascalCase, type Resource, type Result, success } from "@thoth-iac/model";
import type { Run } from "../command.ts";
import { environmentFile } from "../export/environment-file.ts";
import type { exportFlags } from "../export/export-flags.ts";
import { type ExportedFile, marker, placeFiles } from "../export/export-folder.ts";
import type { Exported } from "../export/exported.ts";
import { manifestText } from "../export/manifest-text.ts";
import { exportable, tenantExport } from "../export/tenant-export.ts";

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
  const folder = flags["output-dir"];
  if (folder === undefined) {
    for (const instance of made.value) output.print(`---\n${manifestText(instance)}`.trimEnd());
    return undefined;
  }
  const files = filesOf(made.value);
  const placed = await placeFiles(world, files, {
    folder,
    force: flags.force,
    looked: ["", ...exportable.map(({ name }) => kebabCase(name))],
  });
  if (!("written" in placed)) return report(placed);
  if (json) output.printJson({ ...placed, instances: made.value.length });
  else output.say(`${placed.written.length} written, ${placed.unchanged.length} unchanged.`);
  return undefined;
};

function filesOf(instances: readonly Exported[]): readonly ExportedFile[] {
  const environment = environmentFile(instances);
  return [
    ...instances.map((instance) => ({
      path: `${kebabCase(instance.resource.name)}/${instance.name}.yaml`,
      text: `# yaml-language-server: $schema=../manifest.schema.json\n# ${marker}\n${manifestText(instance)}`,
    })),
    ...(environment === undefined ? [] : [{ path: ".env.example", text: environment }]),
  ];
}

function kindsFrom(written: readonly string[]): Result<readonly Resource[]> {
  const found = written.map((kind) => ({ kind, resource: exportable.find(({ name }) => pascalCase(name) === kind) }));
  const unknown = found.find(({ resource }) => resource === undefined);
  if (unknown === undefined) return success(found.flatMap(({ resource }) => (resource ? [resource] : [])));
  const known = exportable.map(({ name }) => pascalCase(name)).join(", ");
  const detail = `--kind is ${JSON.stringify(unknown.kind)}; expected one of ${known}.`;
  return failure(error("usage", { summary: "Unknown kind", detail }));
}
