import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { openMemoryStore, openSqliteStore } from "./sqlite-store.ts";
import type { RecordWrite, Store, StoredJob } from "./store.ts";
import { createVault } from "./vault.ts";

const vault = createVault(randomBytes(32), randomBytes);
const at = "2026-01-01T00:00:00.000Z";
let folder = "";
let path = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "govapi-store-"));
  path = join(folder, "govapi.db");
});

afterEach(() => rmSync(folder, { recursive: true }));

function record(id: string, more: Partial<RecordWrite> = {}): RecordWrite {
  return { tenant: "acme", kind: "things", id, document: { name: id }, secret: {}, at, ...more };
}

function job(id: string, more: Partial<StoredJob> = {}): StoredJob {
  const times = { createdAt: at, updatedAt: at, startedAt: undefined, completedAt: undefined };
  return {
    id,
    tenant: "acme",
    kind: "sync",
    subject: "jamf",
    status: "queued",
    attempts: 0,
    result: {},
    error: undefined,
    ...times,
    ...more,
  };
}

async function using<T>(work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openSqliteStore(path, vault);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

describe("a store in a file", () => {
  test("drops a record, leaves its neighbours, and makes it anew at the end", async () => {
    await using((store) =>
      store.write(async (session) => {
        for (const id of ["a", "b"]) await session.putRecord(record(id));
        await session.putRecord(record("a", { tenant: "globex" }));
        await session.putRecord(record("a", { kind: "others" }));
        for (let time = 0; time < 2; time++) await session.dropRecord({ tenant: "acme", kind: "things", id: "a" });
      }),
    );
    await using(async (store) => {
      const ids = async (tenant: string, kind: string) =>
        (await store.read((session) => session.records({ tenant, kind }))).map(({ id }) => id);
      expect(await ids("acme", "things")).toEqual(["b"]);
      expect(await ids("globex", "things")).toEqual(["a"]);
      expect(await ids("acme", "others")).toEqual(["a"]);
      expect(await store.write((session) => session.putRecord(record("a")))).toMatchObject({ version: 1 });
      expect(await ids("acme", "things")).toEqual(["b", "a"]);
    });
  });

  test("gives back after a restart what was written, in the order in which it was made", async () => {
    await using((store) =>
      store.write(async (session) => {
        for (const id of ["b", "a", "c"]) await session.putRecord(record(id, { secret: { token: `secret ${id}` } }));
        await session.putRecord(record("b", { document: { name: "changed" }, secret: { token: "other" } }));
      }),
    );
    const found = await using((store) => store.read((session) => session.records({ tenant: "acme", kind: "things" })));
    expect(found.map(({ id, version, document, secret }) => ({ id, version, document, secret }))).toEqual([
      { id: "b", version: 2, document: { name: "changed" }, secret: { token: "other" } },
      { id: "a", version: 1, document: { name: "a" }, secret: { token: "secret a" } },
      { id: "c", version: 1, document: { name: "c" }, secret: { token: "secret c" } },
    ]);
  });

  test("holds no secret in readable form, neither in the database nor in its journal", async () => {
    await using(async (store) => {
      await store.write(async (session) => {
        await session.putRecord(record("a", { secret: { token: "PLAINLY-A-SECRET" } }));
        await session.setSetting("signing", "ANOTHER-SECRET");
      });
      const files = ["", "-wal"].map((suffix) => readFileSync(path + suffix, "latin1")).join("");
      expect(files).toContain("things");
      expect(files).not.toMatch(/PLAINLY-A-SECRET|ANOTHER-SECRET/);
    });
  });

  test("is refused to a second opener in this process and in another, and free again afterwards", async () => {
    await using(async () => {
      await expect(openSqliteStore(path, vault)).rejects.toMatchObject({
        diagnostic: { code: "conflict", summary: "The data directory is in use." },
      });
      const script = `import { DatabaseSync } from "node:sqlite"; new DatabaseSync(${JSON.stringify(path)}).exec("select count(*) from records")`;
      const other = spawnSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8", env: {} });
      expect(other.stderr).toContain("database is locked");
    });
    await using(async (store) => expect(await store.read((session) => session.tenants())).toEqual([]));
  });

  test("is refused with another key, and says which key is missing", async () => {
    await using(async () => undefined);
    const other = createVault(randomBytes(32), randomBytes);
    await expect(openSqliteStore(path, other)).rejects.toMatchObject({
      diagnostic: { summary: "The key does not fit the database.", detail: expect.stringContaining(vault.keyId) },
    });
    await using(async (store) => expect(await store.read((session) => session.tenants())).toEqual([]));
  });

  test("is refused when it is no database, and left as it is", async () => {
    writeFileSync(path, "something else that is longer than a header would be, ".repeat(20));
    const size = statSync(path).size;
    await expect(openSqliteStore(path, vault)).rejects.toMatchObject({
      diagnostic: { summary: "The database is damaged." },
    });
    expect(statSync(path).size).toBe(size);
  });

  test("is refused when a newer version wrote it", async () => {
    await using(async () => undefined);
    const database = new DatabaseSync(path);
    database.exec("insert into migrations (step) values (99)");
    database.close();
    await expect(openSqliteStore(path, vault)).rejects.toMatchObject({
      diagnostic: { summary: "The database is too new." },
    });
  });

  test("opens no secret that was moved to another record", async () => {
    await using((store) =>
      store.write(async (session) => void (await session.putRecord(record("a", { secret: { token: "x" } })))),
    );
    const database = new DatabaseSync(path);
    database.exec("update records set id = 'b'");
    database.close();
    await using((store) =>
      expect(store.read((session) => session.record({ tenant: "acme", kind: "things", id: "b" }))).rejects.toThrow(),
    );
  });
});

describe("a transaction", () => {
  test("that fails leaves nothing behind", async () => {
    const store = await openMemoryStore(vault);
    const failing = store.write(async (session) => {
      await session.putRecord(record("a"));
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(await store.read((session) => session.recordCount({ tenant: "acme", kind: "things" }))).toBe(0);
    await store.close();
  });

  test("sees nothing of another that is not finished", async () => {
    const store = await openMemoryStore(vault);
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const writing = store.write(async (session) => {
      await session.putRecord(record("a"));
      await held;
    });
    const reading = store.read((session) => session.recordCount({ tenant: "acme", kind: "things" }));
    setImmediate(release);
    expect(await reading).toBe(1);
    await writing;
    await store.close();
  });

  test("keeps tenants and kinds apart", async () => {
    const store = await openMemoryStore(vault);
    await store.write(async (session) => {
      await session.putRecord(record("a"));
      await session.putRecord(record("a", { tenant: "other" }));
      await session.putRecord(record("a", { kind: "others" }));
    });
    expect(await store.read((session) => session.recordCount({ tenant: "acme", kind: "things" }))).toBe(1);
    expect(
      await store.read((session) => session.record({ tenant: "nobody", kind: "things", id: "a" })),
    ).toBeUndefined();
    await store.close();
  });

  test("cannot make two jobs of one subject run", async () => {
    const store = await openMemoryStore(vault);
    const two = store.write(async (session) => {
      await session.addJob(job("1", { status: "running" }));
      await session.addJob(job("2", { status: "running" }));
    });
    await expect(two).rejects.toThrow(/UNIQUE/);
    await store.close();
  });
});
