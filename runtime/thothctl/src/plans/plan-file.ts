import { createHash } from "node:crypto";
import type { PlanOptions, TenantPlan } from "@thoth-iac/client";
import {
  type Diagnostic,
  failure,
  isList,
  isRecord,
  type JsonObject,
  type JsonValue,
  parseJson,
  type Result,
  success,
} from "@thoth-iac/model";
import type { PlainManifest } from "../manifests/manifest-set.ts";
import { version } from "../version.ts";
import { usage } from "./choices.ts";
import { plannedSteps } from "./planned-steps.ts";
import { type SentSecret, sentSecrets } from "./sent-secrets.ts";

/** A plan that was made before and is to be carried out exactly. */
export interface SavedPlan {
  readonly toolVersion: string;
  readonly tenant: string;
  readonly baseUrl: string;
  readonly options: Omit<PlanOptions, "signal" | "trustSecrets">;
  readonly documents: readonly PlainManifest[];
  /** What the steps were, as `plannedSteps` gives them. */
  readonly steps: readonly JsonObject[];
  readonly secrets: readonly SentSecret[];
}

/** What a plan was made of. */
export interface PlanSource {
  readonly plan: TenantPlan;
  readonly baseUrl: string;
  readonly options: Omit<PlanOptions, "signal" | "trustSecrets">;
  readonly documents: readonly PlainManifest[];
}

const formatVersion = 1;
const firstWord = "thoth-plan";

/**
 * The text of a saved plan: a line that tells the format and the digest of the rest, and one JSON document. The digest
 * finds damage; that nobody wrote another plan in its place is for whoever keeps the file to see to.
 */
export async function planFileText({ plan, baseUrl, options, documents }: PlanSource): Promise<string> {
  const { owner, prune, maxDeletions, takeOver, targets } = options;
  const content: JsonObject = {
    tool_version: version,
    tenant: plan.tenant,
    base_url: baseUrl,
    owner,
    prune,
    max_deletions: maxDeletions,
    take_over: takeOver,
    targets,
    documents: documents.map((document): JsonObject => ({ ...document })),
    secrets: await sentSecrets(plan.steps),
    steps: plannedSteps(plan),
  };
  const body = `${JSON.stringify(content)}\n`;
  return `${firstWord} ${formatVersion} sha256:${digestOf(body)}\n${body}`;
}

/** The plan that a file holds. */
export function planIn(text: string, file: string): Result<SavedPlan> {
  const end = text.indexOf("\n");
  const [word, number = "", digest = "", ...more] = text.slice(0, Math.max(0, end)).split(" ");
  if (word !== firstWord || !/^\d{1,9}$/.test(number)) return failure(notAPlan(file));
  if (Number(number) > formatVersion) return failure(newer(file, number));
  const body = text.slice(end + 1);
  if (Number(number) !== formatVersion || more.length > 0 || digest !== `sha256:${digestOf(body)}`) {
    return failure(damaged(file));
  }
  const saved = savedIn(parseJson(body));
  return saved === undefined ? failure(damaged(file)) : success(saved);
}

function digestOf(body: string): string {
  return createHash("sha256").update(body, "utf8").digest("hex");
}

function savedIn(content: JsonValue | undefined): SavedPlan | undefined {
  if (content === undefined || !isRecord(content)) return undefined;
  const { tool_version, tenant, base_url, owner, prune, max_deletions, take_over, targets } = content;
  const texts = [tool_version, tenant, base_url, owner].filter((text) => typeof text === "string");
  const [toolVersion, tenantId, baseUrl, ownerName] = texts;
  const documents = recordsIn(content.documents).flatMap(documentIn);
  const secrets = recordsIn(content.secrets).flatMap(secretIn);
  if (toolVersion === undefined || tenantId === undefined || baseUrl === undefined || ownerName === undefined) {
    return undefined;
  }
  return {
    toolVersion,
    tenant: tenantId,
    baseUrl,
    options: {
      owner: ownerName,
      prune: prune === true,
      maxDeletions: typeof max_deletions === "number" ? max_deletions : 0,
      takeOver: take_over === true,
      targets: textsIn(targets),
    },
    documents,
    steps: recordsIn(content.steps),
    secrets,
  };
}

function documentIn({ kind, name, dependsOn, spec, file, document }: JsonObject): readonly PlainManifest[] {
  if (typeof kind !== "string" || typeof name !== "string" || spec === undefined || !isRecord(spec)) return [];
  if (typeof file !== "string" || typeof document !== "number") return [];
  return [{ kind, name, dependsOn: textsIn(dependsOn), spec, file, document }];
}

function secretIn({ address, attribute, fingerprint }: JsonObject): readonly SentSecret[] {
  if (typeof address !== "string" || typeof attribute !== "string" || typeof fingerprint !== "string") return [];
  return [{ address, attribute, fingerprint }];
}

function recordsIn(value: JsonValue | undefined): readonly JsonObject[] {
  return value !== undefined && isList(value) ? value.filter((item) => isRecord(item)) : [];
}

function textsIn(value: JsonValue | undefined): readonly string[] {
  return value !== undefined && isList(value) ? value.filter((item) => typeof item === "string") : [];
}

function notAPlan(file: string): Diagnostic {
  const detail = `${file} does not begin with "${firstWord}". Expected a file that thothctl plan --out has written; manifests are given with -f.`;
  return usage("This is no saved plan", detail);
}

function newer(file: string, found: string): Diagnostic {
  const detail = `${file} has format ${found}; this thothctl ${version} reads ${formatVersion}. Apply it with the thothctl that made it, or make a new plan with this one.`;
  return usage("The saved plan is of a newer thothctl", detail);
}

function damaged(file: string): Diagnostic {
  const detail = `${file} is not as plan --out wrote it: its digest does not fit. It was cut off or changed. Make a new plan.`;
  return usage("The saved plan is damaged", detail);
}
