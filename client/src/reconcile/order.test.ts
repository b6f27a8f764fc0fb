import { describe, expect, test } from "@jest/globals";
import { type Resource, resources } from "@thoth-iac/model";
import fc from "fast-check";
import { ordered } from "./order.ts";
import { addressOf, type Wanted } from "./wanted.ts";

function instance(name: string, after: readonly string[] = [], resource: Resource = resources.browserPolicy): Wanted {
  return { resource, name, configuration: {}, references: [], after };
}

function addressesOf(wanted: readonly Wanted[]): readonly string[] {
  const sorted = ordered(wanted);
  if ("faults" in sorted) throw new Error(JSON.stringify(sorted.faults));
  return sorted.order.map(addressOf);
}

describe("the order of instances", () => {
  test("has each after those that it needs, and none twice", () => {
    const graph = fc
      .integer({ min: 1, max: 30 })
      .chain((size) =>
        fc.tuple(
          fc.array(fc.tuple(fc.nat(size - 1), fc.nat(size - 1)), { maxLength: 60 }),
          fc.shuffledSubarray([...Array(size).keys()], { minLength: size }),
        ),
      );
    fc.assert(
      fc.property(graph, ([edges, written]) => {
        const needsOf = (at: number) =>
          edges.filter(([one, other]) => one === at && other < at).map(([, other]) => other);
        const wanted = written.map((at) =>
          instance(
            `${at}`,
            needsOf(at).map((other) => `BrowserPolicy/${other}`),
          ),
        );
        const order = addressesOf(wanted);
        expect([...order].sort()).toEqual(wanted.map(addressOf).sort());
        for (const one of wanted)
          for (const other of one.after) expect(order.indexOf(other)).toBeLessThan(order.indexOf(addressOf(one)));
      }),
    );
  });

  test("keeps what needs nothing in the order in which it was written", () => {
    expect(addressesOf([instance("b"), instance("a"), instance("c")])).toEqual([
      "BrowserPolicy/b",
      "BrowserPolicy/a",
      "BrowserPolicy/c",
    ]);
  });

  test("has a sync after the providers and a webhook's test after the settings, without a word of it in the manifests", () => {
    const wanted = [
      instance("sync", [], resources.mdmSync),
      instance("test", [], resources.webhookTest),
      instance("jamf", [], resources.mdmProvider),
      instance("hook", [], resources.webhookSettings),
    ];
    const order = addressesOf(wanted);
    expect(order.indexOf("MdmProvider/jamf")).toBeLessThan(order.indexOf("MdmSync/sync"));
    expect(order.indexOf("WebhookSettings/hook")).toBeLessThan(order.indexOf("WebhookTest/test"));
  });

  test("lets an instance wait for an action", () => {
    const order = addressesOf([
      instance("late", ["MdmSync/sync"]),
      instance("sync", [], resources.mdmSync),
      instance("jamf", [], resources.mdmProvider),
    ]);
    expect(order).toEqual(["MdmProvider/jamf", "MdmSync/sync", "BrowserPolicy/late"]);
  });

  test("takes a chain of ten thousand", () => {
    const wanted = Array.from({ length: 10_000 }, (_, at) =>
      instance(`${at}`, at === 9_999 ? [] : [`BrowserPolicy/${at + 1}`]),
    );
    expect(addressesOf(wanted)[0]).toBe("BrowserPolicy/9999");
  });

  test("names a whole circle", () => {
    const sorted = ordered([
      instance("a", ["BrowserPolicy/b"]),
      instance("b", ["BrowserPolicy/c"]),
      instance("c", ["BrowserPolicy/a"]),
    ]);
    expect(sorted).toMatchObject({
      faults: [{ detail: expect.stringMatching(/BrowserPolicy\/(\w) -> .* -> BrowserPolicy\/\1/) }],
    });
  });

  test("knows an instance that needs itself for a circle", () => {
    expect(ordered([instance("a", ["BrowserPolicy/a"])])).toHaveProperty("faults");
  });

  test("says of whom something unknown is needed", () => {
    expect(ordered([instance("a", ["BrowserPolicy/z"])])).toMatchObject({
      faults: [{ instance: "BrowserPolicy/a", detail: expect.stringContaining("BrowserPolicy/z") }],
    });
  });
});
