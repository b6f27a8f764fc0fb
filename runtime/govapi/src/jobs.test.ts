import { randomBytes } from "node:crypto";
import { expect, test } from "@jest/globals";
import { createJobRunner, type JobKind, type JobRunner } from "./jobs.ts";
import { openMemoryStore } from "./sqlite-store.ts";
import type { JobStatus, Store, StoredJob } from "./store.ts";
import { createVault } from "./vault.ts";
import type { LogEntry } from "./world.ts";

const at = "2026-01-01T00:00:00.000Z";

interface Work {
  readonly job: StoredJob;
  readonly signal: AbortSignal;
  readonly end: (error?: string) => void;
  readonly fail: (cause: Error) => void;
}

/** A kind of job whose runs the test ends by hand. */
function byHand(): { kind: JobKind; begun: (count: number) => Promise<readonly Work[]>; recorded: string[] } {
  const works: Work[] = [];
  const recorded: string[] = [];
  let notify = () => {};
  const kind: JobKind = {
    run: (job, signal) =>
      new Promise((resolve, reject) => {
        signal.addEventListener("abort", () => reject(signal.reason));
        works.push({ job, signal, end: (error) => resolve({ result: { done: true }, error }), fail: reject });
        notify();
      }),
    recorded: async (job) => void recorded.push(`${job.id} ${job.status}`),
  };
  const begun = async (count: number): Promise<readonly Work[]> => {
    while (works.length < count) {
      await new Promise<void>((resolve) => {
        notify = resolve;
      });
    }
    return works;
  };
  return { kind, begun, recorded };
}

async function storeWith(...jobs: readonly Partial<StoredJob>[]): Promise<Store> {
  const store = await openMemoryStore(createVault(randomBytes(32), randomBytes));
  const times = { createdAt: at, updatedAt: at, startedAt: undefined, completedAt: undefined };
  await store.write(async (session) => {
    for (const [index, job] of jobs.entries()) {
      const usual = {
        id: `${index}`,
        tenant: "acme",
        kind: "sync",
        subject: "jamf",
        status: "queued",
        attempts: 0,
      } as const;
      await session.addJob({ ...usual, result: {}, error: undefined, ...times, ...job });
    }
  });
  return store;
}

function runnerOver(store: Store, kind: JobKind, log: LogEntry[] = []): JobRunner {
  return createJobRunner({
    store,
    kinds: { sync: kind },
    clock: () => Date.parse(at),
    log: (entry) => void log.push(entry),
  });
}

async function job(store: Store, id: string): Promise<StoredJob | undefined> {
  return store.read((session) => session.job("acme", id));
}

async function until(store: Store, id: string, status: JobStatus): Promise<StoredJob | undefined> {
  for (;;) {
    const found = await job(store, id);
    if (found?.status === status) return found;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

test("a queued job is run, and its end is recorded in the transaction that tells it", async () => {
  const { kind, begun, recorded } = byHand();
  const store = await storeWith({});
  const runner = runnerOver(store, kind);
  const [work] = await begun(1);
  expect(await job(store, "0")).toMatchObject({ status: "running", attempts: 1, startedAt: at });
  work?.end();
  expect(await until(store, "0", "succeeded")).toMatchObject({
    result: { done: true },
    error: undefined,
    completedAt: at,
  });
  expect(recorded).toEqual(["0 running", "0 succeeded"]);
  await runner.close(0);
});

test("of one subject one job runs at a time, and others do not wait for it", async () => {
  const { kind, begun } = byHand();
  const store = await storeWith({}, {}, { subject: "intune" }, { tenant: "other" });
  const runner = runnerOver(store, kind);
  const works = await begun(3);
  expect(works.map(({ job }) => job.id)).toEqual(["0", "2", "3"]);
  works[0]?.end("no");
  expect((await begun(4))[3]?.job.id).toBe("1");
  expect(await job(store, "0")).toMatchObject({ status: "failed", error: "no" });
  for (const { end } of works) end();
  await runner.close(1000);
});

test("a job that throws has failed, with what was thrown as the reason", async () => {
  const { kind, begun } = byHand();
  const store = await storeWith({});
  const runner = runnerOver(store, kind);
  (await begun(1))[0]?.fail(new Error("out of paper"));
  expect(await until(store, "0", "failed")).toMatchObject({ error: "The job broke off: out of paper" });
  await runner.close(0);
});

test("a job of a kind that this version does not know fails and says so", async () => {
  const store = await storeWith({ kind: "future" });
  const runner = runnerOver(store, byHand().kind);
  expect(await until(store, "0", "failed")).toMatchObject({
    error: expect.stringContaining("does not know jobs of kind future"),
  });
  await runner.close(0);
});

test("a job that a dead server was running is run again, and given up after three deaths", async () => {
  const { kind, begun } = byHand();
  const store = await storeWith(
    { status: "running", attempts: 2 },
    { status: "running", attempts: 3, subject: "intune" },
  );
  const runner = runnerOver(store, kind);
  const [work] = await begun(1);
  expect(work?.job).toMatchObject({ id: "0", attempts: 3 });
  expect(await job(store, "1")).toMatchObject({ status: "failed", error: expect.stringContaining("stopped 3 times") });
  work?.end();
  await runner.close(1000);
});

test("a runner that closes lets a job end within the grace", async () => {
  const { kind, begun } = byHand();
  const store = await storeWith({}, {});
  const runner = runnerOver(store, kind);
  const [work] = await begun(1);
  const closed = runner.close(60_000);
  work?.end();
  await closed;
  expect(await job(store, "0")).toMatchObject({ status: "succeeded" });
  expect(await job(store, "1")).toMatchObject({ status: "queued" });
});

test("a job that does not end within the grace is stopped, and queued for the next start without blame", async () => {
  const { kind, begun } = byHand();
  const store = await storeWith({});
  const runner = runnerOver(store, kind);
  const [work] = await begun(1);
  await runner.close(0);
  expect(work?.signal.aborted).toBe(true);
  expect(await job(store, "0")).toMatchObject({ status: "queued", attempts: 0, startedAt: undefined });
  const next = byHand();
  const again = runnerOver(store, next.kind);
  (await next.begun(1))[0]?.end();
  expect(await until(store, "0", "succeeded")).toMatchObject({ attempts: 1 });
  await again.close(0);
});
