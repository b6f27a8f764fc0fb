import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { manifestOf, root } from "../house/tree.ts";
import { thothctlPath } from "../support/executables.ts";
import { jobSpecOf } from "../support/job-run.ts";
import { faultsOf } from "../support/kubernetes-validity.ts";
import { type KubernetesObject, kustomized, objectsIn } from "../support/kustomization.ts";

const argocd = join(root, "deploy", "argocd");
const jobs = ["plan", "apply", "verify", "report", "drift"];
const hook = "argocd.argoproj.io/hook";

test("a member that is wrong, missing or unknown is found", async () => {
  const objects = await kustomized(join(argocd, "overlays", "full"));
  const job = objects.find(({ kind }) => kind === "Job");
  const spoilt = (spec: object) => faultsOf([{ ...job, spec } as KubernetesObject]); // as: it is spoilt on purpose
  const { template } = jobSpecOf(objects, "thoth-plan");
  expect(spoilt({ template })).toEqual([]);
  expect(spoilt({ template, backoffLimit: "2" })).toEqual([expect.stringContaining("must be integer")]);
  expect(spoilt({})).toEqual([expect.stringContaining("template")]);
  expect(spoilt({ template, backOffLimit: 2 })).toEqual(["Job thoth-plan: the schema knows no /spec/backOffLimit"]);
  const containers = template.spec.containers.map((each) => ({ ...each, arguments: [] }));
  expect(spoilt({ template: { spec: { ...template.spec, containers } } })).toEqual([
    "Job thoth-plan: the schema knows no /spec/template/spec/containers/0/arguments",
  ]);
});

test("what an administrator of Argo CD applies is valid", async () => {
  const apps = await kustomized(join(argocd, "apps"));
  const others = [...(await kustomized(join(argocd, "health"))), ...(await objectsIn(join(argocd, "rollout.yaml")))];
  expect(apps.map(({ kind }) => kind).toSorted()).toEqual(
    ["AppProject", "Application", "Application", "Application", "Namespace", "Namespace", "Namespace"].toSorted(),
  );
  expect(faultsOf([...apps, ...others])).toEqual([]);
});

test("the Applications may make what their overlays hold and nothing else, where they say, wave after wave", async () => {
  const apps = await kustomized(join(argocd, "apps"));
  const [project] = specsOf(apps, "AppProject");
  const kinds = new Set<string>();
  const waves: string[] = [];
  for (const [name, { source, destination }, { annotations }] of specsOf(apps, "Application")) {
    expect(existsSync(join(root, source.path))).toBe(true);
    expect(project?.[1].sourceRepos).toContain(source.repoURL);
    expect(project?.[1].destinations).toContainEqual(destination);
    const objects = await kustomized(join(root, source.path));
    for (const { apiVersion, kind, metadata } of objects) {
      expect(metadata.namespace).toBe(destination.namespace);
      kinds.add(`${apiVersion.includes("/") ? apiVersion.split("/")[0] : ""} ${kind}`);
    }
    waves.push(`${annotations?.["argocd.argoproj.io/sync-wave"]} ${name}`);
  }
  expect(waves.toSorted()).toEqual(["1 thoth-canary", "2 thoth-pilot", "3 thoth-full"]);
  const allowed = project?.[1].namespaceResourceWhitelist.map(
    ({ group, kind }: { readonly group: string; readonly kind: string }) => `${group} ${kind}`,
  );
  expect([...kinds].toSorted()).toEqual(allowed.toSorted());
  expect(project?.[1].clusterResourceWhitelist).toEqual([]);
});

/** Name, spec and metadata of the objects of a kind. */
function specsOf(objects: readonly KubernetesObject[], kind: string) {
  return objects.flatMap((object) => {
    // as: what valid objects of these kinds hold.
    const { metadata, spec } = object as KubernetesObject & { readonly spec: ReturnType<typeof JSON.parse> };
    return object.kind === kind ? [[metadata.name, spec, metadata] as const] : [];
  });
}

describe.each(["canary", "pilot", "full"])("the rollout %s", (rollout) => {
  let objects: readonly KubernetesObject[];
  beforeAll(async () => {
    objects = await kustomized(join(argocd, "overlays", rollout));
  });

  test("is valid, and holds five Jobs, their manifests twice and a NetworkPolicy", () => {
    expect(faultsOf(objects)).toEqual([]);
    expect(objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`).toSorted()).toEqual([
      "ConfigMap thoth-manifests",
      "ConfigMap thoth-manifests-next",
      "CronJob thoth-drift",
      "Job thoth-apply",
      "Job thoth-plan",
      "Job thoth-report",
      "Job thoth-verify",
      "NetworkPolicy thoth-jobs",
    ]);
    expect(JSON.stringify(objects)).not.toContain("replaced");
  });

  test("has its Jobs run where Argo CD needs them, under fixed names, and keeps them for it", () => {
    const hooks = Object.fromEntries(
      objects.flatMap(({ metadata }) => (metadata.annotations?.[hook] ? [[metadata.name, metadata.annotations]] : [])),
    );
    expect(
      Object.entries(hooks)
        .map(([name, annotations]) => `${name} ${annotations[hook]}`)
        .toSorted(),
    ).toEqual([
      "thoth-apply Sync",
      "thoth-manifests-next PreSync",
      "thoth-plan PreSync",
      "thoth-report SyncFail",
      "thoth-verify PostSync",
    ]);
    for (const annotations of Object.values(hooks)) {
      expect(annotations).toMatchObject({ "argocd.argoproj.io/hook-delete-policy": "BeforeHookCreation" });
    }
    for (const name of jobs) {
      const spec = jobSpecOf(objects, `thoth-${name}`);
      expect(spec).not.toHaveProperty("ttlSecondsAfterFinished");
      expect(spec.activeDeadlineSeconds).toBeGreaterThanOrEqual(300);
    }
  });

  test.each(jobs)("its Job %s is restricted by all that Kubernetes knows, and is told no secret", (name) => {
    const { template } = jobSpecOf(objects, `thoth-${name}`);
    expect(template.spec).toMatchObject({
      restartPolicy: "Never",
      automountServiceAccountToken: false,
      securityContext: { runAsNonRoot: true, runAsUser: 65532, seccompProfile: { type: "RuntimeDefault" } },
      containers: [
        {
          image: expect.stringMatching(new RegExp(`/thothctl:${manifestOf(".").version}$`)),
          securityContext: {
            allowPrivilegeEscalation: false,
            readOnlyRootFilesystem: true,
            capabilities: { drop: ["ALL"] },
          },
          resources: {
            requests: { cpu: expect.any(String), memory: expect.any(String) },
            limits: { memory: expect.any(String) },
          },
        },
      ],
    });
    const [container] = template.spec.containers;
    expect(container?.env.map(({ name: variable }) => variable)).toEqual([
      "THOTH_GOVAPI_URL",
      "THOTH_TENANT_ID",
      "THOTH_OWNER",
      "THOTH_ORG_API_KEY_FILE",
      "THOTH_SECRETS_DIR",
      "MAX_DELETIONS",
    ]);
    for (const { readOnly } of container?.volumeMounts ?? []) expect(readOnly).toBe(true);
  });

  test("lets its pods talk to names and to GovAPI, and nobody talk to them", () => {
    const [policy] = specsOf(objects, "NetworkPolicy");
    expect(policy?.[1]).toMatchObject({ policyTypes: ["Ingress", "Egress"] });
    expect(policy?.[1]).not.toHaveProperty("ingress");
    const { egress, podSelector } = policy?.[1] ?? {};
    expect(
      egress.map(({ ports }: { readonly ports: readonly { readonly port: number }[] }) =>
        ports.map(({ port }) => port),
      ),
    ).toEqual([[53, 53], [443]]);
    expect(egress[1].to).toEqual([{ ipBlock: { cidr: expect.stringMatching(/^203\.0\.113\./) } }]);
    for (const name of jobs) {
      expect(jobSpecOf(objects, `thoth-${name}`).template).toMatchObject({
        metadata: { labels: podSelector.matchLabels },
      });
    }
  });
});

test("each rollout has a tenant, an owner and a limit of deletions of its own, the limits growing", async () => {
  const rollouts = await Promise.all(
    ["canary", "pilot", "full"].map(async (rollout) => {
      const objects = await kustomized(join(argocd, "overlays", rollout));
      const [container] = jobSpecOf(objects, "thoth-apply").template.spec.containers;
      return Object.fromEntries((container?.env ?? []).map(({ name, value }) => [name, value]));
    }),
  );
  for (const name of ["THOTH_TENANT_ID", "THOTH_OWNER", "THOTH_GOVAPI_URL"]) {
    expect(new Set(rollouts.map((env) => env[name])).size).toBe(3);
  }
  const limits = rollouts.map((env) => Number(env.MAX_DELETIONS));
  expect(limits).toEqual(limits.toSorted((left, right) => left - right));
  expect(limits.every((limit) => limit > 0)).toBe(true);
});

test("every manifest that is deployed is what the JSON Schema for editors says, to which it points", async () => {
  const schemaPath = join(root, "docs", "schema", "manifest.schema.json");
  const ajv = new Ajv2020({ strict: false });
  formats.default(ajv);
  const judge = ajv.compile(JSON.parse(readFileSync(schemaPath, "utf8")));
  const files = readdirSync(argocd, { recursive: true, encoding: "utf8" })
    .map((path) => join(argocd, path))
    .filter((path) => path.endsWith(".yaml") && readFileSync(path, "utf8").includes("apiVersion: thoth/v1"));
  expect(files).toHaveLength(5);
  for (const file of files) {
    const [, schema = ""] = /^# yaml-language-server: \$schema=(\S+)/.exec(readFileSync(file, "utf8")) ?? [];
    expect(join(dirname(file), schema)).toBe(schemaPath);
    for (const manifest of await objectsIn(file)) {
      judge(manifest);
      expect([file, judge.errors]).toEqual([file, null]);
    }
  }
});

test("the objects by which health is tried are objects that thothctl knows", () => {
  const folder = join(argocd, "health", "thoth-tenant", "testdata");
  for (const name of readdirSync(folder)) {
    const args = ["validate", "--filename", join(folder, name)];
    const { status, stdout } = spawnSync(thothctlPath(process.env), args, { encoding: "utf8" });
    expect({ name, status, stdout }).toEqual({ name, status: 0, stdout: expect.stringContaining("1 MdmSync") });
  }
});
