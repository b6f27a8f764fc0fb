import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { clientOf, json, withServer } from "./test-server.ts";

const call = { route: "GET /thoth/feed", query: { kind: "block" } };

const served = (url: string) => new URL(url, "http://server.example").searchParams;

describe("the rows of a list", () => {
  test("are found under each of the keys that GovAPI uses, or bare", async () => {
    const bodies = [{ data: [1] }, { api_keys: [1] }, { packs: [1], total: 1 }, { items: [1] }, [1], { data: null }];
    await withServer(
      (_, response, count) => json(response, 200, bodies[count - 1]),
      async ({ url }) => {
        const client = clientOf(url);
        const rows = async () => {
          client.forget();
          return client.list(call);
        };
        for (const body of bodies)
          expect(await rows()).toEqual({ ok: true, value: "data" in body && body.data === null ? [] : [1] });
      },
    );
  });

  test("are all of them, however the server cuts its pages", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(40),
        fc.integer({ min: 1, max: 15 }),
        fc.constantFrom("page", "offset", "link", "cursor"),
        async (total, size, style) => {
          const all = Array.from({ length: total }, (_, at) => at);
          await withServer(
            ({ url }, response) => {
              const query = served(url);
              const page = Number(query.get("page") ?? 1);
              const start =
                style === "page" ? (page - 1) * size : Number(query.get("offset") ?? query.get("cursor") ?? 0);
              const data = all.slice(start, start + size);
              const more = start + size < total;
              const link = `https://elsewhere.example/x?kind=block&offset=${start + size}`;
              const about = {
                page: { total, page, per_page: size },
                offset: { total, limit: size, offset: start },
                link: { next: more ? link : null },
                cursor: { next: more ? `${start + size}` : "" },
              };
              json(response, 200, { data, ...about[style] });
            },
            async ({ url, seen }) => {
              expect(await clientOf(url).list(call)).toEqual({ ok: true, value: all });
              expect(seen).toHaveLength(Math.max(1, Math.ceil(total / size)));
              expect(seen[0]?.url).toBe("/acme/thoth/feed?kind=block");
              expect(seen.every((request) => served(request.url).get("kind") === "block")).toBe(true);
            },
          );
        },
      ),
      { numRuns: 40 },
    );
  });

  test("are not gathered for ever from a server that repeats itself", async () => {
    const repeats = [
      { data: [1], total: 9, page: 1, per_page: 1 },
      { data: [1], next: "/x?cursor=a" },
      { data: [1], total: 9, limit: 1, offset: 0 },
    ];
    for (const body of repeats) {
      await withServer(
        (_, response) => json(response, 200, body),
        async ({ url, seen }) => {
          expect(await clientOf(url).list(call)).toMatchObject({
            ok: false,
            diagnostics: [{ code: "malformed_answer" }],
          });
          expect(seen.length).toBe(2);
        },
      );
    }
  });

  test("are not gathered for ever from a server that always has one more page", async () => {
    let count = 0;
    const fetch = async () => Response.json({ data: [1], next: `c${count++}` });
    const result = await clientOf("https://endless.example", { fetch }).list(call);
    expect(result).toMatchObject({
      ok: false,
      diagnostics: [{ code: "malformed_answer", detail: expect.stringContaining("1000 pages") }],
    });
  });

  test("come with a warning where there are more and no way to them", async () => {
    await withServer(
      (_, response) => json(response, 200, { data: [1], total: 2 }),
      async ({ url }) => {
        expect(await clientOf(url).list(call)).toMatchObject({
          ok: true,
          value: [1],
          warnings: [{ severity: "warning", code: "malformed_answer" }],
        });
      },
    );
  });

  test("end where a page is empty, since rows may go while pages are read", async () => {
    await withServer(
      (_, response, count) => json(response, 200, { data: count === 1 ? [1] : [], total: 5, page: count, per_page: 1 }),
      async ({ url, seen }) => {
        expect(await clientOf(url).list(call)).toEqual({ ok: true, value: [1] });
        expect(seen).toHaveLength(2);
      },
    );
  });

  test("are asked for under another shape by one diagnostic", async () => {
    for (const body of [{}, "text", 7, null, { data: {} }]) {
      await withServer(
        (_, response) => json(response, 200, body),
        async ({ url }) =>
          expect(await clientOf(url).list(call)).toMatchObject({ diagnostics: [{ code: "malformed_answer" }] }),
      );
    }
  });

  test("are given up as a whole when a page fails", async () => {
    await withServer(
      (_, response, count) => json(response, count === 1 ? 200 : 403, { data: [1], total: 2, page: 1, per_page: 1 }),
      async ({ url }) =>
        expect(await clientOf(url).list(call)).toMatchObject({ ok: false, diagnostics: [{ code: "forbidden" }] }),
    );
  });
});
