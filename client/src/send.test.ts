import { describe, expect, test } from "@jest/globals";
import { clientOf, json, quickTiming, withServer } from "./test-server.ts";
import { systemTiming } from "./timing.ts";

const upsert = { route: "POST /thoth/mdm/providers", body: { provider: "jamf" } };

describe("retries", () => {
  test.each([429, 500, 502, 503, 504])("a call of any method answered with %i, until it succeeds", async (status) => {
    for (const method of ["GET", "PUT", "POST", "PATCH", "DELETE"]) {
      await withServer(
        (_, response, count) => json(response, count < 3 ? status : 200, {}),
        async ({ url, seen }) => {
          const timing = quickTiming();
          const result = await clientOf(url, { timing }).send({
            route: `${method} /thoth/x`,
            ...(method !== "GET" && { body: { a: 1 } }),
          });
          expect(result.ok).toBe(true);
          expect(seen).toHaveLength(3);
          expect(timing.waits).toEqual([150, 300]);
        },
      );
    }
  });

  test("give up after the attempts allowed, and say how many there were", async () => {
    await withServer(
      (_, response) => json(response, 500, { message: "no" }),
      async ({ url, seen }) => {
        const result = await clientOf(url).send(upsert);
        expect(result).toMatchObject({
          ok: false,
          diagnostics: [{ code: "server_error", detail: expect.stringMatching(/Tried 4 times\.$/) }],
        });
        expect(seen).toHaveLength(4);
      },
    );
  });

  test.each([400, 401, 403, 404, 405, 409, 412, 413])("do not follow an answer of %i", async (status) => {
    await withServer(
      (_, response) => json(response, status, {}),
      async ({ url, seen }) => {
        await clientOf(url).send(upsert);
        expect(seen).toHaveLength(1);
      },
    );
  });

  test("carry one Idempotency-Key per creation, and each creation its own", async () => {
    await withServer(
      (_, response, count) => json(response, count % 2 === 1 ? 503 : 200, {}),
      async ({ url, seen }) => {
        const client = clientOf(url);
        await client.send(upsert);
        await client.send(upsert);
        const keys = seen.map((request) => request.headers["idempotency-key"]);
        expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
        expect(keys[1]).toBe(keys[0]);
        expect(keys[3]).toBe(keys[2]);
        expect(keys[2]).not.toBe(keys[0]);
      },
    );
  });

  test("wait as long as Retry-After says, in seconds or until a date", async () => {
    const timing = { ...quickTiming(), now: () => Date.UTC(2026, 10, 21, 6, 0, 0) };
    const headers = ["7", "Sat, 21 Nov 2026 06:00:09 GMT"];
    await withServer(
      (_, response, count) =>
        response.writeHead(count < 3 ? 429 : 200, { "retry-after": headers[count - 1] ?? "" }).end(),
      async ({ url }) => {
        expect((await clientOf(url, { timing }).send(upsert)).ok).toBe(true);
        expect(timing.waits).toEqual([7150, 9300]);
      },
    );
  });

  test("do not wait for hours because a server says so", async () => {
    const timing = quickTiming();
    await withServer(
      (_, response) => response.writeHead(429, { "retry-after": "86400" }).end(),
      async ({ url, seen }) => {
        const result = await clientOf(url, { timing }).send(upsert);
        expect(result).toMatchObject({
          diagnostics: [{ code: "rate_limited", detail: expect.stringContaining("asks to wait 86400 s") }],
        });
        expect([seen.length, timing.waits]).toEqual([1, []]);
      },
    );
  });

  test("follow a creation still at work under the same key", async () => {
    await withServer(
      (_, response, count) => response.writeHead(count === 1 ? 409 : 200, { "retry-after": "1" }).end(),
      async ({ url }) => expect((await clientOf(url).send(upsert)).ok).toBe(true),
    );
  });

  test("follow a connection reset before and in the middle of the answer", async () => {
    await withServer(
      (_, response, count) => {
        if (count === 1) return response.socket?.resetAndDestroy();
        if (count === 2) return response.writeHead(200).write('{"half":', () => response.socket?.resetAndDestroy());
        if (count === 3)
          return response.writeHead(200, { "content-length": 100 }).write('{"half":', () => response.socket?.end());
        return json(response, 200, { whole: true });
      },
      async ({ url, seen }) => {
        expect(await clientOf(url).send(upsert)).toMatchObject({ value: { body: { whole: true } } });
        expect(seen).toHaveLength(4);
      },
    );
  });

  test("are told to the log, with the wait before the next", async () => {
    const lines: unknown[] = [];
    await withServer(
      (_, response, count) => (count === 1 ? response.socket?.destroy() : json(response, 200, {})),
      async ({ url }) => {
        await clientOf(url, { log: (line) => lines.push(line) }).send(upsert);
        expect(lines).toMatchObject([
          { method: "POST", path: "/acme/thoth/mdm/providers", attempt: 1, outcome: "unreachable", nextInMs: 150 },
          { attempt: 2, outcome: 200 },
        ]);
      },
    );
  });
});

describe("an answer that breaks every time", () => {
  test("is one diagnostic", async () => {
    await withServer(
      (_, response) => response.writeHead(200).write('{"half":', () => response.socket?.resetAndDestroy()),
      async ({ url, seen }) => {
        const result = await clientOf(url).send({ route: "GET /thoth/settings" });
        expect(result).toMatchObject({
          diagnostics: [{ code: "unreachable", summary: "The connection to GovAPI broke" }],
        });
        expect(seen).toHaveLength(4);
      },
    );
  });

  test("is one diagnostic where nothing listens", async () => {
    const gone = await withServer(
      () => undefined,
      async ({ url }) => url,
    );
    expect(await clientOf(gone).send({ route: "GET /thoth/settings" })).toMatchObject({
      diagnostics: [
        {
          code: "unreachable",
          detail: expect.stringMatching(/ECONNREFUSED.*Nothing listens at 127\.0\.0\.1:\d+.*Tried 4 times/),
        },
      ],
    });
  });

  test("is one diagnostic where the host has no name, and is not tried again", async () => {
    const timing = quickTiming();
    const fetch = () =>
      Promise.reject(
        new TypeError("fetch failed", { cause: Object.assign(new Error("getaddrinfo"), { code: "ENOTFOUND" }) }),
      );
    expect(await clientOf("https://grid.acme.invalid", { timing, fetch }).send({ route: "GET /x" })).toMatchObject({
      diagnostics: [{ code: "unreachable", summary: "GovAPI's host does not exist" }],
    });
    expect(timing.waits).toEqual([]);
  });
});

describe("the time limit", () => {
  test.each(["headers", "body"])("ends an attempt whose %s do not come", async (late) => {
    await withServer(
      (_, response) => (late === "body" ? response.writeHead(200).write("{") : undefined),
      async ({ url, seen }) => {
        const result = await clientOf(url, { requestTimeoutMs: 100 }).send(upsert);
        expect(result).toMatchObject({
          diagnostics: [{ code: "timeout", detail: expect.stringContaining("within 0.1 s") }],
        });
        expect(seen).toHaveLength(1);
      },
    );
  });
});

describe("an interruption", () => {
  test("ends a read in flight at once, on the wire too", async () => {
    const stop = new AbortController();
    const closed = Promise.withResolvers<void>();
    await withServer(
      (_, response) => {
        response.on("close", closed.resolve);
        stop.abort();
      },
      async ({ url }) => {
        const result = await clientOf(url).send({ route: "GET /thoth/settings", signal: stop.signal });
        expect(result).toMatchObject({ diagnostics: [{ code: "cancelled" }] });
        await closed.promise;
      },
    );
  });

  test("lets a write in flight be answered, for its answer alone tells what was made", async () => {
    const stop = new AbortController();
    await withServer(
      (_, response) => {
        stop.abort();
        setImmediate(() => json(response, 200, { job_id: "j1" }));
      },
      async ({ url }) => {
        const result = await clientOf(url).send({ ...upsert, signal: stop.signal });
        expect(result).toMatchObject({ ok: true, value: { body: { job_id: "j1" } } });
      },
    );
  });

  test("ends a write that stays unanswered a moment later, on the wire too", async () => {
    const stop = new AbortController();
    const closed = Promise.withResolvers<void>();
    await withServer(
      (_, response) => {
        response.on("close", closed.resolve);
        stop.abort();
      },
      async ({ url }) => {
        const result = await clientOf(url).send({ ...upsert, signal: stop.signal });
        expect(result).toMatchObject({ diagnostics: [{ code: "cancelled" }] });
        await closed.promise;
      },
    );
  });

  test("ends the wait before the next attempt at once", async () => {
    const stop = new AbortController();
    await withServer(
      (_, response) => response.writeHead(503, { "retry-after": "100" }).end(),
      async ({ url, seen }) => {
        const log = () => setImmediate(() => stop.abort());
        const result = await clientOf(url, { timing: systemTiming, log }).send({ ...upsert, signal: stop.signal });
        expect(result).toMatchObject({ diagnostics: [{ code: "cancelled" }] });
        expect(seen).toHaveLength(1);
      },
    );
  });

  test("that came before sends nothing", async () => {
    await withServer(
      (_, response) => json(response, 200, {}),
      async ({ url, seen }) => {
        const result = await clientOf(url).send({ ...upsert, signal: AbortSignal.abort() });
        expect(result).toMatchObject({ diagnostics: [{ code: "cancelled" }] });
        expect(seen).toEqual([]);
      },
    );
  });
});
