import { error, failure, isRecord, type JsonObject, type Result, success } from "@thoth-iac/model";
import { type Answer, ok } from "./answer.ts";
import type { JobKind, Outcome } from "./jobs.ts";
import { member } from "./json.ts";
import { type Device, endpointOf, InventoryError } from "./mdm-device.ts";
import { type JamfReader, jamfInventory } from "./mdm-jamf.ts";
import { mdmProvidersPath } from "./mdm-provider.ts";
import type { Operation } from "./operation.ts";
import type { Session, Store, StoredJob } from "./store.ts";
import { timestamp } from "./world.ts";

/** The kind under which syncs are queued. */
export const mdmSyncKind = "mdm_sync";

/** What syncs need beside the store. */
export interface MdmSync extends Omit<JamfReader, "config" | "signal"> {
  readonly store: Store;
}

const inventories: Readonly<Record<string, (reader: JamfReader) => AsyncGenerator<readonly Device[]>>> = {
  jamf: jamfInventory,
};

/** Reading the inventory of an MDM system into the tenant's endpoints, as a job. */
export function mdmSyncJob(sync: MdmSync): JobKind {
  return { run: (job, signal) => synced(job, sync, signal), recorded: mirrored };
}

async function synced(job: StoredJob, sync: MdmSync, signal: AbortSignal): Promise<Outcome> {
  const { tenant, subject: provider } = job;
  let counts = { synced_endpoints: 0, unassigned_count: 0 };
  try {
    const inventory = inventories[provider];
    if (inventory === undefined)
      throw new InventoryError(`Syncing ${provider} is not supported yet by the embedded control plane.`);
    const record = await sync.store.read((session) => session.record({ tenant, kind: mdmProvidersPath, id: provider }));
    const config = member(record?.secret ?? {}, "config");
    for await (const devices of inventory({ ...sync, config: isRecord(config) ? config : {}, signal })) {
      const seenAt = timestamp(sync.clock);
      await sync.store.write((session) =>
        session.putEndpoints(devices.map((device) => endpointOf(device, { tenant, provider, seenAt }))),
      );
      counts = {
        synced_endpoints: counts.synced_endpoints + devices.length,
        unassigned_count: counts.unassigned_count + devices.filter(({ user }) => user === undefined).length,
      };
    }
    return { result: counts, error: undefined };
  } catch (cause) {
    if (!(cause instanceof InventoryError)) throw cause;
    return { result: counts, error: cause.message };
  }
}

/** Lets the integration's own record tell how its last sync went. */
async function mirrored(job: StoredJob, session: Session): Promise<void> {
  const key = { tenant: job.tenant, kind: mdmProvidersPath, id: job.subject };
  const record = await session.record(key);
  if (record === undefined) return;
  const ended = job.status === "succeeded" || job.status === "failed";
  const { last_error: _, ...before } = record.document;
  const document = {
    ...before,
    last_sync_status: job.status,
    last_sync_job_id: job.id,
    ...(job.completedAt !== undefined && { last_sync_at: job.completedAt }),
    ...(job.error !== undefined && { last_error: job.error }),
    ...(job.status === "succeeded" && { synced_endpoints: member(job.result, "synced_endpoints") ?? 0 }),
    ...(ended && before.enabled !== false && { status: job.status === "succeeded" ? "connected" : "error" }),
  };
  await session.putRecord({ ...key, document, secret: record.secret, at: job.updatedAt });
}

/** The operations that start a sync and look at one. */
export function mdmSyncOperations(makeId: () => string, wake: () => void): readonly Operation[] {
  return [
    {
      route: "POST /thoth/mdm/providers/{provider_name}/sync",
      within: "write",
      run: ({ tenant, params, now }, session) => queueSync({ tenant, provider: params[0] ?? "", now, makeId }, session),
      whenWritten: wake,
    },
    {
      route: "GET /thoth/mdm/sync-jobs/{id}",
      within: "read",
      run: async ({ tenant, params }, session) => {
        const job = await session.job(tenant, params[0] ?? "");
        if (job?.kind !== mdmSyncKind)
          return failure(
            error("not_found", { summary: "No such sync", detail: "The tenant has no sync job with this id." }),
          );
        return success(ok(shownJob(job)));
      },
    },
  ];
}

interface Asked {
  readonly tenant: string;
  readonly provider: string;
  readonly now: string;
  readonly makeId: () => string;
}

async function queueSync({ tenant, provider, now, makeId }: Asked, session: Session): Promise<Result<Answer>> {
  const record = await session.record({ tenant, kind: mdmProvidersPath, id: provider });
  if (record === undefined)
    return failure(
      error("not_found", {
        summary: "No such integration",
        detail: "The tenant has no MDM integration of this name; create it first.",
      }),
    );
  if (member(record.document, "enabled") === false) {
    return failure(
      error("conflict", {
        summary: "Integration disabled",
        detail: "The MDM integration is disabled; enable it, then sync.",
      }),
    );
  }
  const queued = (await session.jobs("queued")).find(
    (job) => job.tenant === tenant && job.kind === mdmSyncKind && job.subject === provider,
  );
  // One that has not begun yet will see all that a second one would.
  if (queued !== undefined) return success({ status: 202, body: shownJob(queued) });
  const job: StoredJob = {
    id: makeId(),
    tenant,
    kind: mdmSyncKind,
    subject: provider,
    status: "queued",
    attempts: 0,
    result: { synced_endpoints: 0, unassigned_count: 0 },
    error: undefined,
    createdAt: now,
    updatedAt: now,
    startedAt: undefined,
    completedAt: undefined,
  };
  await session.addJob(job);
  await mirrored(job, session);
  return success({ status: 202, body: shownJob(job) });
}

function shownJob(job: StoredJob): JsonObject {
  return {
    job_id: job.id,
    provider: job.subject,
    status: job.status,
    ...job.result,
    error: job.error ?? null,
    started_at: job.startedAt ?? null,
    completed_at: job.completedAt ?? null,
    created_at: job.createdAt,
    updated_at: job.updatedAt,
  };
}
