import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { Ajv } from "ajv";
import { parse, parseAllDocuments } from "yaml";
import { manifestOf, root } from "../house/tree.ts";
import { faultsOf } from "../support/kubernetes-validity.ts";
import { type KubernetesObject, kustomized, objectsIn, type Plain } from "../support/kustomization.ts";
import { programOnPath } from "../support/program-on-path.ts";

const chart = join(root, "deploy", "helm", "thoth-gitops");
const overlay = join(root, "deploy", "argocd", "overlays", "full");
const helm = programOnPath("helm", ["version"]);
const schema = JSON.parse(readFileSync(join(chart, "values.schema.json"), "utf8"));
const defaults = parse(readFileSync(join(chart, "values.yaml"), "utf8"));
const judge = new Ajv({ allErrors: true }).compile(schema);

/** The values that say what the overlay says. */
async function valuesOfOverlay() {
  const [rollout] = await objectsIn(join(overlay, "rollout.yaml"));
  const manifests = (await kustomized(overlay)).find(({ metadata }) => metadata.name === "thoth-manifests");
  const said = dataOf(rollout);
  return {
    tenant: said.tenant ?? "",
    govapiUrl: said["govapi-url"] ?? "",
    owner: said.owner ?? "",
    maxDeletions: Number(said["max-deletions"]),
    drift: { schedule: said["drift-schedule"] ?? "" },
    networkPolicy: { govapiAddresses: [said["govapi-addresses"] ?? ""] },
    manifests: dataOf(manifests),
  };
}

function dataOf(object: KubernetesObject | undefined): Readonly<Record<string, string>> {
  return object !== undefined && "data" in object ? (object.data as Readonly<Record<string, string>>) : {}; // as: a ConfigMap
}

test("the schema knows every value that the chart has, at every depth, and the chart every one of the schema's", () => {
  expect(memberNames(schema)).toEqual([...Object.keys(defaults), "global"].toSorted());
  for (const name of ["credentials", "image", "drift", "networkPolicy"]) {
    expect(memberNames(schema.properties[name])).toEqual(Object.keys(defaults[name]).toSorted());
  }
});

function memberNames(object: { readonly properties: object }): readonly string[] {
  return Object.keys(object.properties).toSorted();
}

test("the chart has the version of all packages", () => {
  const { version, appVersion } = parse(readFileSync(join(chart, "Chart.yaml"), "utf8"));
  expect([version, appVersion]).toEqual([manifestOf(".").version, manifestOf(".").version]);
});

test.each([
  ["no tenant", { tenant: "" }, "/tenant"],
  ["a tenant that is none", { tenant: "Acme!" }, "/tenant"],
  ["http", { govapiUrl: "http://grid.example.com" }, "/govapiUrl"],
  ["a limit that is none", { maxDeletions: -1 }, "/maxDeletions"],
  ["no manifests", { manifests: {} }, "/manifests"],
  ["a manifest that thothctl would not read", { manifests: { "notes.txt": "x" } }, "/manifests"],
  ["a schedule that is none", { drift: { enabled: true, schedule: "hourly" } }, "/drift/schedule"],
  ["a name that is misspelt", { maxDeletion: 1 }, ""],
])("values with %s are refused", async (_, wrong, path) => {
  const values = { ...defaults, ...(await valuesOfOverlay()), drift: defaults.drift };
  const whole = { ...values, networkPolicy: { ...defaults.networkPolicy, ...values.networkPolicy } };
  expect(judge(whole)).toBe(true);
  expect(judge({ ...whole, ...wrong })).toBe(false);
  expect(judge.errors?.map(({ instancePath }) => instancePath)).toContain(path);
});

(helm === undefined ? describe.skip : describe)("rendered by helm", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "thoth-helm-"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function render(values: object) {
    const file = join(folder, "values.json");
    writeFileSync(file, JSON.stringify(values));
    const args = ["template", "thoth", chart, "--namespace", "thoth-full", "--kube-version", "1.33.0", "-f", file];
    const { stdout, stderr, status } = spawnSync(helm ?? "", args, { encoding: "utf8" });
    const objects: readonly KubernetesObject[] = parseAllDocuments(stdout).map((document) => document.toJS());
    return { status, stderr, objects };
  }

  test("the chart gives what the overlay of the same values gives", async () => {
    const { objects, stderr } = render(await valuesOfOverlay());
    expect(stderr).toBe("");
    expect(faultsOf(objects)).toEqual([]);
    expect(comparable(objects)).toEqual(comparable(await kustomized(overlay)));
  });

  test("everything that can be set arrives", async () => {
    const digest = `sha256:${"0".repeat(64)}`;
    const { objects } = render({
      ...(await valuesOfOverlay()),
      govapiUrl: "",
      image: { repository: "ghcr.io/acme/thothctl", tag: "2", digest },
      imagePullSecrets: [{ name: "pull" }],
      credentials: { existingSecret: "key-of-acme", key: "token" },
      manifestSecrets: "secrets-of-acme",
      lockTimeout: "30s",
      drift: { enabled: false },
      networkPolicy: { enabled: false },
      nodeSelector: { zone: "a" },
      tolerations: [{ key: "admin", operator: "Exists" }],
      resources: {},
    });
    expect(faultsOf(objects)).toEqual([]);
    const names = objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
    expect(names).not.toContain("CronJob thoth-drift");
    expect(names.join()).not.toContain("NetworkPolicy");
    const text = JSON.stringify(objects.find(({ metadata }) => metadata.name === "thoth-apply"));
    for (const part of [
      `"image":"ghcr.io/acme/thothctl:2@${digest}"`,
      '"value":"https://grid.acme.atensecurity.com"',
      '"value":"/var/run/secrets/thoth/key-of-acme/token"',
      '"secretName":"secrets-of-acme"',
      '"--lock-timeout=30s"',
      '"imagePullSecrets":[{"name":"pull"}]',
      '"nodeSelector":{"zone":"a"}',
      '"tolerations":[{"key":"admin","operator":"Exists"}]',
    ]) {
      expect(text).toContain(part);
    }
  });

  test("without Argo CD, Helm plans before it changes anything, then applies, then verifies", async () => {
    const { objects } = render({ ...(await valuesOfOverlay()), hooks: "helm" });
    expect(faultsOf(objects)).toEqual([]);
    const hooks = objects.flatMap(({ metadata: { name, annotations } }) => {
      const hook = annotations?.["helm.sh/hook"];
      return hook === undefined ? [] : [`${hook} ${annotations?.["helm.sh/hook-weight"]} ${name}`];
    });
    expect(hooks.toSorted()).toEqual([
      "post-install,post-upgrade 10 thoth-verify",
      "post-install,post-upgrade 5 thoth-apply",
      "pre-install,pre-upgrade -1 thoth-manifests-next",
      "pre-install,pre-upgrade 0 thoth-plan",
    ]);
    expect(objects.map(({ metadata }) => metadata.name)).not.toContain("thoth-report");
  });

  test("wrong values are refused before anything is rendered", async () => {
    const values = await valuesOfOverlay();
    expect(render({ ...values, maxDeletion: 1 })).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("maxDeletion"),
    });
    expect(render({ ...values, networkPolicy: {} })).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("/networkPolicy/govapiAddresses"),
    });
    expect(render({ ...values, manifestSecrets: "thoth-credentials" })).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("would be mounted twice"),
    });
  });

  test("helm lint has nothing against it", async () => {
    const file = join(folder, "lint.json");
    writeFileSync(file, JSON.stringify(await valuesOfOverlay()));
    const { status, stdout } = spawnSync(helm ?? "", ["lint", "--strict", chart, "-f", file], { encoding: "utf8" });
    expect({ status, stdout }).toMatchObject({ status: 0, stdout: expect.stringContaining("0 chart(s) failed") });
  });
});

/** Objects by name, with volumes in the order of their names: their order means nothing. */
function comparable(objects: readonly KubernetesObject[]): Readonly<Record<string, Plain>> {
  const inOrder = (_: string, value: Plain) =>
    Array.isArray(value) && value.every((each) => typeof each === "object" && each !== null && "name" in each)
      ? value.toSorted((left, right) => JSON.stringify(left).localeCompare(JSON.stringify(right)))
      : value;
  return Object.fromEntries(
    objects.map((object) => [
      `${object.kind} ${object.metadata.name}`,
      JSON.parse(JSON.stringify(object, undefined, 1), inOrder),
    ]),
  );
}
