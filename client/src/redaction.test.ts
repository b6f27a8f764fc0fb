import { describe, expect, test } from "@jest/globals";
import { clientOf, json, only, withServer } from "./test-server.ts";

const settings = { route: "PUT /thoth/settings", body: {} };

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
    const secrets = ["Opaque-Value-Without-A-Shape"];
    await withServer(
      (_, response) => response.writeHead(400).end(`${"x ".repeat(192)}${secrets[0]}`),
      async ({ url }) =>
        expect(only(await clientOf(url).send({ ...settings, secrets })).detail).not.toContain("Opaque"),
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
