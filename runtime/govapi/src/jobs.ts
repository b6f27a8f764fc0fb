import type { JsonObject } from "@thoth-iac/model";
import { messageOf } from "./caught.ts";
import type { Session, Store, StoredJob } from "./store.ts";
import { type Clock, type Log, timestamp } from "./world.ts";

/** How a job ended. */
export interface Outcome {
  readonly result: JsonObject;
  /** Why it failed; nothing when it succeeded. */
  readonly error: string | undefined;
}

/** What a kind of job does. `run` may be started again after a crash, so every step must be fit to run twice. */
export interface JobKind {
  readonly run: (job: StoredJob, signal: AbortSignal) => Promise<Outcome>;
  /** Runs in the transaction that records the job's start, and again in the one that records its end. */
  readonly recorded: (job: StoredJob, session: Session) => Promise<void>;
}

/** Runs the store's jobs. */
export interface JobRunner {
  /** Starts what is queued. To be called after a job was added; harmless at any other time. */
  readonly wake: () => void;
  /** Starts nothing more, lets running jobs end within the grace, and puts the others back into the queue. */
  readonly close: (graceMs: number) => Promise<void>;
}

/** What a runner needs. */
export interface JobRunnerOptions {
  readonly store: Store;
  readonly kinds: Readonly<Record<string, JobKind>>;
  readonly clock: Clock;
  readonly log: Log;
}

const mostAtOnce = 4;
/** A job that took the server down this often is not started again. */
const mostAttempts = 3;

/** A runner over a store that no other process uses: a job that is running when it starts belongs to a dead process. */
export function createJobRunner({ store, kinds, clock, log }: JobRunnerOptions): JobRunner {
  const stop = new AbortController();
  const running = new Map<string, Promise<void>>();
  let closing = false;
  let turn: Promise<void> = store.write((session) => requeueOrphans(session, { kinds, clock }));

  const finish = async (job: StoredJob, outcome: Outcome | "stopped") => {
    const now = timestamp(clock);
    const done: StoredJob =
      outcome === "stopped"
        ? { ...job, status: "queued", updatedAt: now, attempts: job.attempts - 1, startedAt: undefined }
        : {
            ...job,
            status: outcome.error === undefined ? "succeeded" : "failed",
            updatedAt: now,
            completedAt: now,
            ...outcome,
          };
    await store.write(async (session) => {
      await session.putJob(done);
      await kinds[job.kind]?.recorded(done, session);
    });
    log({
      level: done.status === "failed" ? "warn" : "info",
      event: "job",
      job: job.id,
      kind: job.kind,
      subject: job.subject,
      status: done.status,
    });
  };

  const run = async (job: StoredJob) => {
    const outcome = await attempt(job, kinds[job.kind], stop.signal);
    await finish(job, outcome);
  };

  const start = async () => {
    if (closing) return;
    const started = await store.write((session) => claim(session, { kinds, clock, free: mostAtOnce - running.size }));
    for (const job of started) {
      const work = run(job)
        .catch((cause: unknown) => log({ level: "error", event: "job_lost", job: job.id, reason: messageOf(cause) }))
        .finally(() => {
          running.delete(job.id);
          runner.wake();
        });
      running.set(job.id, work);
    }
  };

  const runner: JobRunner = {
    wake: () => {
      turn = turn
        .then(start)
        .catch((cause: unknown) => log({ level: "error", event: "jobs", reason: messageOf(cause) }));
    },
    close: async (graceMs) => {
      closing = true;
      await turn;
      const timer = setTimeout(() => stop.abort(new Error("The server is stopping.")), graceMs);
      await Promise.all(running.values());
      clearTimeout(timer);
      await turn;
    },
  };
  runner.wake();
  return runner;
}

async function attempt(job: StoredJob, kind: JobKind | undefined, signal: AbortSignal): Promise<Outcome | "stopped"> {
  if (kind === undefined)
    return { result: job.result, error: `This version of GovAPI does not know jobs of kind ${job.kind}.` };
  try {
    return await kind.run(job, signal);
  } catch (cause) {
    if (signal.aborted) return "stopped";
    return {
      result: job.result,
      error: `The job broke off: ${messageOf(cause)}`,
    };
  }
}

interface Running {
  readonly kinds: Readonly<Record<string, JobKind>>;
  readonly clock: Clock;
}

async function requeueOrphans(session: Session, { kinds, clock }: Running): Promise<void> {
  const now = timestamp(clock);
  for (const job of await session.jobs("running")) {
    const error = `The server stopped ${job.attempts} times while this job ran; start a new one.`;
    const again: StoredJob =
      job.attempts < mostAttempts
        ? { ...job, status: "queued", updatedAt: now, startedAt: undefined }
        : { ...job, status: "failed", error, updatedAt: now, completedAt: now };
    await session.putJob(again);
    await kinds[job.kind]?.recorded(again, session);
  }
}

async function claim(
  session: Session,
  { kinds, clock, free }: Running & { readonly free: number },
): Promise<readonly StoredJob[]> {
  const busy = new Set((await session.jobs("running")).map(subjectOf));
  const claimed: StoredJob[] = [];
  for (const job of await session.jobs("queued")) {
    if (claimed.length >= free) break;
    if (busy.has(subjectOf(job))) continue;
    busy.add(subjectOf(job));
    const now = timestamp(clock);
    const started: StoredJob = {
      ...job,
      status: "running",
      attempts: job.attempts + 1,
      startedAt: now,
      updatedAt: now,
    };
    await session.putJob(started);
    await kinds[job.kind]?.recorded(started, session);
    claimed.push(started);
  }
  return claimed;
}

function subjectOf({ tenant, kind, subject }: StoredJob): string {
  return JSON.stringify([tenant, kind, subject]);
}
