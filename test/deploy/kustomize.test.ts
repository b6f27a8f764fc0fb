import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { parseAllDocuments } from "yaml";
import { root } from "../house/tree.ts";
import { type KubernetesObject, kustomized } from "../support/kustomization.ts";
import { programOnPath } from "../support/program-on-path.ts";

const argocd = join(root, "deploy", "argocd");
const kustomize = programOnPath("kustomize", ["version"]);

/* What the other tests here read and run was made by test/support/kustomization.ts: it is what kustomize makes. */
(kustomize === undefined ? describe.skip : describe)("kustomize", () => {
  test.each(["overlays/canary", "overlays/pilot", "overlays/full", "apps", "health"])(
    "gives the same for %s",
    async (folder) => {
      const text = execFileSync(kustomize ?? "", ["build", join(argocd, folder)], { encoding: "utf8" });
      const real: readonly KubernetesObject[] = parseAllDocuments(text).map((document) => document.toJS());
      const ours = await kustomized(join(argocd, folder));
      expect(real.length).toBeGreaterThan(0);
      expect(sorted(ours)).toEqual(sorted(real));
    },
  );
});

function sorted(objects: readonly KubernetesObject[]): readonly KubernetesObject[] {
  return objects.toSorted((left, right) => idOf(left).localeCompare(idOf(right)));
}

function idOf({ kind, metadata }: KubernetesObject): string {
  return `${kind} ${metadata.namespace ?? ""}/${metadata.name}`;
}
