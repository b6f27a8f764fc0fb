import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { targetOf } from "./route.ts";

describe("the target of a call", () => {
  test("stands below the tenant, with ids and query in place", () => {
    const call = {
      route: "POST /thoth/mdm/providers/{provider}/sync",
      params: { provider: "jamf" },
      query: { full: true, since: 0 },
    };
    expect(targetOf(call, "acme")).toEqual({
      ok: true,
      value: { method: "POST", path: "/acme/thoth/mdm/providers/jamf/sync", search: "?full=true&since=0" },
    });
  });

  test("sends no blank and no absent query value", () => {
    const query = { a: "", b: "  ", c: undefined, d: null, e: "x y&z" };
    expect(targetOf({ route: "GET /thoth/feed", query }, "acme")).toMatchObject({ value: { search: "?e=x+y%26z" } });
    expect(targetOf({ route: "GET /thoth/feed", query: { a: "" } }, "acme")).toMatchObject({ value: { search: "" } });
  });

  test("keeps any id in its one place of the path, as the server will read it", () => {
    const id = fc
      .string({ unit: "grapheme", minLength: 1 })
      .filter((text) => text !== "." && text !== ".." && text.isWellFormed());
    fc.assert(
      fc.property(id, id, (first, second) => {
        const target = targetOf({ route: "GET /thoth/a/{first}/b/{second}", params: { first, second } }, "acme");
        if (!target.ok) throw new Error("refused");
        const url = new URL(`https://host.example/base${target.value.path}`);
        expect(url.pathname.split("/").map(decodeURIComponent)).toEqual([
          "",
          "base",
          "acme",
          "thoth",
          "a",
          first,
          "b",
          second,
        ]);
        expect([url.search, url.hash, url.host]).toEqual(["", "", "host.example"]);
      }),
    );
  });

  test("refuses ids that would be steps of the path, or nothing at all", () => {
    for (const id of ["", ".", "..", "\ud800"]) {
      const target = targetOf({ route: "DELETE /thoth/fleets/{id}", params: { id } }, "acme");
      expect(target).toMatchObject({
        ok: false,
        diagnostics: [{ code: "invalid_value", summary: "id cannot be part of a path" }],
      });
    }
    expect(targetOf({ route: "DELETE /thoth/fleets/{id}" }, "acme").ok).toBe(false);
    expect(targetOf({ route: "GET /thoth/settings" }, "..").ok).toBe(false);
  });

  test("throws at what is no route, since only a mistake in the model can bring it", () => {
    for (const route of ["", "GET", "FETCH /x", "GET x", "GET /x y"])
      expect(() => targetOf({ route }, "acme")).toThrow("not a route");
  });
});
