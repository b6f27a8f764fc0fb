import type { Kysely } from "kysely";
import { parseStored } from "./json.ts";
import type { Tables } from "./sql-schema.ts";
import type { JobStatus, Session, StoredJob } from "./store.ts";

/** The part of a session that keeps jobs. */
export function sqlJobs(database: Kysely<Tables>): Pick<Session, "job" | "addJob" | "putJob" | "jobs"> {
  return {
    job: async (tenant, id) => {
      const row = await database
        .selectFrom("jobs")
        .selectAll()
        .where("tenant", "=", tenant)
        .where("id", "=", id)
        .executeTakeFirst();
      return row && read(row);
    },
    addJob: async (job) => {
      const row = await database
        .selectFrom("jobs")
        .select(({ fn }) => fn.max<number | null>("position").as("last"))
        .executeTakeFirst();
      const position = Number(row?.last ?? 0) + 1;
      await database
        .insertInto("jobs")
        .values({ id: job.id, position, ...columns(job) })
        .execute();
    },
    putJob: async (job) => {
      await database.updateTable("jobs").set(columns(job)).where("id", "=", job.id).execute();
    },
    jobs: async (status) =>
      (await database.selectFrom("jobs").selectAll().where("status", "=", status).orderBy("position").execute()).map(
        read,
      ),
  };
}

function columns(job: StoredJob): Omit<Tables["jobs"], "id" | "position"> {
  return {
    tenant: job.tenant,
    kind: job.kind,
    subject: job.subject,
    status: job.status,
    attempts: job.attempts,
    result: JSON.stringify(job.result),
    error: job.error ?? null,
    created_at: job.createdAt,
    updated_at: job.updatedAt,
    started_at: job.startedAt ?? null,
    completed_at: job.completedAt ?? null,
  };
}

function read(row: Tables["jobs"]): StoredJob {
  return {
    id: row.id,
    tenant: row.tenant,
    kind: row.kind,
    subject: row.subject,
    // as: only this file writes the column, from the same type.
    status: row.status as JobStatus,
    attempts: Number(row.attempts),
    result: parseStored(row.result),
    error: row.error ?? undefined,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    startedAt: row.started_at ?? undefined,
    completedAt: row.completed_at ?? undefined,
  };
}
