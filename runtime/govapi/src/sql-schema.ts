import type { Kysely } from "kysely";
import { sql } from "kysely";

/** The tables, with nothing in them but text and whole numbers, which SQLite and PostgreSQL read alike. */
export interface Tables {
  readonly settings: { readonly name: string; readonly value: string };
  readonly tenants: { readonly id: string; readonly created_at: string };
  readonly api_keys: {
    readonly id: string;
    readonly tenant: string;
    readonly hash: string;
    readonly permissions: string;
    readonly created_at: string;
    readonly expires_at: string | null;
    readonly revoked_at: string | null;
    readonly last_used_at: string | null;
  };
  readonly records: {
    readonly tenant: string;
    readonly kind: string;
    readonly id: string;
    readonly position: number;
    readonly version: number;
    readonly document: string;
    readonly sealed: string | null;
    readonly created_at: string;
    readonly updated_at: string;
  };
  readonly jobs: {
    readonly id: string;
    readonly position: number;
    readonly tenant: string;
    readonly kind: string;
    readonly subject: string;
    readonly status: string;
    readonly attempts: number;
    readonly result: string;
    readonly error: string | null;
    readonly created_at: string;
    readonly updated_at: string;
    readonly started_at: string | null;
    readonly completed_at: string | null;
  };
  readonly endpoints: {
    readonly tenant: string;
    readonly id: string;
    readonly provider: string;
    readonly document: string;
    readonly first_seen_at: string;
    readonly last_seen_at: string;
  };
  readonly answers: {
    readonly tenant: string;
    readonly caller: string;
    readonly key: string;
    readonly fingerprint: string;
    readonly status: number;
    readonly body: string;
    readonly at: number;
  };
}

/** The steps from an empty database to the tables above. Steps are only ever added: databases remember how many they took. */
const steps: readonly (readonly string[])[] = [
  [
    "create table settings (name text primary key, value text not null)",
    "create table tenants (id text primary key, created_at text not null)",
    `create table api_keys (id text primary key, tenant text not null references tenants (id), hash text not null,
      permissions text not null, created_at text not null, expires_at text, revoked_at text, last_used_at text)`,
    `create table records (tenant text not null, kind text not null, id text not null, position bigint not null,
      version bigint not null, document text not null, sealed text, created_at text not null, updated_at text not null,
      primary key (tenant, kind, id))`,
    "create unique index records_in_order on records (tenant, kind, position)",
    `create table jobs (id text primary key, position bigint not null, tenant text not null, kind text not null, subject text not null,
      status text not null, attempts bigint not null, result text not null, error text, created_at text not null,
      updated_at text not null, started_at text, completed_at text)`,
    "create index jobs_by_status on jobs (status, position)",
    "create unique index jobs_in_order on jobs (position)",
    "create unique index one_running_job on jobs (tenant, kind, subject) where status = 'running'",
    `create table endpoints (tenant text not null, id text not null, provider text not null, document text not null,
      first_seen_at text not null, last_seen_at text not null, primary key (tenant, id))`,
    "create index endpoints_by_provider on endpoints (tenant, provider)",
    `create table answers (tenant text not null, caller text not null, key text not null, fingerprint text not null,
      status bigint not null, body text not null, at bigint not null, primary key (tenant, caller, key))`,
    "create index answers_by_age on answers (at)",
  ],
];

/** Brings a database up to date, or tells how many steps a newer program has taken with it. */
export async function migrate(database: Kysely<Tables>): Promise<"current" | { readonly newerBy: number }> {
  await sql`create table if not exists migrations (step bigint primary key)`.execute(database);
  return database.transaction().execute(async (transaction) => {
    const { rows } = await sql<{ taken: number }>`select count(*) as taken from migrations`.execute(transaction);
    const taken = Number(rows[0]?.taken ?? 0);
    if (taken > steps.length) return { newerBy: taken - steps.length };
    for (const [index, statements] of steps.entries()) {
      if (index < taken) continue;
      for (const statement of statements) await sql.raw(statement).execute(transaction);
      await sql`insert into migrations (step) values (${index})`.execute(transaction);
    }
    return "current";
  });
}
