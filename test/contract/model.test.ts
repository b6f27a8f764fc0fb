import { describe, expect, test } from "@jest/globals";
import {
  canonicalJson,
  decode,
  encode,
  hasUnknown,
  isRecord,
  type JsonObject,
  type JsonValue,
  observe,
  type Plan,
  parse,
  plan,
  queries,
  type Resource,
  resources,
  sameMeaning,
  setInputs,
  settle,
  type Value,
  type Values,
  valueAt,
  withoutSecrets,
  withValueAt,
} from "@thoth-iac/model";
import fc from "fast-check";
import { arbitraryInputs, ofSameInstance } from "../support/arbitrary-inputs.ts";

const all: readonly Resource[] = Object.values(resources).map((resource) => resource as Resource); // their generics are for those who write configurations
const surroundings = { tenant: "acme", now: "2026-01-31T12:00:00Z" };

describe.each(all.map((resource) => [resource.name, resource] as const))("%s", (_, resource) => {
  const inputs = arbitraryInputs(resource);

  test("has an example that is valid", () => {
    expect(parse(resource, resource.example)).toMatchObject({ ok: true });
  });

  test("accepts every input that its attributes and rules allow", () => {
    fc.assert(fc.property(inputs, (written) => expect(parse(resource, written)).toEqual({ ok: true, value: written })));
  });

  test("reads back from GovAPI's names what it wrote in them", () => {
    fc.assert(
      fc.property(inputs, (written) => {
        const told = decode(resource.attributes, encode(resource.attributes, written), surroundings);
        for (const attribute of resource.attributes) {
          const { name, type, sensitive, overlay, wire } = attribute;
          if (!(name in written) || sensitive || overlay || wire === undefined || written[name] === "") continue;
          const wanted = type.kind.startsWith("json") ? withoutNamedSecrets(written[name]) : written[name];
          expect({ name, wanted, told: told[name], same: sameMeaning(attribute, wanted, told[name]) }).toMatchObject({
            same: true,
          });
        }
      }),
    );
  });

  test("plans nothing for what was settled, and for what is then observed", () => {
    fc.assert(
      fc.property(inputs, (written) => {
        const server = serverOf(resource);
        const made = server.write(plan(resource, { configuration: written }), written, {});
        expect(hasUnknown(made)).toBe(false);
        expectNothing(resource, {
          configuration: written,
          prior: made,
          setBefore: new Set(setInputs(resource, written)),
        });
        const seen = observe(resource, made, { answer: server.shown(), surroundings });
        expectNothing(resource, {
          configuration: written,
          prior: seen,
          setBefore: new Set(setInputs(resource, written)),
        });
      }),
    );
  });

  test("plans nothing after it was changed to what is wanted", () => {
    fc.assert(
      fc.property(inputs, inputs, (first, other) => {
        const second = ofSameInstance(resource, first, other);
        const server = serverOf(resource);
        const made = server.write(plan(resource, { configuration: first }), first, {});
        const change = plan(resource, {
          configuration: second,
          prior: made,
          setBefore: new Set(setInputs(resource, first)),
        });
        expect(change.requiresReplace).toEqual([]);
        const changed = change.action === "none" ? made : server.write(change, second, made);
        expect(hasUnknown(changed)).toBe(false);
        expectNothing(resource, {
          configuration: second,
          prior: changed,
          setBefore: new Set(setInputs(resource, second)),
        });
        const seen = observe(resource, changed, { answer: server.shown(), surroundings });
        expectNothing(resource, {
          configuration: second,
          prior: seen,
          setBefore: new Set(setInputs(resource, second)),
        });
      }),
    );
  });
});

test.each(Object.values(queries).map((query) => [query.name, query] as const))(
  "the data source %s has an example that is valid",
  (_, query) => {
    expect(parse(query, query.example)).toMatchObject({ ok: true });
  },
);

function expectNothing(resource: Resource, desired: Parameters<typeof plan>[1]) {
  const { action, planned } = plan(resource, desired);
  const differing = Object.keys(planned).filter((name) => !sameJson(planned[name], desired.prior?.[name]));
  expect({ action, differing }).toEqual({ action: "none", differing: [] });
}

function sameJson(left: unknown, right: unknown): boolean {
  return JSON.stringify(left ?? null) === JSON.stringify(right ?? null);
}

/** The least that GovAPI does: keeps what it is sent, decides what it is not told, shows no secret. */
function serverOf(resource: Resource) {
  let document: JsonObject = {};
  const shown = () => withoutSecretPlaces(resource, document);
  return {
    shown,
    write: ({ planned, cleared }: Plan, written: Values, prior: Values): Values => {
      const writeOnly = resource.attributes.filter((attribute) => attribute.writeOnly);
      const sent: Values = {
        ...planned,
        ...Object.fromEntries(writeOnly.map(({ name }) => [name, written[name] ?? null])),
      };
      const isSlice = typeof resource.routes.update === "object";
      const body = encode(resource.attributes, sent, { base: isSlice ? document : {}, cleared });
      document = { ...document, ...body };
      for (const attribute of resource.attributes) {
        const decides = attribute.output && attribute.default === undefined && attribute.twin === undefined;
        if (!decides || !attribute.wire?.length || (valueAt(document, attribute.wire) ?? null) !== null) continue;
        document = withValueAt(document, attribute.wire, decidedValue(attribute.type.kind));
      }
      expect(prior).toBeDefined();
      return settle(resource, planned, { answer: shown(), surroundings });
    },
  };
}

function decidedValue(kind: string): JsonValue {
  switch (kind) {
    case "bool":
      return true;
    case "integer":
    case "number":
      return 7;
    case "list":
    case "set":
      return ["decided"];
    case "json_text":
      return { decided: true };
    default:
      return "decided";
  }
}

function withoutSecretPlaces(resource: Resource, document: JsonObject): JsonObject {
  let shown = document;
  for (const { sensitive, wire } of resource.attributes) {
    const kept = wire && valueAt(shown, wire);
    if (sensitive && wire && kept !== undefined)
      shown = withValueAt(shown, wire, isRecord(kept) ? withoutSecrets(kept) : null);
  }
  return shown;
}

/** JSON is never read together with the members that are named like secrets. */
function withoutNamedSecrets(value: Value | undefined): Value {
  // What an attribute of JSON holds is JSON.
  return typeof value === "string"
    ? canonicalJson(withoutSecrets(JSON.parse(value)))
    : withoutSecrets(value as JsonValue);
}
