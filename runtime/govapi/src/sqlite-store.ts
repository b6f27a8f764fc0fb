import { error } from "@thoth-iac/model";
import { Kysely, type SqliteDatabase, SqliteDialect, type SqliteStatement } from "kysely";
import { messageOf } from "./caught.ts";
import { migrate, type Tables } from "./sql-schema.ts";
import { sqlSession } from "./sql-session.ts";
import { cannotStart, StartError } from "./start-error.ts";
import type { Store } from "./store.ts";
import type { Vault } from "./vault.ts";

/** A store that is gone when the program ends. */
export function openMemoryStore(vault: Vault): Promise<Store> {
  return openSqliteStore(":memory:", vault);
}

/** A store in one SQLite file, used by this process alone. Throws a `StartError` when the file cannot be used. */
export async function openSqliteStore(path: string, vault: Vault): Promise<Store> {
  const connection = await openConnection(path);
  const database = new Kysely<Tables>({ dialect: new SqliteDialect({ database: connection }) });
  const store: Store = {
    read: (work) => database.connection().execute((one) => work(sqlSession(one, vault))),
    write: (work) => database.transaction().execute((one) => work(sqlSession(one, vault))),
    fingerprint: vault.fingerprint,
    derive: vault.derive,
    close: () => database.destroy(),
  };
  try {
    const state = await migrate(database);
    if (state !== "current") {
      const detail = `${path} was written by a newer version (${state.newerBy} migrations ahead). Use that version, or restore a backup.`;
      throw cannotStart("The database is too new.", detail);
    }
    await checkKey(database, vault, path);
    return store;
  } catch (cause) {
    await store.close();
    throw startErrorOf(cause, path);
  }
}

// SQLite's own locks, held from the first access until the process ends however it ends: no stale lock file.
const settings =
  "pragma locking_mode = exclusive; pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; pragma busy_timeout = 0";

async function openConnection(path: string): Promise<SqliteDatabase> {
  // Loaded late, so that programs which never serve do not pay for it.
  const { DatabaseSync } = await import("node:sqlite");
  try {
    const database = new DatabaseSync(path);
    database.exec(settings);
    const statements = new Map<string, SqliteStatement>();
    return {
      close: () => database.close(),
      prepare: (text) => {
        const known = statements.get(text);
        if (known) return known;
        const statement = database.prepare(text);
        const reader = statement.columns().length > 0;
        const made: SqliteStatement = {
          reader,
          all: (values) => statement.all(...scalars(values)),
          run: (values) => statement.run(...scalars(values)),
          iterate: (values) => statement.iterate(...scalars(values)),
        };
        // Texts differ only by how many rows an insert has, so the map stays small.
        statements.set(text, made);
        return made;
      },
    };
  } catch (cause) {
    throw startErrorOf(cause, path);
  }
}

function scalars(values: readonly unknown[]): (string | number | null)[] {
  // as: the tables hold nothing else (sql-schema.ts).
  return [...values] as (string | number | null)[];
}

async function checkKey(database: Kysely<Tables>, vault: Vault, path: string): Promise<void> {
  const row = await database.selectFrom("settings").select("value").where("name", "=", "key_id").executeTakeFirst();
  if (row === undefined) {
    await database.insertInto("settings").values({ name: "key_id", value: vault.keyId }).execute();
    return;
  }
  if (row.value === vault.keyId) return;
  const detail = `${path} was sealed with key ${row.value}, but the key file holds key ${vault.keyId}. Restore the right key file.`;
  throw cannotStart("The key does not fit the database.", detail);
}

function startErrorOf(cause: unknown, path: string): unknown {
  if (cause instanceof StartError) return cause;
  const message = messageOf(cause);
  if (/database is locked/.test(message)) {
    const detail = `Another server has ${path} open. Stop it, or give this one a data directory of its own.`;
    return new StartError(error("conflict", { summary: "The data directory is in use.", detail }), cause);
  }
  if (/not a database|malformed/.test(message)) {
    return cannotStart("The database is damaged.", `${path}: ${message}. Restore it from a backup.`, cause);
  }
  return cause;
}
