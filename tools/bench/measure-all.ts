import type { Bench, Face } from "./arguments.ts";
import { measureCdktf } from "./cdktf.ts";
import { measureGitops } from "./gitops.ts";
import { measurePulumi } from "./pulumi.ts";
import { measureTerraform } from "./terraform.ts";

const measures: Readonly<
  Record<Face, { readonly title: string; readonly measure: (bench: Bench) => Promise<string> }>
> = {
  terraform: { title: "Terraform", measure: measureTerraform },
  pulumi: { title: "Pulumi", measure: measurePulumi },
  cdktf: { title: "CDKTF and CDK Terrain", measure: measureCdktf },
  gitops: { title: "GitOps", measure: measureGitops },
};

/** Measures the faces that were asked for, one after another; gives the report. */
export async function measureAll(bench: Bench): Promise<string> {
  const reports: string[] = [];
  for (const face of bench.faces) {
    const { title, measure } = measures[face];
    reports.push(`## ${title}\n\n${await measure(bench)}`);
  }
  return reports.join("\n\n");
}
