import type { JsonObject } from "@thoth-iac/model";
import type { Kysely } from "kysely";
import { parseStored } from "./json.ts";
import { sqlJobs } from "./sql-jobs.ts";
import type { Tables } from "./sql-schema.ts";
import type { RecordKey, Session, StoredRecord } from "./store.ts";
import type { Vault } from "./vault.ts";

/** A session over one connection of an SQL database. */
export function sqlSession(database: Kysely<Tables>, vault: Vault): Session {
  return {
    ...settings(database, vault),
    ...keys(database),
    ...records(database, vault),
    ...sqlJobs(database),
    ...endpoints(database),
    ...answers(database),
  };
}

function settings(
  database: Kysely<Tables>,
  vault: Vault,
): Pick<Session, "setting" | "setSetting" | "tenants" | "addTenant"> {
  return {
    setting: async (name) => {
      const row = await database.selectFrom("settings").select("value").where("name", "=", name).executeTakeFirst();
      return row && vault.open(row.value, `settings ${name}`);
    },
    setSetting: async (name, text) => {
      const value = vault.seal(text, `settings ${name}`);
      const insert = database.insertInto("settings").values({ name, value });
      await insert.onConflict((conflict) => conflict.column("name").doUpdateSet({ value })).execute();
    },
    tenants: async () =>
      (await database.selectFrom("tenants").select("id").orderBy("created_at").orderBy("id").execute()).map(
        ({ id }) => id,
      ),
    addTenant: async (id, at) => {
      const insert = database.insertInto("tenants").values({ id, created_at: at });
      await insert.onConflict((conflict) => conflict.column("id").doNothing()).execute();
    },
  };
}

function keys(database: Kysely<Tables>): Pick<Session, "key" | "addKey" | "touchKey"> {
  return {
    key: async (id) => {
      const row = await database.selectFrom("api_keys").selectAll().where("id", "=", id).executeTakeFirst();
      if (row === undefined) return undefined;
      return {
        id: row.id,
        tenant: row.tenant,
        hash: row.hash,
        permissions: row.permissions.split(" "),
        createdAt: row.created_at,
        expiresAt: row.expires_at ?? undefined,
        revokedAt: row.revoked_at ?? undefined,
        lastUsedAt: row.last_used_at ?? undefined,
      };
    },
    addKey: async (key) => {
      const row = {
        id: key.id,
        tenant: key.tenant,
        hash: key.hash,
        permissions: key.permissions.join(" "),
        created_at: key.createdAt,
        expires_at: key.expiresAt ?? null,
        revoked_at: key.revokedAt ?? null,
        last_used_at: key.lastUsedAt ?? null,
      };
      await database.insertInto("api_keys").values(row).execute();
    },
    touchKey: async (id, at) => {
      await database.updateTable("api_keys").set({ last_used_at: at }).where("id", "=", id).execute();
    },
  };
}

function records(
  database: Kysely<Tables>,
  vault: Vault,
): Pick<Session, "record" | "records" | "recordCount" | "putRecord" | "dropRecord"> {
  const read = (row: Tables["records"]): StoredRecord => ({
    tenant: row.tenant,
    kind: row.kind,
    id: row.id,
    version: Number(row.version),
    document: parseStored(row.document),
    secret: row.sealed === null ? {} : parseStored(vault.open(row.sealed, placeOf(row))),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  });
  return {
    record: async ({ tenant, kind, id }) => {
      const query = database
        .selectFrom("records")
        .selectAll()
        .where("tenant", "=", tenant)
        .where("kind", "=", kind)
        .where("id", "=", id);
      const row = await query.executeTakeFirst();
      return row && read(row);
    },
    records: async ({ tenant, kind }, stretch) => {
      const all = database
        .selectFrom("records")
        .selectAll()
        .where("tenant", "=", tenant)
        .where("kind", "=", kind)
        .orderBy("position");
      const rows = await (stretch ? all.limit(stretch.limit).offset(stretch.offset) : all).execute();
      return rows.map(read);
    },
    recordCount: async ({ tenant, kind }) => {
      const query = database.selectFrom("records").select(({ fn }) => fn.countAll<number>().as("count"));
      const row = await query.where("tenant", "=", tenant).where("kind", "=", kind).executeTakeFirst();
      return Number(row?.count ?? 0);
    },
    putRecord: async ({ tenant, kind, id, document, secret, at }) => {
      const key = { tenant, kind, id };
      const text = JSON.stringify(document);
      const sealed = sealedText(secret, key, vault);
      const update = database
        .updateTable("records")
        .set(({ eb }) => ({ document: text, sealed, updated_at: at, version: eb("version", "+", 1) }));
      const updated = await update
        .where("tenant", "=", tenant)
        .where("kind", "=", kind)
        .where("id", "=", id)
        .returning(["version", "created_at"])
        .executeTakeFirst();
      if (updated)
        return {
          ...key,
          version: Number(updated.version),
          document,
          secret,
          createdAt: updated.created_at,
          updatedAt: at,
        };
      const last = database.selectFrom("records").select(({ fn }) => fn.max<number | null>("position").as("last"));
      const row = await last.where("tenant", "=", tenant).where("kind", "=", kind).executeTakeFirst();
      const position = Number(row?.last ?? 0) + 1;
      const made = { ...key, position, version: 1, document: text, sealed, created_at: at, updated_at: at };
      await database.insertInto("records").values(made).execute();
      return { ...key, version: 1, document, secret, createdAt: at, updatedAt: at };
    },
    dropRecord: async ({ tenant, kind, id }) => {
      const all = database.deleteFrom("records").where("tenant", "=", tenant);
      await all.where("kind", "=", kind).where("id", "=", id).execute();
    },
  };
}

function placeOf({ tenant, kind, id }: RecordKey): string {
  return JSON.stringify(["records", tenant, kind, id]);
}

function sealedText(secret: JsonObject, key: RecordKey, vault: Vault): string | null {
  return Object.keys(secret).length === 0 ? null : vault.seal(JSON.stringify(secret), placeOf(key));
}

function endpoints(database: Kysely<Tables>): Pick<Session, "putEndpoints" | "endpoints"> {
  return {
    putEndpoints: async (found) => {
      // PostgreSQL and SQLite both limit the parameters of one statement.
      for (let start = 0; start < found.length; start += 100) {
        const rows = found.slice(start, start + 100).map(({ tenant, id, provider, document, seenAt }) => {
          return {
            tenant,
            id,
            provider,
            document: JSON.stringify(document),
            first_seen_at: seenAt,
            last_seen_at: seenAt,
          };
        });
        const insert = database.insertInto("endpoints").values(rows);
        const upsert = insert.onConflict((conflict) =>
          conflict.columns(["tenant", "id"]).doUpdateSet(({ ref }) => ({
            provider: ref("excluded.provider"),
            document: ref("excluded.document"),
            last_seen_at: ref("excluded.last_seen_at"),
          })),
        );
        await upsert.execute();
      }
    },
    endpoints: async (tenant, provider) => {
      const rows = await database
        .selectFrom("endpoints")
        .selectAll()
        .where("tenant", "=", tenant)
        .where("provider", "=", provider)
        .orderBy("id")
        .execute();
      return rows.map((row) => ({
        tenant,
        id: row.id,
        provider,
        document: parseStored(row.document),
        seenAt: row.last_seen_at,
      }));
    },
  };
}

function answers(database: Kysely<Tables>): Pick<Session, "answer" | "putAnswer" | "dropAnswersBefore"> {
  return {
    answer: async ({ tenant, caller, key }) => {
      const query = database
        .selectFrom("answers")
        .selectAll()
        .where("tenant", "=", tenant)
        .where("caller", "=", caller)
        .where("key", "=", key);
      const row = await query.executeTakeFirst();
      return row && { ...row, status: Number(row.status), at: Number(row.at) };
    },
    putAnswer: async (answer) => {
      const { fingerprint, status, body, at } = answer;
      const insert = database.insertInto("answers").values(answer);
      await insert
        .onConflict((conflict) =>
          conflict.columns(["tenant", "caller", "key"]).doUpdateSet({ fingerprint, status, body, at }),
        )
        .execute();
    },
    dropAnswersBefore: async (at) => {
      await database.deleteFrom("answers").where("at", "<", at).execute();
    },
  };
}
