import { describe, expect, test } from "@jest/globals";
import { leaseHeader, markHeader } from "@thoth-iac/model";
import { clientOf, json, quickTiming, withServer } from "./test-server.ts";

const policies = { route: "GET /thoth/browser/policies" };

describe("a call", () => {
  test("says who calls and with which tool, and never both kinds of credential", async () => {
    await withServer(
      (_, response) => json(response, 200, {}),
      async ({ url, seen }) => {
        await clientOf(`${url}/base/`).send({ route: "PUT /thoth/settings", body: { a: [1] }, ifMatch: '"v1"' });
        await clientOf(url, { credential: { kind: "admin_bearer_token", value: "a.b.c" } }).send({
          route: "GET /thoth/settings",
        });
        expect(seen[0]).toMatchObject({
          method: "PUT",
          url: "/base/acme/thoth/settings",
          body: '{"a":[1]}',
          headers: {
            accept: "application/json",
            "content-type": "application/json",
            "user-agent": "terraform-provider-thoth/1.2.3",
            "x-aten-provisioned-via": "terraform",
            "x-aten-provisioner": "terraform-provider-thoth",
            "x-aten-provisioner-version": "1.2.3",
            "x-api-key": "thoth_live_0123456789abcdef",
            "if-match": '"v1"',
          },
        });
        expect(seen[0]?.headers).not.toHaveProperty("authorization");
        expect(seen[0]?.headers).not.toHaveProperty("idempotency-key");
        expect(seen[1]?.headers).toMatchObject({ authorization: "Bearer a.b.c" });
        for (const name of ["x-api-key", "content-type", "if-match"]) expect(seen[1]?.headers).not.toHaveProperty(name);
      },
    );
  });

  test("carries the further headers that it is given, and no other call does", async () => {
    await withServer(
      (_, response, count) => json(response, count === 1 ? 503 : 200, {}),
      async ({ url, seen }) => {
        const client = clientOf(url, { timing: quickTiming() });
        const headers = { [markHeader]: "e30", [leaseHeader]: "baseline;1", "X-Api-Key": "another" };
        expect(await client.send({ route: "POST /thoth/browser/policies", body: {}, headers })).toMatchObject({
          ok: true,
        });
        await client.send({ route: "POST /thoth/browser/policies", body: {} });
        for (const attempt of seen.slice(0, 2)) {
          expect(attempt.headers).toMatchObject({ [markHeader]: "e30", [leaseHeader]: "baseline;1" });
          // What says who calls is the client's alone.
          expect(attempt.headers["x-api-key"]).toBe("thoth_live_0123456789abcdef");
        }
        expect(seen[2]?.headers).not.toHaveProperty(markHeader);
        expect(seen[2]?.headers).not.toHaveProperty(leaseHeader);
      },
    );
  });

  test("goes nowhere over plain http beyond loopback", async () => {
    const fetch = () => Promise.reject(new Error("it was sent"));
    const result = await clientOf("http://govapi.example", { fetch }).send(policies);
    expect(result).toMatchObject({ ok: false, diagnostics: [{ code: "invalid_configuration" }] });
  });

  test("works on an app in this process, without a socket", async () => {
    const fetch = async (request: Request) =>
      Response.json({ path: new URL(request.url).pathname, sent: await request.json() });
    const result = await clientOf("http://localhost", { fetch }).send({ route: "POST /thoth/x", body: { a: 1 } });
    expect(result).toMatchObject({ value: { body: { path: "/acme/thoth/x", sent: { a: 1 } } } });
  });
});

describe("a list", () => {
  test("is fetched once for a thousand readers, whether they come together or later", async () => {
    await withServer(
      (_, response) => json(response, 200, { data: [{ id: 1 }] }),
      async ({ url, seen }) => {
        const client = clientOf(url);
        const results = await Promise.all(Array.from({ length: 1000 }, () => client.list(policies)));
        expect(await client.list(policies)).toEqual({ ok: true, value: [{ id: 1 }] });
        expect(results.every((result) => result.ok)).toBe(true);
        expect(seen.map((request) => request.url)).toEqual(["/acme/thoth/browser/policies"]);
        await client.list({ ...policies, query: { provider: "chrome" } });
        expect(seen).toHaveLength(2);
      },
    );
  });

  test("is fetched again after a write to it or beneath it, and not after one elsewhere", async () => {
    await withServer(
      (_, response) => json(response, 200, { data: [] }),
      async ({ url, seen }) => {
        const client = clientOf(url);
        const lists = () => seen.filter((request) => request.method === "GET").length;
        await client.list(policies);
        await client.send({ route: "POST /thoth/browser/providers", body: {} });
        await client.send({ route: "POST /thoth/browser/policies-of-old", body: {} });
        await client.list(policies);
        expect(lists()).toBe(1);
        await client.send({ route: "POST /thoth/browser/policies", body: {} });
        await client.list(policies);
        expect(lists()).toBe(2);
        await client.send({ route: "DELETE /thoth/browser/policies/{id}", params: { id: "p 1" } });
        await client.list(policies);
        expect(lists()).toBe(3);
        client.forget("/thoth/browser");
        await client.list(policies);
        expect(lists()).toBe(4);
        client.forget();
        await client.list(policies);
        expect(lists()).toBe(5);
      },
    );
  });

  test("that was under way during a write is not remembered", async () => {
    const asked = Promise.withResolvers<void>();
    const written = Promise.withResolvers<void>();
    await withServer(
      async (request, response, count) => {
        if (request.method === "POST") return json(response, 200, {});
        if (count > 1) return json(response, 200, { data: ["new"] });
        asked.resolve();
        await written.promise;
        return json(response, 200, { data: ["old"] });
      },
      async ({ url }) => {
        const client = clientOf(url);
        const early = client.list(policies);
        await asked.promise;
        await client.send({ route: "POST /thoth/browser/policies", body: {} });
        expect(await client.list(policies)).toMatchObject({ value: ["new"] });
        written.resolve();
        expect(await early).toMatchObject({ value: ["old"] });
        expect(await client.list(policies)).toMatchObject({ value: ["new"] });
      },
    );
  });

  test("that failed is asked for again", async () => {
    await withServer(
      (_, response, count) => json(response, count === 1 ? 403 : 200, { data: [] }),
      async ({ url }) => {
        const client = clientOf(url);
        expect((await client.list(policies)).ok).toBe(false);
        expect((await client.list(policies)).ok).toBe(true);
      },
    );
  });

  test("is called off for the reader who was interrupted, and not for the others", async () => {
    const stop = new AbortController();
    const go = Promise.withResolvers<void>();
    await withServer(
      async (_, response) => {
        stop.abort();
        await go.promise;
        json(response, 200, { data: [] });
      },
      async ({ url, seen }) => {
        const client = clientOf(url);
        const one = client.list({ ...policies, signal: stop.signal });
        const other = client.list({ ...policies, signal: new AbortController().signal });
        expect(await one).toMatchObject({ diagnostics: [{ code: "cancelled" }] });
        go.resolve();
        expect(await other).toEqual({ ok: true, value: [] });
        expect(seen).toHaveLength(1);
      },
    );
  });

  test("is called off on the wire when nobody waits for it any more", async () => {
    const stop = new AbortController();
    const closed = Promise.withResolvers<void>();
    await withServer(
      (_, response) => {
        response.on("close", closed.resolve);
        stop.abort();
      },
      async ({ url }) => {
        expect(await clientOf(url).list({ ...policies, signal: stop.signal })).toMatchObject({
          diagnostics: [{ code: "cancelled" }],
        });
        await closed.promise;
      },
    );
  });
});

describe("a document", () => {
  test("is read once, with its version, until it is written", async () => {
    await withServer(
      (_, response, count) => response.writeHead(200, { etag: `"${count}"` }).end("{}"),
      async ({ url, seen }) => {
        const client = clientOf(url);
        const read = () => client.readOnce({ route: "GET /thoth/settings" });
        expect(await Promise.all([read(), read()])).toMatchObject([
          { value: { etag: '"1"' } },
          { value: { etag: '"1"' } },
        ]);
        await client.send({ route: "PUT /thoth/settings", body: {} });
        expect(await read()).toMatchObject({ value: { etag: '"3"' } });
        expect(seen).toHaveLength(3);
      },
    );
  });

  test("is read anew after a write that seemed to fail", async () => {
    await withServer(
      (request, response) => json(response, request.method === "GET" ? 200 : 400, {}),
      async ({ url, seen }) => {
        const client = clientOf(url);
        const call = { route: "GET /thoth/settings" };
        await client.readOnce(call);
        await client.send({ route: "PUT /thoth/settings", body: {} });
        await client.readOnce(call);
        expect(seen.map((request) => request.method)).toEqual(["GET", "PUT", "GET"]);
      },
    );
  });
});

describe("writers of one document", () => {
  test("take turns in their order, across clients, and a failed turn holds up nobody", async () => {
    const [one, other] = [clientOf("https://a.example"), clientOf("https://a.example")];
    const steps: string[] = [];
    const turn = (name: string) => async () => {
      steps.push(`${name} begins`);
      await new Promise(setImmediate);
      steps.push(`${name} ends`);
      if (name === "b") throw new Error("b fails");
      return name;
    };
    const all = await Promise.allSettled([
      one.serialize("settings", turn("a")),
      other.serialize("settings", turn("b")),
      one.serialize("settings", turn("c")),
    ]);
    expect(steps).toEqual(["a begins", "a ends", "b begins", "b ends", "c begins", "c ends"]);
    expect(all.map((each) => each.status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  });

  test("of different documents do not wait for one another", async () => {
    const client = clientOf("https://b.example");
    const second = Promise.withResolvers<string>();
    const first = client.serialize("settings", () => second.promise);
    await client.serialize("cap", async () => second.resolve("went first"));
    expect(await first).toBe("went first");
  });
});
