import { queries, resources } from "@thoth-iac/model";
import { browserPolicyRules } from "./browser-policy.ts";
import { type CollectionRules, collectionOperations } from "./collection.ts";
import type { JobKind } from "./jobs.ts";
import { leaseOperations } from "./leases.ts";
import { markOperations } from "./marks.ts";
import { mdmProviderRules, mdmProvidersPath } from "./mdm-provider.ts";
import { type MdmSync, mdmSyncJob, mdmSyncKind, mdmSyncOperations } from "./mdm-sync.ts";
import type { Operation } from "./operation.ts";
import { wholeOrNothing } from "./secret-config.ts";
import { type DocumentRules, documentOperations } from "./settings-document.ts";
import { webhookTestOperation } from "./webhook-test.ts";

/** What the operations need from around them. */
export interface Surroundings extends MdmSync {
  /** Tells the runner that a job was queued. */
  readonly wake: () => void;
}

/** Everything that GovAPI does: what the model describes, and beside it what only the server knows. */
export function operationsOf(around: Surroundings): readonly Operation[] {
  const makeId = () => uuid(around.random(16));
  const all = Object.values(resources);
  return [
    ...documentOperations(all, documentRules),
    ...collectionOperations({ resources: all, queries: Object.values(queries), rulesOf: collectionRules, makeId }),
    ...mdmSyncOperations(makeId, around.wake),
    webhookTestOperation(around),
    ...markOperations,
    ...leaseOperations,
  ];
}

/** The kinds of jobs that operations queue. */
export function jobKindsOf(around: MdmSync): Readonly<Record<string, JobKind>> {
  return { [mdmSyncKind]: mdmSyncJob(around) };
}

const documentRules: Readonly<Record<string, DocumentRules>> = {
  "/thoth/settings": {
    defaults: {
      compliance_profile: "soc2",
      regulatory_regimes: ["soc2"],
      shadow_policy: { low: "allow", medium: "step_up", high: "block", critical: "block" },
    },
    sorted: [
      ["model_router", "allowed_providers"],
      ["model_router", "allowed_models"],
    ],
  },
};

const collectionRules: Readonly<Record<string, CollectionRules>> = {
  [mdmProvidersPath]: mdmProviderRules,
  "/thoth/browser/policies": browserPolicyRules,
  // The reference's client takes the configuration that it reads for the whole of it.
  "/thoth/browser/providers": { shownConfig: wholeOrNothing },
};

function uuid(bytes: Uint8Array): string {
  const variant = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const version = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  const hex = Buffer.from([
    ...bytes.slice(0, 6),
    version,
    ...bytes.slice(7, 8),
    variant,
    ...bytes.slice(9, 16),
  ]).toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
