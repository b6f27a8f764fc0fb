import tls from "node:tls";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { type Certificate, certificate } from "./test-certificates.ts";
import { type Answering, clientOf, json, type TestServer, withServer } from "./test-server.ts";

const day = 24 * 3_600_000;
const at = (days: number) => new Date(Date.now() + days * day);
const authority = (host: string) => certificate({ host, signsOthers: true, from: at(-100), until: at(100) });
const known = authority("known authority");
const namesake = authority("known authority");
const unknown = authority("unknown authority");

describe("a TLS certificate", () => {
  beforeAll(() => tls.setDefaultCACertificates([...tls.getCACertificates("default"), known.cert]));

  const answerOver = (served: Certificate, insecureSkipTlsVerify: boolean) =>
    withServer(
      (request, response) =>
        json(response, 200, { method: request.method, key: request.headers["x-api-key"], body: request.body }),
      async ({ url, seen }) => {
        const result = await clientOf(url, { insecureSkipTlsVerify }).send({
          route: "PUT /thoth/settings",
          body: { a: "ü" },
        });
        return { result, seen };
      },
      served,
    );
  const accepted = {
    ok: true,
    value: { body: { method: "PUT", key: "thoth_live_0123456789abcdef", body: '{"a":"ü"}' } },
  };

  test("from a known authority, for this host and of today, is accepted", async () => {
    const served = certificate({ host: "127.0.0.1", from: at(-1), until: at(1), authority: known });
    expect((await answerOver(served, false)).result).toMatchObject(accepted);
  });

  const bad: readonly (readonly [fault: string, served: Certificate, code: string, words: string])[] = [
    [
      "has expired",
      certificate({ host: "127.0.0.1", from: at(-9), until: at(-1), authority: known }),
      "CERT_HAS_EXPIRED",
      "Renew it on the server",
    ],
    [
      "is not valid yet",
      certificate({ host: "127.0.0.1", from: at(1), until: at(9), authority: known }),
      "CERT_NOT_YET_VALID",
      "clock",
    ],
    [
      "is for another host",
      certificate({ host: "other.example", from: at(-1), until: at(1), authority: known }),
      "ERR_TLS_CERT_ALTNAME_INVALID",
      "Check the host",
    ],
    [
      "is self-signed",
      certificate({ host: "127.0.0.1", from: at(-1), until: at(1) }),
      "DEPTH_ZERO_SELF_SIGNED_CERT",
      "NODE_EXTRA_CA_CERTS",
    ],
    [
      "has an unknown authority",
      certificate({ host: "127.0.0.1", from: at(-1), until: at(1), authority: unknown }),
      "UNABLE_TO",
      "NODE_EXTRA_CA_CERTS",
    ],
    [
      "was signed by a namesake of a known authority",
      certificate({ host: "127.0.0.1", from: at(-1), until: at(1), authority: namesake }),
      "CERT_SIGNATURE_FAILURE",
      "made anew",
    ],
  ];
  test.each(bad)(
    "that %s is one diagnostic of its own, and the server hears nothing",
    async (_, served, code, words) => {
      const { result, seen } = await answerOver(served, false);
      expect(result).toMatchObject({
        ok: false,
        diagnostics: [{ code: "unreachable", summary: "GovAPI's TLS certificate cannot be trusted" }],
      });
      const [diagnostic] = result.ok ? [] : result.diagnostics;
      expect(diagnostic?.detail).toContain(code);
      expect(diagnostic?.detail).toContain(words);
      expect(diagnostic?.detail).toContain(
        "insecure_skip_tls_verify = true (thothctl: --insecure-skip-tls-verify) accepts any certificate",
      );
      expect(seen).toEqual([]);
    },
  );

  test.each(bad)("that %s is accepted when that was asked for", async (_, served) => {
    expect((await answerOver(served, true)).result).toMatchObject(accepted);
  });

  test("is missing where the port speaks plain http", async () => {
    await withServer(
      () => undefined,
      async ({ url }) => {
        const result = await clientOf(url.replace("http:", "https:")).send({ route: "GET /thoth/settings" });
        expect(result).toMatchObject({
          diagnostics: [{ code: "unreachable", summary: "No TLS connection to GovAPI" }],
        });
      },
    );
  });
});

describe("without TLS checks", () => {
  const served = certificate({ host: "other.example", from: at(-9), until: at(-1) });

  test("errors, empty answers, broken answers and interruptions read as ever", async () => {
    await withServer(
      (_, response, count) => {
        if (count === 1) return response.writeHead(204).end();
        if (count === 2) return json(response, 404, { error: "gone_away" });
        if (count === 3) return response.writeHead(302, { location: "https://example.invalid/" }).end();
        return response.writeHead(200).write("{", () => response.socket?.destroy());
      },
      async ({ url }) => {
        const client = clientOf(url, { insecureSkipTlsVerify: true });
        const call = { route: "GET /thoth/settings" };
        expect(await client.send(call)).toEqual({ ok: true, value: { status: 204, body: undefined } });
        expect(await client.send(call)).toMatchObject({ diagnostics: [{ code: "not_found" }] });
        expect(await client.send(call)).toMatchObject({ diagnostics: [{ code: "target_refused" }] });
        expect(await client.send(call)).toMatchObject({
          diagnostics: [{ code: "unreachable", summary: "The connection to GovAPI broke" }],
        });
        expect(
          await clientOf(url, { insecureSkipTlsVerify: true, requestTimeoutMs: 1 }).send({
            ...call,
            signal: AbortSignal.abort(),
          }),
        ).toMatchObject({ diagnostics: [{ code: "cancelled" }] });
      },
      served,
    );
  });
});

describe("a time limit beyond what Node's own fetch can wait", () => {
  const patient = { requestTimeoutMs: 600_000 };

  test("changes nothing about calls, over http and over https, where certificates are still verified", async () => {
    const answering: Answering = (request, response) =>
      json(response, 200, { method: request.method, body: request.body });
    const call = { route: "POST /thoth/x", body: { a: "ü" } };
    const expected = { ok: true, value: { body: { method: "POST", body: '{"a":"ü"}' } } };
    await withServer(answering, async ({ url }) => {
      expect(await clientOf(url, patient).send(call)).toMatchObject(expected);
    });
    for (const [authority, result] of [
      [known, expected],
      [unknown, { diagnostics: [{ code: "unreachable" }] }],
    ] as const) {
      const served = certificate({ host: "127.0.0.1", from: at(-1), until: at(1), authority });
      const send = ({ url }: TestServer) => clientOf(url, patient).send(call);
      expect(await withServer(answering, send, served)).toMatchObject(result);
    }
  });

  test("is still ended by an interruption, at once and on the wire too", async () => {
    const stop = new AbortController();
    const closed = Promise.withResolvers<void>();
    await withServer(
      (_, response) => {
        response.on("close", closed.resolve);
        response.writeHead(200).write("{", () => stop.abort());
      },
      async ({ url }) => {
        const result = await clientOf(url, patient).send({ route: "GET /thoth/x", signal: stop.signal });
        expect(result).toMatchObject({ diagnostics: [{ code: "cancelled" }] });
        await closed.promise;
      },
    );
  });
});
