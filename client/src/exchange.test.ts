import { once as happening } from "node:events";
import { describe, expect, test } from "@jest/globals";
import type { DiagnosticCode } from "@thoth-iac/model";
import { type Answering, clientOf, json, only, withServer } from "./test-server.ts";

const settings = {
  route: "PUT /thoth/settings",
  query: { token: "in-the-query" },
  body: { compliance_profile: "soc2" },
};

describe("an answer that is no success", () => {
  const cases: readonly (readonly [status: number, code: DiagnosticCode, advice: string])[] = [
    [400, "invalid_value", "Compare what was sent"],
    [401, "unauthenticated", "came from the attribute org_api_key"],
    [403, "forbidden", "permission `write`"],
    [404, "not_found", "removed outside"],
    [405, "method_not_allowed", "older than this tool"],
    [409, "conflict", "working on it"],
    [410, "gone", "Start it again"],
    [412, "precondition_failed", "Nothing was overwritten"],
    [413, "payload_too_large", "Send less"],
    [415, "unsupported_media_type", "proxy"],
    [418, "invalid_value", "Compare what was sent"],
    [429, "rate_limited", "-parallelism"],
    [500, "server_error", "request id"],
    [501, "server_error", "request id"],
    [503, "unavailable", "Repeat in a while"],
  ];
  test.each(cases)(
    "with status %i is one diagnostic that says what was asked, what came and what to do",
    async (status, code, advice) => {
      await withServer(
        (_, response) => json(response, status, { error: "some_code", message: "Some words." }),
        async ({ url }) => {
          const diagnostic = only(await clientOf(url).send(settings));
          expect(diagnostic).toMatchObject({ severity: "error", code });
          expect(diagnostic.summary).toContain(`(${status})`);
          expect(diagnostic.detail).toContain(
            `PUT /acme/thoth/settings at ${new URL(url).host} was answered with ${status}: some_code: Some words.`,
          );
          expect(diagnostic.detail).toContain(advice);
          expect(diagnostic.detail).not.toContain("in-the-query");
        },
      );
    },
  );

  test("is read in its flat, nested, OAuth and plain forms, with the request id", async () => {
    const bodies: readonly (readonly [body: string, said: string])[] = [
      ['{"error":"bad_thing","message":"It is bad","requestId":"r-1"}', "bad_thing: It is bad. Request id: r-1."],
      [
        '{"error":{"code":"bad_thing","message":"It is bad","requestId":"r-1"}}',
        "bad_thing: It is bad. Request id: r-1.",
      ],
      ['{"error":"bad_thing","error_description":"It is bad"}', "bad_thing: It is bad. Request id: from-header."],
      ["  It is\u001b[31m\n bad  ", "400: It is [31m bad. Request id: from-header."],
      ["", "400. Request id: from-header."],
      ["[1]", "400. Request id: from-header."],
      [
        "<html><h1>Bad gateway of Example Corp</h1>",
        "400: (an HTML page, which GovAPI does not send: a proxy may stand between) Request id",
      ],
    ];
    await withServer(
      (_, response, count) => response.writeHead(400, { "x-request-id": "from-header" }).end(bodies[count - 1]?.[0]),
      async ({ url }) => {
        const client = clientOf(url);
        for (const [, said] of bodies) expect(only(await client.send(settings)).detail).toContain(said);
      },
    );
  });

  test("keeps GovAPI's own code where the table of codes has it for this status", async () => {
    await withServer(
      (_, response, count) => json(response, count === 1 ? 400 : 409, { error: "webhook_not_configured" }),
      async ({ url }) => {
        const call = { route: "POST /thoth/settings/webhook/test", body: {} };
        expect(only(await clientOf(url).send(call)).code).toBe("webhook_not_configured");
        expect(only(await clientOf(url).send(call)).code).toBe("conflict");
      },
    );
  });

  test("says when a bearer token expired, and that it did not", async () => {
    const token = (exp: number) =>
      `e30.${Buffer.from(JSON.stringify({ exp, org_id: "ä" })).toString("base64url")}.c2ln`;
    await withServer(
      (_, response) => json(response, 401, { error: "unauthorized" }),
      async ({ url }) => {
        const detail = async (value: string) =>
          only(await clientOf(url, { credential: { kind: "admin_bearer_token", value } }).send(settings)).detail;
        expect(await detail(token(1_700_000_000))).toContain("expired at 2023-11-14T22:13:20Z");
        expect(await detail(token(4_100_000_000))).toContain("valid until 2099-12-03T16:53:20Z");
        expect(await detail("no-jwt")).toContain("may be revoked");
      },
    );
  });

  test("of 100 MB is let go of early and still one diagnostic", async () => {
    const endless = endlessAnswer(500, {});
    await withServer(endless.answering, async ({ url }) => {
      const { code, detail } = only(await clientOf(url, { retry: once }).send(settings));
      expect(code).toBe("server_error");
      expect(detail.length).toBeLessThan(1000);
      expect(await endless.sent).toBeLessThan(16 * 1024 * 1024);
    });
  });
});

describe("a success", () => {
  test("is its status, its JSON and its version", async () => {
    await withServer(
      (_, response) => response.writeHead(201, { etag: 'W/"7"' }).end('{"a":[1,null,"ü"]}'),
      async ({ url }) => {
        expect(await clientOf(url).send(settings)).toEqual({
          ok: true,
          value: { status: 201, body: { a: [1, null, "ü"] }, etag: 'W/"7"' },
        });
      },
    );
  });

  test("may be empty", async () => {
    await withServer(
      (_, response, count) => response.writeHead(count === 1 ? 204 : 200).end(count === 1 ? undefined : " \n"),
      async ({ url }) => {
        expect(await clientOf(url).send(settings)).toEqual({ ok: true, value: { status: 204, body: undefined } });
        expect(await clientOf(url).send(settings)).toEqual({ ok: true, value: { status: 200, body: undefined } });
      },
    );
  });

  test("with broken JSON is refused without showing any of it", async () => {
    const texts = ['{"secret":"hunter2', "hunter2", "<html>hunter2</html>", Buffer.from([0x22, 0xff, 0x22])];
    await withServer(
      (_, response, count) =>
        response.writeHead(200, { "content-type": count === 3 ? "text/html" : "text/plain" }).end(texts[count - 1]),
      async ({ url }) => {
        for (const found of [
          "text that is not JSON (text/plain)",
          "text that is not JSON",
          "an HTML page",
          "text that is not JSON",
        ]) {
          const { code, detail } = only(await clientOf(url).send(settings));
          expect(code).toBe("malformed_answer");
          expect(detail).toContain(found);
          expect(detail).not.toContain("hunter2");
        }
      },
    );
  });

  test.each([false, true])("of 100 MB is let go of early (length announced: %p)", async (announced) => {
    const endless = endlessAnswer(200, announced ? { "content-length": wholeLength } : {});
    await withServer(endless.answering, async ({ url }) => {
      const diagnostic = only(await clientOf(url).send({ route: "GET /thoth/settings" }));
      expect(diagnostic).toMatchObject({ code: "payload_too_large", summary: "GovAPI's answer is too large" });
      expect(diagnostic.detail).toContain("GET /acme/thoth/settings");
      expect(diagnostic.detail).toContain("32 MiB");
      expect(await endless.sent).toBeLessThan(announced ? 16 * 1024 * 1024 : 48 * 1024 * 1024);
    });
  });
});

const once = { maxAttempts: 1, baseDelayMs: 1, maxDelayMs: 1 };
const wholeLength = 100 * 1024 * 1024;

/** An answer of 100 MB, and how much of it the server got rid of before the client hung up. */
function endlessAnswer(status: number, headers: Record<string, number>) {
  const piece = Buffer.alloc(1024 * 1024, " ");
  const closed = Promise.withResolvers<void>();
  let sent = 0;
  const answering: Answering = async (_, response) => {
    response.on("close", closed.resolve);
    response.writeHead(status, headers);
    while (sent < wholeLength && !response.destroyed) {
      sent += piece.length;
      if (!response.write(piece)) await Promise.race([happening(response, "drain"), closed.promise]);
    }
    response.end();
  };
  return { answering, sent: closed.promise.then(() => sent) };
}
