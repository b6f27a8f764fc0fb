import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { error, partsOf } from "@thoth-iac/model";
import { Hono } from "hono";
import { signAdminToken } from "./admin-token.ts";
import { type Answer, refusal, responseOf } from "./answer.ts";
import { adminTokenKey } from "./authenticate.ts";
import { messageOf } from "./caught.ts";
import { broken, createGate, type Limits } from "./gate.ts";
import { createJobRunner } from "./jobs.ts";
import type { Operation } from "./operation.ts";
import { jobKindsOf, operationsOf } from "./operations.ts";
import { createSend, type Send } from "./outgoing.ts";
import type { Store } from "./store.ts";
import type { Clock, Log, Random, Wait } from "./world.ts";

/** Where an app keeps things, and the world around it. Only the store is needed. */
export interface AppOptions {
  readonly store: Store;
  readonly clock?: Clock;
  readonly random?: Random;
  readonly wait?: Wait;
  /** Lets webhooks and connectors reach loopback and private addresses. Has no effect beside `send`. */
  readonly allowPrivateTargets?: boolean;
  /** Replaces the guarded sender of outgoing requests. */
  readonly send?: Send;
  /** Takes every request as its tenant's own. Only for a server that nobody else can reach. */
  readonly skipAuth?: boolean;
  readonly limits?: Partial<Limits>;
  readonly log?: Log;
}

/** The control plane, without a socket. */
export interface App {
  readonly fetch: (request: Request) => Promise<Response>;
  /** Makes an admin token for a tenant: what a sign-in would give. */
  readonly issueAdminToken: (claims: {
    readonly tenant: string;
    readonly expiresInSeconds: number;
    readonly role?: string;
  }) => Promise<string>;
  /** Refuses new requests, ends or parks running jobs, and closes the store. */
  readonly close: (graceMs?: number) => Promise<void>;
}

/** The control plane over a store: every route of the model, answered in-process. */
export function createApp(options: AppOptions): App {
  const { store, clock = Date.now, random = randomBytes, wait = waitReally, log = () => undefined } = options;
  const send = options.send ?? createSend({ allowPrivateTargets: options.allowPrivateTargets ?? false });
  const sync = { store, send, clock, random, wait };
  const jobs = createJobRunner({ store, kinds: jobKindsOf(sync), clock, log });
  const gate = createGate({ ...options, store, clock });
  let closed: Promise<void> | undefined;

  const answered = async (request: Request, work: (requestId: string) => Promise<Answer>): Promise<Response> => {
    const requestId = Buffer.from(random(8)).toString("hex");
    try {
      if (closed !== undefined) return responseOf(refusal(stopping, requestId, { "retry-after": "5" }), requestId);
      return responseOf(await work(requestId), requestId);
    } catch (cause) {
      log({
        level: "error",
        event: "request_failed",
        request_id: requestId,
        method: request.method,
        reason: messageOf(cause),
      });
      return responseOf(refusal(broken, requestId), requestId);
    }
  };
  const routes = new Hono();
  const operations = operationsOf({ ...sync, wake: jobs.wake });
  for (const operation of operations) {
    const { method, path, params } = partsOf(operation.route);
    routes.on(method, honoPath(path), ({ req }) =>
      answered(req.raw, (requestId) => {
        const named = params.map((name) => req.param(name) ?? "");
        return gate({ operation, request: req.raw, tenant: req.param("tenant") ?? "", params: named, requestId });
      }),
    );
  }
  for (const [path, methods] of methodsByPath(operations)) {
    const allow = [...methods, ...(methods.includes("GET") ? ["HEAD"] : [])].join(", ");
    const detail = `This route takes ${allow}.`;
    routes.all(path, ({ req }) =>
      answered(req.raw, async (id) =>
        refusal(error("method_not_allowed", { summary: "Method not allowed", detail }), id, { allow }),
      ),
    );
  }
  routes.get("/healthz", ({ req }) =>
    answered(req.raw, async () => {
      // A store that does not answer is not health.
      await store.read((session) => session.tenants());
      return { status: 200, body: { status: "ok" } };
    }),
  );
  routes.notFound(({ req }) =>
    answered(req.raw, async (id) =>
      refusal(error("not_found", { summary: "No such route", detail: "GovAPI has no route with this path." }), id),
    ),
  );

  return {
    fetch: async (request) => routes.fetch(request),
    issueAdminToken: async ({ tenant, expiresInSeconds, role = "admin" }) => {
      const key = await store.read((session) => session.setting(adminTokenKey));
      if (key === undefined) throw new Error("The store has no tenant yet.");
      const expires = Math.floor(clock() / 1000) + expiresInSeconds;
      return signAdminToken({ tenant, role, subject: "admin", expires }, Buffer.from(key, "base64url"));
    },
    close: (graceMs = 5000) => {
      closed ??= jobs.close(graceMs).then(() => store.close());
      return closed;
    },
  };
}

const stopping = error("unavailable", {
  summary: "GovAPI is stopping",
  detail: "Repeat the request in a few seconds.",
});

const waitReally: Wait = async (milliseconds, signal) => {
  await pause(milliseconds, undefined, { signal });
};

function honoPath(path: string): string {
  return `/:tenant${path.replace(/\{(\w+)\}/g, ":$1")}`;
}

function methodsByPath(operations: readonly Operation[]): ReadonlyMap<string, readonly string[]> {
  const byPath = Map.groupBy(
    operations.map(({ route }) => partsOf(route)),
    ({ path }) => honoPath(path),
  );
  return new Map([...byPath].map(([path, parts]) => [path, parts.map(({ method }) => method)]));
}
