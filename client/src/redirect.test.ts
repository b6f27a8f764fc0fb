import { describe, expect, test } from "@jest/globals";
import { clientOf, json, only, withServer } from "./test-server.ts";

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
