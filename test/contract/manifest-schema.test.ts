import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { describe, expect, test } from "@jest/globals";
import {
  inManifests,
  isRecord,
  isSecretName,
  type JsonObject,
  type JsonValue,
  manifestSchema,
  parseJson,
  type Resource,
  resourcesByKind,
} from "@thoth-iac/model";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import fc from "fast-check";
import { arbitraryInputs } from "../support/arbitrary-inputs.ts";
import { commandLine } from "../support/command-line.ts";
import { documentsOf } from "../support/manifests.ts";

const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, allErrors: false });
formats.default(ajv);
const isValid = ajv.compile(manifestSchema());

const kinds = [...resourcesByKind];

/** Valid inputs of a resource as manifests write them. What is named like a secret is a text, and may be referred to. */
function inputsOf(resource: Resource): fc.Arbitrary<JsonObject> {
  const { attributes } = inManifests(resource);
  const isSecret = (name: string) => attributes.find((attribute) => attribute.name === name)?.sensitive === true;
  return arbitraryInputs({ ...resource, attributes }).map((values) =>
    Object.fromEntries(
      Object.entries(values).map(([name, value]) => [
        name,
        JSON.parse(JSON.stringify(value, isSecret(name) ? secretAsText : undefined)),
      ]),
    ),
  );
}

function secretAsText(key: string, value: unknown): unknown {
  return isSecretName(key) && typeof value !== "string" ? "hush" : value;
}

/** A resource's manifest with these inputs, its secrets referred to. */
function manifestOf(resource: Resource, values: JsonObject): JsonObject {
  const [document = {}] = documentsOf([{ resource, name: "one", values, references: [], dependsOn: [] }]).documents;
  return document;
}

function exampleOf(resource: Resource): JsonObject {
  return manifestOf(resource, resource.example as JsonObject); // an example is JSON
}

const offline = { app: { fetch: () => Promise.reject(new Error("offline")) }, tenant: "acme", orgApiKey: "" };

/** What `validate` says of a document: the summaries of its errors. */
async function faultsOf(document: JsonValue): Promise<readonly string[]> {
  const files = new Map([["one.yaml", JSON.stringify(document)]]);
  const { run } = commandLine(offline as never, files); // nothing is asked of it
  const { stdout } = await run(["validate", "-f", "one.yaml", "--output", "json"]);
  const told = parseJson(stdout);
  const diagnostics = isRecord(told) && Array.isArray(told.diagnostics) ? told.diagnostics : ["no diagnostics"];
  return diagnostics.map((each) => JSON.stringify(each));
}

test("the committed file is the schema", async () => {
  const text = await readFile(join(resolve(import.meta.dirname, "../.."), "docs/schema/manifest.schema.json"), "utf8");
  const { $comment: _, ...committed } = JSON.parse(text);
  expect(committed).toEqual(manifestSchema());
});

describe.each(kinds)("%s", (kind, resource) => {
  test("its example is accepted, by the schema and by the loader", async () => {
    expect([isValid(exampleOf(resource)), isValid.errors]).toEqual([true, null]);
    expect(await faultsOf(exampleOf(resource))).toEqual([]);
  });

  test("every valid instance is accepted, by the schema and by the loader", async () => {
    const inputs = inputsOf(resource);
    await fc.assert(
      fc.asyncProperty(inputs, async (values) => {
        const document = manifestOf(resource, values);
        expect([isValid(document), isValid.errors, document]).toEqual([true, null, document]);
        expect(await faultsOf(document)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  test("what is damaged and accepted by the schema is accepted by the loader, save for what a schema cannot say", async () => {
    const inputs = inputsOf(resource);
    await fc.assert(
      fc.asyncProperty(inputs, damage, async (values, how) => {
        const document = damaged(manifestOf(resource, values), how);
        if (!isValid(document)) return;
        const said = (await faultsOf(document)).filter((each) => !beyondSchemas.test(each));
        expect([said, document]).toEqual([[], document]);
      }),
      { numRuns: 150 },
    );
  });

  test("a misspelt attribute, one of the server's and a write-only one are refused", () => {
    const { spec } = exampleOf(resource);
    const given = isRecord(spec) ? spec : {};
    const strangers = [
      "nmae",
      ...resource.attributes.filter((one) => !one.input || one.writeOnly).map(({ name }) => name),
    ];
    for (const stranger of strangers) {
      expect([stranger, isValid({ ...exampleOf(resource), spec: { ...given, [stranger]: "x" } })]).toEqual([
        stranger,
        false,
      ]);
    }
  });

  test("a secret in the open is refused", () => {
    const { spec } = exampleOf(resource);
    const given = isRecord(spec) ? spec : {};
    for (const { name, type } of inManifests(resource).attributes.filter((one) => one.input && one.sensitive)) {
      const literal = type.kind === "json" ? { deep: [{ api_token: "hush" }] } : "hush";
      const { [`${name}_json`]: _json, [name.replace(/_json$/, "")]: _twin, ...others } = given;
      expect([name, isValid({ ...exampleOf(resource), spec: { ...others, [name]: literal } })]).toEqual([name, false]);
    }
  });

  test("another version, a missing name and a strange name are refused", () => {
    const whole = exampleOf(resource);
    for (const wrong of [
      { ...whole, apiVersion: "thoth/v2" },
      { ...whole, kind: `${kind}s` },
      { ...whole, metadata: {} },
      { ...whole, metadata: { name: "Not-A-Name" } },
      { ...whole, metadata: { name: "one", dependsOn: ["nowhere"] } },
      { ...whole, status: {} },
    ]) {
      expect([wrong, isValid(wrong)]).toEqual([wrong, false]);
    }
  });
});

/** JSON in texts, values that contradict each other in two places, and what other manifests there are. */
const beyondSchemas =
  /"code":"malformed_json"|Said twice, and differently|A reference leads nowhere|A manifest refers to itself|JSON text of an/;

const damage = fc.record({
  /** Which of the values of the document is replaced. */
  at: fc.nat(),
  put: fc.oneof(
    fc.constantFrom<JsonValue>(
      ...[
        null,
        true,
        0,
        -1,
        1.5,
        1e300,
        "",
        "x",
        "yes",
        "2026-01-01T00:00:00Z",
        "https://a.example",
        [],
        {},
        [1],
        ["x"],
      ],
      ...[{ fromEnv: "A" }, { fromFile: "a" }, { fromResource: "MdmProvider/a" }, { fromEnv: "not a name" }],
      ...[
        { fromResource: "MdmProvider/a", attribute: "id" },
        { fromEnv: "A", fromFile: "a" },
        { fromFile: "a", x: 1 },
      ],
      ...[{ a: { fromEnv: "A" } }, { api_token: "hush" }, { api_token: { fromEnv: "A" } }, { PASSWORDS: [1] }],
    ),
    fc.jsonValue({ maxDepth: 2 }).map((value) => JSON.parse(JSON.stringify(value)) as JsonValue), // it is JSON
  ),
});

/** The document with one of its values replaced. */
function damaged(document: JsonObject, { at, put }: { readonly at: number; readonly put: JsonValue }): JsonValue {
  let left = at % valuesIn(document);
  const replace = (value: JsonValue): JsonValue => {
    if (left-- === 0) return put;
    if (Array.isArray(value)) return value.map(replace);
    if (!isRecord(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, replace(member)]));
  };
  return replace(document);
}

function valuesIn(value: JsonValue): number {
  const members = Array.isArray(value) ? value : isRecord(value) ? Object.values(value) : [];
  return members.reduce((sum: number, member) => sum + valuesIn(member), 1);
}
