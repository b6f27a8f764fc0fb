import { once } from "node:events";
import { describe, expect, test } from "@jest/globals";
import type { DiagnosticCode, Result } from "@thoth-iac/model";
import { clientOf, json, withServer } from "./test-server.ts";

const settings = {
  route: "PUT /thoth/settings",
  query: { token: "in-the-query" },
  body: { compliance_profile: "soc2" },
};

/** The one diagnostic of a result that failed. */
function only<T>(result: Result<T>) {
  if (result.ok) throw new Error("the call succeeded");
  expect(result.diagnostics).toHaveLength(1);
  const [diagnostic] = result.diagnostics;
  if (diagnostic === undefined) throw new Error("there is no diagnostic");
  return diagnostic;
}

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

  test("of 100 MB is cut short and still one diagnostic", async () => {
    await withServer(
      (_, response) => response.writeHead(500).end(Buffer.alloc(100_000_000, "x")),
      async ({ url }) => {
        const { code, detail } = only(await clientOf(url).send(settings));
        expect(code).toBe("server_error");
        expect(detail.length).toBeLessThan(1000);
      },
    );
  });
});

describe("a secret", () => {
  const key = "thoth_live_0123456789abcdef";

  test("that the server echoes does not enter the diagnostic, in whatever spelling", async () => {
    const body = {
      webhook: { url: "https://hooks.example/T0/B1/s3cr3tpath", secret: "abc" },
      config: { client_secret: { deep: "qwerty" } },
      note: 'with "quotes" in it',
    };
    const echoes = [
      key,
      encodeURIComponent(body.webhook.url),
      body.webhook.url,
      "=abc=",
      "qwerty",
      JSON.stringify(body.note),
      Buffer.from(key).toString("base64"),
      "Bearer some.other-token",
      "Xy7-given",
    ];
    await withServer(
      (_, response) => json(response, 400, { error: "bad", message: `custom: ${echoes.join(" | ")}` }),
      async ({ url }) => {
        const { detail } = only(
          await clientOf(url).send({ ...settings, body: { ...body, provider: "custom" }, secrets: ["Xy7-given"] }),
        );
        for (const secret of [
          key,
          "s3cr3tpath",
          "abc",
          "qwerty",
          "quotes",
          "some.other-token",
          "Xy7-given",
          Buffer.from(key).toString("base64"),
        ]) {
          expect(detail).not.toContain(secret);
        }
        expect(detail).toContain("custom: [redacted]");
      },
    );
  });

  test("is taken out before the text is cut, so that no half of it stays", async () => {
    await withServer(
      (_, response) => response.writeHead(400).end(`${"x ".repeat(192)}${key}`),
      async ({ url }) => expect(only(await clientOf(url).send(settings)).detail).not.toContain("thoth_live"),
    );
  });

  test("is not in what is logged", async () => {
    const lines: unknown[] = [];
    await withServer(
      (_, response) => json(response, 400, { message: key }),
      async ({ url }) => {
        await clientOf(url, { log: (line) => lines.push(line) }).send({ ...settings, body: { secret: "hunter2" } });
        expect(lines).toEqual([
          { method: "PUT", path: "/acme/thoth/settings", attempt: 1, outcome: 400, elapsedMs: expect.any(Number) },
        ]);
      },
    );
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
    const whole = 100 * 1024 * 1024;
    const piece = Buffer.alloc(1024 * 1024, " ");
    let sent = 0;
    const closed = Promise.withResolvers<void>();
    await withServer(
      async (_, response) => {
        response.on("close", closed.resolve);
        response.writeHead(200, announced ? { "content-length": whole } : {});
        while (sent < whole && !response.destroyed) {
          sent += piece.length;
          if (!response.write(piece)) await Promise.race([once(response, "drain"), closed.promise]);
        }
        response.end();
      },
      async ({ url }) => {
        const diagnostic = only(await clientOf(url).send({ route: "GET /thoth/settings" }));
        expect(diagnostic).toMatchObject({ code: "payload_too_large", summary: "GovAPI's answer is too large" });
        expect(diagnostic.detail).toContain("GET /acme/thoth/settings");
        expect(diagnostic.detail).toContain("32 MiB");
        await closed.promise;
        expect(sent).toBeLessThan(announced ? 16 * 1024 * 1024 : 48 * 1024 * 1024);
      },
    );
  });
});

describe("a redirect", () => {
  test("is followed by a read within the origin, with the credential", async () => {
    await withServer(
      (request, response) =>
        request.url === "/acme/thoth/settings"
          ? response.writeHead(307, { location: "/v2/settings?x=1" }).end()
          : json(response, 200, { moved: true }),
      async ({ url, seen }) => {
        expect(await clientOf(url).send({ route: "GET /thoth/settings" })).toMatchObject({
          value: { body: { moved: true } },
        });
        expect(seen.map((request) => request.url)).toEqual(["/acme/thoth/settings", "/v2/settings?x=1"]);
        expect(seen[1]?.headers["x-api-key"]).toBe("thoth_live_0123456789abcdef");
      },
    );
  });

  test("to another host is refused, and that host hears nothing", async () => {
    await withServer(
      (_, response) => json(response, 200, {}),
      async (other) => {
        await withServer(
          (_, response) => response.writeHead(302, { location: `${other.url}/steal?key=1` }).end(),
          async ({ url }) => {
            const { code, detail } = only(await clientOf(url).send({ route: "GET /thoth/settings" }));
            expect(code).toBe("target_refused");
            expect(detail).toContain(`redirected to ${other.url}. The credential is sent to no other host`);
            expect(other.seen).toEqual([]);
          },
        );
      },
    );
  });

  test("is not followed by a write, in a circle, to nowhere, or with a password", async () => {
    const locations: Record<string, string | undefined> = {
      "/acme/a": "/acme/a",
      "/acme/b": "/acme/ok",
      "/acme/c": undefined,
    };
    await withServer(
      (request, response) => {
        const location =
          request.url === "/acme/d" ? `http://u:hunter2@${request.headers.host}/x` : locations[request.url];
        response.writeHead(302, location === undefined ? {} : { location }).end();
      },
      async ({ url, seen }) => {
        const client = clientOf(url);
        expect(only(await client.send({ route: "GET /a" })).detail).toContain("more than 5 times");
        expect(seen).toHaveLength(6);
        expect(only(await client.send({ route: "POST /b", body: {} })).detail).toContain("though it writes");
        expect(only(await client.send({ route: "GET /c" })).detail).toContain("no usable address");
        const { detail } = only(await client.send({ route: "GET /d" }));
        expect(detail).toContain("password in it");
        expect(detail).not.toContain("hunter2");
        expect(seen).toHaveLength(9);
      },
    );
  });
});
