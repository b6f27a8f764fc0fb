import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import process from "node:process";
import { text } from "node:stream/consumers";
import { thothctlPath } from "./executables.ts";
import type { KubernetesObject } from "./kustomization.ts";

/** What a Job that ran gives: how its container ended, what it said, and what Kubernetes would make of it. */
export interface JobRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Failed at once, or another pod, as many times as `backoffLimit` says. */
  readonly outcome: "complete" | "failed" | "tried again";
}

/** What a cluster holds beside the rendered objects, and what stands for its outside. */
export interface Surroundings {
  /** The folder that stands for the root of the container's file system. */
  readonly root: string;
  /** Secrets by name. */
  readonly secrets: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Values of environment variables that are others outside the cluster, such as the address of GovAPI. */
  readonly instead: Readonly<Record<string, string>>;
}

interface Container {
  readonly name: string;
  readonly command?: readonly string[];
  readonly args: readonly string[];
  readonly env: readonly { readonly name: string; readonly value: string }[];
  readonly envFrom?: readonly { readonly secretRef: { readonly name: string; readonly optional?: boolean } }[];
  readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string; readonly readOnly?: boolean }[];
}

interface Volume {
  readonly name: string;
  readonly configMap?: { readonly name: string };
  readonly secret?: { readonly secretName: string; readonly defaultMode?: number; readonly optional?: boolean };
}

/** The part of a Job, or of what a CronJob makes, that says what runs. */
export interface JobSpec {
  readonly backoffLimit: number;
  readonly activeDeadlineSeconds: number;
  readonly podFailurePolicy: {
    readonly rules: readonly {
      readonly action: string;
      readonly onExitCodes?: { readonly values: readonly number[] };
    }[];
  };
  readonly template: {
    readonly spec: { readonly containers: readonly Container[]; readonly volumes: readonly Volume[] };
  };
}

/** What a Job runs, or a CronJob each time. */
export function jobSpecOf(objects: readonly KubernetesObject[], name: string): JobSpec {
  const found = objects.find(({ kind, metadata }) => /^(Cron)?Job$/.test(kind) && metadata.name === name);
  if (found === undefined) throw new Error(`No Job is called ${name}.`);
  // as: the Jobs here are valid, which another test says.
  const { spec } = found as KubernetesObject & {
    readonly spec: JobSpec & { readonly jobTemplate?: { spec: JobSpec } };
  };
  return spec.jobTemplate?.spec ?? spec;
}

/**
 * Runs a Job outside a cluster, as a node would: ConfigMaps and Secrets laid where they are mounted, in the form in which
 * kubelet lays them; the environment that the pod would have and no more; `$(NAME)` in arguments replaced. Paths of
 * mounts lead below the folder that stands for the root.
 */
export async function runJob(
  objects: readonly KubernetesObject[],
  name: string,
  around: Surroundings,
): Promise<JobRun> {
  const { template, podFailurePolicy, activeDeadlineSeconds } = jobSpecOf(objects, name);
  const [container, ...others] = template.spec.containers;
  if (container === undefined || others.length > 0 || container.command !== undefined) {
    throw new Error(`${name} has to have one container, which runs what its image runs.`);
  }
  const home = join(around.root, `${name}-${crypto.randomUUID()}`);
  const mounts = container.volumeMounts.map(({ mountPath }) => mountPath);
  for (const { name: mounted, mountPath } of container.volumeMounts) {
    const volume = template.spec.volumes.find((each) => each.name === mounted);
    if (volume === undefined) throw new Error(`${name} mounts ${mounted}, which is no volume.`);
    await mount(contentOf(volume, objects, around), join(home, mountPath), volume.secret?.defaultMode ?? 0o644);
  }
  const isMounted = (value: string) =>
    mounts.some((path) => `${value}/`.startsWith(`${path}/`) || path.startsWith(`${value}/`));
  const moved = (value: string) => (value.startsWith("/") && isMounted(value) ? join(home, value) : value);
  const env: Record<string, string> = { PATH: process.env.PATH ?? "" };
  for (const { secretRef } of container.envFrom ?? []) {
    Object.assign(env, secretOf(around, secretRef.name, secretRef.optional));
  }
  for (const { name: variable, value } of container.env) env[variable] = around.instead[variable] ?? moved(value);
  const args = container.args.map((arg) => {
    const whole = arg.replace(/\$\(([A-Z_]+)\)/g, (written, variable) => env[variable] ?? written);
    const [, flag = "", value = whole] = /^(--[a-z-]+=)(.*)$/.exec(whole) ?? [];
    return flag + moved(value);
  });
  const child = spawn(thothctlPath(process.env), args, {
    env,
    cwd: home,
    stdio: ["ignore", "pipe", "pipe"],
    timeout: activeDeadlineSeconds * 1000,
  });
  const ended = await said(child);
  const hopeless = podFailurePolicy.rules.some(
    ({ action, onExitCodes }) => action === "FailJob" && onExitCodes?.values.includes(ended.code ?? -1),
  );
  return { ...ended, outcome: ended.code === 0 ? "complete" : hopeless ? "failed" : "tried again" };
}

async function said(child: ChildProcess) {
  if (child.stdout === null || child.stderr === null) throw new Error("The program's output is not to be had.");
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "exit")]);
  // as: an exit gives its code, or null where a signal ended it.
  return { stdout, stderr, code: code as number | null };
}

function contentOf(
  { name, configMap, secret }: Volume,
  objects: readonly KubernetesObject[],
  around: Surroundings,
): Readonly<Record<string, string>> {
  if (secret !== undefined) return secretOf(around, secret.secretName, secret.optional);
  const found = objects.find(({ kind, metadata }) => kind === "ConfigMap" && metadata.name === configMap?.name);
  if (found === undefined) throw new Error(`The pod would wait for ever: there is no ConfigMap for ${name}.`);
  // as: a ConfigMap's data are texts.
  return (found as KubernetesObject & { readonly data: Readonly<Record<string, string>> }).data;
}

function secretOf({ secrets }: Surroundings, name: string, optional = false): Readonly<Record<string, string>> {
  const found = secrets[name];
  if (found === undefined && !optional) throw new Error(`The pod would wait for ever: there is no Secret ${name}.`);
  return found ?? {};
}

/** Each key is a link into `..data`, which itself is a link, so that kubelet can exchange all of them at once. */
async function mount(data: Readonly<Record<string, string>>, path: string, mode: number): Promise<void> {
  const version = "..2026_01_01_00_00_00.123456789";
  await mkdir(join(path, version), { recursive: true });
  await symlink(version, join(path, "..data"));
  for (const [key, content] of Object.entries(data)) {
    const file = join(path, version, key);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
    await chmod(file, mode);
    await symlink(join("..data", key), join(path, key));
  }
}
