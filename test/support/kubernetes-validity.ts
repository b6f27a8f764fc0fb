import { Application, AppProject } from "@kubernetes-models/argo-cd/argoproj.io/v1alpha1";
import { validate as cronJob } from "kubernetes-models/_schemas/IoK8sApiBatchV1CronJob";
import { validate as job } from "kubernetes-models/_schemas/IoK8sApiBatchV1Job";
import { validate as configMap } from "kubernetes-models/_schemas/IoK8sApiCoreV1ConfigMap";
import { validate as namespace } from "kubernetes-models/_schemas/IoK8sApiCoreV1Namespace";
import { validate as networkPolicy } from "kubernetes-models/_schemas/IoK8sApiNetworkingV1NetworkPolicy";
import { CronJob, Job } from "kubernetes-models/batch/v1";
import { NetworkPolicy } from "kubernetes-models/networking.k8s.io/v1";
import { ConfigMap, Namespace } from "kubernetes-models/v1";
import type { KubernetesObject } from "./kustomization.ts";

interface Kind {
  readonly Model: new (object: never) => { readonly validate: () => void };
  /** The same judgement without words, which looks at what it was given and not at a copy. Argo CD's is not to be had. */
  readonly validate?: (object: unknown) => boolean;
}

const kinds: Readonly<Record<string, Kind>> = {
  "argoproj.io/v1alpha1 AppProject": { Model: AppProject },
  "argoproj.io/v1alpha1 Application": { Model: Application },
  "batch/v1 CronJob": { Model: CronJob, validate: cronJob },
  "batch/v1 Job": { Model: Job, validate: job },
  "networking.k8s.io/v1 NetworkPolicy": { Model: NetworkPolicy, validate: networkPolicy },
  "v1 ConfigMap": { Model: ConfigMap, validate: configMap },
  "v1 Namespace": { Model: Namespace, validate: namespace },
};

/**
 * What an API server would have against objects, by the schemas of Kubernetes and Argo CD, of Kubernetes' own also for
 * members that are unknown. Nothing, if all is well.
 */
export function faultsOf(objects: readonly KubernetesObject[]): readonly string[] {
  return objects.flatMap((object) => {
    const { apiVersion, kind, metadata } = object;
    const judge = kinds[`${apiVersion} ${kind}`];
    if (judge === undefined) return [`There is no schema for ${apiVersion} ${kind}.`];
    try {
      new judge.Model(object as never).validate(); // as: the constructor takes what validate() judges
    } catch (thrown) {
      return [`${kind} ${metadata.name}: ${thrown instanceof Error ? thrown.message : String(thrown)}`];
    }
    if (judge.validate === undefined) return [];
    const read = new Set<string>();
    judge.validate(watched(object, "", read));
    const strange = membersOf(object, "").filter((path) => !read.has(path));
    return strange.map((path) => `${kind} ${metadata.name}: the schema knows no ${path}`);
  });
}

/** A value that tells which of its members were looked at: a validator looks only at those that its schema knows. */
function watched(value: unknown, path: string, read: Set<string>): unknown {
  if (typeof value !== "object" || value === null) return value;
  return new Proxy(value, {
    get: (target, key) => {
      const at = `${path}/${String(key)}`;
      read.add(at);
      return watched(Reflect.get(target, key), at, read);
    },
  });
}

function membersOf(value: unknown, path: string): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => [`${path}/${key}`, ...membersOf(member, `${path}/${key}`)]);
}
