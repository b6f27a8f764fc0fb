import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { parseAllDocuments } from "yaml";
import { manifestOf, root } from "../house/tree.ts";
import { jobSpecOf } from "../support/job-run.ts";
import { faultsOf } from "../support/kubernetes-validity.ts";
import { type KubernetesObject, kustomized, objectsIn } from "../support/kustomization.ts";
import { programOnPath } from "../support/program-on-path.ts";

/* What deploy/README.md and the chart's README tell people to type. */

const helm = programOnPath("helm", ["version"]);
const commands = commandsOf("deploy/README.md");

test.each(commands)("%s", async (command) => {
  const words = command.split(" ");
  const flag = (name: string) => words[words.indexOf(`--${name}`) + 1] ?? "";
  if (command.startsWith("npm run ")) {
    expect(JSON.parse(readFileSync(join(root, "package.json"), "utf8")).scripts).toHaveProperty(words[2] ?? "");
  } else if (command.startsWith("docker build ")) {
    expect(readFileSync(join(root, flag("file")), "utf8")).toContain(command);
    expect(command).toContain(`:${manifestOf(".").version} dist/bin`);
  } else if (command.startsWith("kubectl kustomize ")) {
    const objects = await kustomized(join(root, words[2] ?? ""));
    expect(objects.length).toBeGreaterThan(0);
    expect(faultsOf(objects)).toEqual([]);
  } else if (command.startsWith("kubectl apply --filename ")) {
    const objects = await objectsIn(join(root, flag("filename")));
    expect(faultsOf(objects)).toEqual([]);
    for (const object of objects.filter(({ kind }) => kind === "Application")) {
      // as: valid Applications have it.
      const { spec } = object as KubernetesObject & { readonly spec: { readonly source: { readonly path: string } } };
      expect(existsSync(join(root, spec.source.path, "kustomization.yaml"))).toBe(true);
    }
  } else {
    expect(command).toMatch(/^kubectl --namespace thoth-canary create secret generic /);
    const [, name = "", key = ""] = /generic (\S+) --from-(?:file|literal)=([^=]+)=/.exec(command) ?? [];
    const spec = jobSpecOf(await kustomized(join(root, "deploy", "argocd", "overlays", "canary")), "thoth-apply");
    expect(spec.template.spec.volumes.map(({ secret }) => secret?.secretName)).toContain(name);
    const asked = [
      JSON.stringify(spec),
      readFileSync(join(root, "deploy", "argocd", "tenant", "settings.yaml"), "utf8"),
    ];
    expect(asked.join()).toContain(key);
  }
});

test("the README has a command for every step that takes one", () => {
  expect(commands.length).toBeGreaterThan(6);
});

(helm === undefined ? describe.skip : describe)("the chart's README", () => {
  test.each(commandsOf("deploy/helm/thoth-gitops/README.md"))("%s", (command) => {
    expect(command).toMatch(/^helm template /);
    const script = `${command} --kube-version 1.33.0`;
    const { stdout, stderr, status } = spawnSync("sh", ["-ec", script], { cwd: root, encoding: "utf8" });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const objects: readonly KubernetesObject[] = parseAllDocuments(stdout).map((document) => document.toJS());
    expect(objects.filter(({ kind }) => kind === "Job")).toHaveLength(4);
    expect(faultsOf(objects)).toEqual([]);
  });
});

/** The commands in the shell blocks of a page, each on one line. */
function commandsOf(page: string): readonly string[] {
  const text = readFileSync(join(root, page), "utf8");
  const blocks = [...text.matchAll(/^ *```shell\n([\s\S]*?)^ *```$/gm)].map(([, block = ""]) => block);
  const lines = blocks
    .join("")
    .replaceAll(/\\\n\s*/g, "")
    .split("\n");
  return lines.map((line) => line.trim()).filter((line) => line !== "");
}
