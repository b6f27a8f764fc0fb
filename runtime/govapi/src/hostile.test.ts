import { afterAll, beforeAll, expect, test } from "@jest/globals";
import {
  leaseHeader,
  markHeader,
  markHeaderValue,
  ownershipRoutes,
  queries,
  resources,
  routesOf,
} from "@thoth-iac/model";
import fc from "fast-check";
import { type AppForTests, appForTests } from "./app-for-tests.ts";
import type { LogEntry } from "./world.ts";

const routes = [
  ...new Set([
    ...Object.values(resources).flatMap(({ routes }) => routesOf(routes)),
    ...Object.values(queries).map(({ route }) => route),
    ...Object.values(ownershipRoutes),
  ]),
];
const failures: LogEntry[] = [];
let acme: AppForTests;

beforeAll(async () => {
  const limits = { rate: { perSecond: 1e9, burst: 1e9 } };
  const send = async () => ({ status: 200, headers: {}, body: "" });
  acme = await appForTests({ limits, send, log: (entry) => void (entry.level === "error" && failures.push(entry)) });
  for (const [path, body] of [
    ["mdm/providers", { provider: "jamf", config: { base_url: "https://x.example.com", client_secret: "s" } }],
    ["browser/providers", { provider: "chrome", config: { a: 1 } }],
    ["browser/policies", { policy_id: "known", name: "p", provider: "chrome", policy: {} }],
    ["browser/enrollments", { enrollment_id: "known", provider: "chrome", user_id: "u", device_id: "d" }],
  ] as const) {
    expect((await acme.call(`POST /thoth/${path}`, body)).status).toBe(200);
  }
});

afterAll(() => acme.app.close(0));

/** Words that the bodies of all routes are made of, and words that are treacherous as names. */
const words = [
  ...new Set(Object.values(resources).flatMap(({ attributes }) => attributes.flatMap(({ wire = [] }) => wire))),
  "tenant_id", "updated_at", "created_at", "endpoint_url", "api_key", "policies", "client_secret",
  "__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "then", "toJSON", "length", "", "0", "\u0000", "\ud800", "a.b", "$where",
]; // biome-ignore format: one list
const name = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...words) },
  { weight: 1, arbitrary: fc.string({ unit: "binary" }) },
);
const text = fc.oneof(
  fc.constantFrom(
    "", "jamf", "chrome", "firefox", "soc2", "active", "known", "enforce", "********", "<redacted>", "NaN", "null", "\u0000", "\ud800", "\udfff\ud800",
    "https://x.example.com", "http://127.0.0.1", "https://", "javascript:alert(1)", "../../etc/passwd", "' or 1=1 --", "<script>", "{{7*7}}",
    "2026-01-01T00:00:00Z", "a".repeat(10_000), "💥".repeat(200),
  ), // biome-ignore format: one list
  fc.string({ unit: "binary" }),
);
const number = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: true }),
  fc.constantFrom(-0, 1e-320, 2 ** 53, -(2 ** 53), 1e308),
);
const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    text,
    fc.constant(null),
    fc.boolean(),
    number,
    fc.array(tie("value"), { maxLength: 4 }),
    tie("object"),
  ),
  // Pairs, not an object, so that __proto__ and repeated names reach the text.
  object: fc.array(fc.tuple(name, tie("value")), { maxLength: 8 }).map((pairs) => ({ pairs })),
}));

function textOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(textOf).join(",")}]`;
  if (typeof value === "object" && value !== null && "pairs" in value && Array.isArray(value.pairs)) {
    return `{${value.pairs.map(([key, inner]: [string, unknown]) => `${JSON.stringify(key)}:${textOf(inner)}`).join(",")}}`;
  }
  return Object.is(value, Infinity) ? "1e999" : (JSON.stringify(value) ?? "null");
}

/** Bodies that the routes take, by the end of their path; the mutations start from these. */
const usualBodies: Readonly<Record<string, object>> = {
  settings: {
    compliance_profile: "soc2",
    regulatory_regimes: ["soc2"],
    shadow_policy: { low: "allow" },
    tool_risk_overrides: { shell: "high" },
    webhook: { enabled: true, url: "https://x.example.com", secret: "s" },
    siem: { provider: "splunk", webhook: { enabled: true, url: "https://x.example.com", secret: "s" } },
    pam: { enabled: true, request_url: "https://x.example.com", request_timeout_seconds: 5 },
    secret_broker: { auth_bindings: [{ host_pattern: "x", header: "y", secret_ref: "z" }], allowed_hosts: ["x"] },
    model_router: { allowed_models: ["b", "a"] },
    extra: { list: [{ token: "t" }], api_token: "t" },
  },
  "mdm/providers": { provider: "jamf", name: "n", config: { base_url: "https://x.example.com", client_secret: "s" } },
  "browser/providers": { provider: "chrome", status: "connected", config: { a: 1 } },
  "browser/policies": { policy_id: "known", name: "n", provider: "chrome", version: 1, policy: { a: { b: 1 } } },
  "browser/enrollments": { enrollment_id: "known", provider: "chrome", user_id: "u", device_id: "d", metadata: {} },
  "marks/{id}": { id: "known", owner: "known", address: "X/known", set: ["a"], kept: { a: {} }, secrets: { a: "b" } },
  "leases/{name}": { holder: "me", token: 1, ttl_seconds: 30 },
};

/** A usual body with any of its parts, at any depth, left out or replaced, and with more beside them. */
function mutated(usual: unknown): fc.Arbitrary<string> {
  return fc.oneof({ weight: 20, arbitrary: membersOf(usual) }, { weight: 1, arbitrary: json.value.map(textOf) });
}

function membersOf(usual: unknown): fc.Arbitrary<string> {
  if (Array.isArray(usual)) return fc.tuple(...usual.map(mutated)).map((items) => `[${items.join(",")}]`);
  if (typeof usual !== "object" || usual === null) return fc.constant(JSON.stringify(usual));
  const own = Object.entries(usual).map(([key, value]) => fc.option(mutated(value).map(pairWith(key)), { freq: 10 }));
  const another = fc.tuple(name, json.value).map(([key, value]) => pairWith(key)(textOf(value)));
  const more = fc.option(another, { freq: 1 });
  return fc.tuple(more, ...own).map((pairs) => `{${pairs.filter((pair) => pair !== null).join(",")}}`);
}

function pairWith(key: string): (value: string) => string {
  return (value) => `${JSON.stringify(key)}:${value}`;
}

const broken = fc.constantFrom(
  "",
  "{",
  "NaN",
  "[1e999]",
  '{"a":1,"a":2}',
  '{"provider":NaN}',
  "\ufeff{}",
  '"\\ud800"',
  "[".repeat(50_000),
);

function bodyOf(route: string): fc.Arbitrary<string> {
  const usual = usualBodies[Object.keys(usualBodies).find((end) => route.endsWith(`/${end}`)) ?? ""] ?? {};
  return fc.oneof(
    { weight: 12, arbitrary: mutated(usual) },
    { weight: 2, arbitrary: json.object.map(textOf) },
    { weight: 1, arbitrary: fc.string({ unit: "binary" }) },
    { weight: 1, arbitrary: broken },
  );
}

const segment = fc.oneof(
  fc.constantFrom(
    "jamf",
    "known",
    "some-id",
    "%2e%2e",
    "..",
    "%00",
    "%2F",
    "%",
    "%E0%A4%A",
    "%ff",
    "a%20b",
    "constructor",
    "__proto__",
    "*",
    ":id",
    "a".repeat(5000),
  ),
  fc.string({ unit: "binary" }).map(safeSegment),
);
const query = fc.oneof(
  fc.constant(""),
  fc.constantFrom(
    "?page=1&per_page=1",
    "?page=NaN",
    "?page=99999999999999999999",
    "?per_page=-1",
    "?status=active&status=pending",
    "?provider[]=x",
    "?%",
    "?a=%ff",
    "?status=__proto__",
    "?owner=known",
    "?token=1",
    "?take_over=true",
  ),
  fc.webQueryParameters().map((parameters) => `?${parameters}`),
);
const encodedJson = json.value.map((value) => Buffer.from(textOf({ pairs: [["put", value]] })).toString("base64url"));
const oddHeaders = fc.record<Record<string, string>>(
  {
    "content-type": fc.constantFrom(
      "application/json",
      "application/json; charset=utf-16",
      "text/plain",
      "application/vnd.x+json",
      "",
    ),
    "content-encoding": fc.constantFrom("gzip", "identity"),
    "if-match": fc.constantFrom("*", '"1"', "W/", ",,,", '"'),
    "idempotency-key": fc.constantFrom("a", "b", "__proto__", "x".repeat(300)),
    "content-length": fc.constantFrom("NaN", "-1", "99999999999"),
    "x-http-method-override": fc.constant("DELETE"),
    [markHeader]: fc.oneof(fc.constant(markHeaderValue({ drop: { id: "known", owner: "known" } })), encodedJson),
    [leaseHeader]: fc.constantFrom("known;1", "known", ";", "known;99999999999999999999", "__proto__;1"),
  },
  { requiredKeys: ["content-type"] },
);
const usualHeaders = fc.constant<Record<string, string>>({ "content-type": "application/json" });
const headers = fc.oneof({ weight: 6, arbitrary: usualHeaders }, { weight: 1, arbitrary: oddHeaders });
const odd = fc.constantFrom("GET", "PUT", "POST", "PATCH", "DELETE", "OPTIONS");
const otherMethod = fc.oneof({ weight: 10, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: odd });

function safeSegment(raw: string): string {
  return encodeURIComponent(raw.toWellFormed());
}

test("no request, however hostile, makes GovAPI fail or answer anything but JSON with a flat error", async () => {
  const request = fc
    .constantFrom(...routes)
    .chain((route) =>
      fc.record({ route: fc.constant(route), otherMethod, segment, query, headers, body: bodyOf(route) }),
    );
  const answers = new Map<number, number>();
  await fc.assert(
    fc.asyncProperty(request, async ({ route, otherMethod, segment, query, headers, body }) => {
      const [usual = "", path = ""] = route.split(" ");
      const method = otherMethod ?? usual;
      const url = `http://govapi.test/acme${path.replace(/\{\w+\}/g, () => segment)}${query}`;
      const init = {
        method,
        headers: { "x-api-key": acme.orgApiKey, ...headers },
        ...(method !== "GET" && { body: Buffer.from(body) }),
      };
      const answer = await acme.ask(url, init);
      answers.set(answer.status, (answers.get(answer.status) ?? 0) + 1);
      expect(failures).toEqual([]);
      expect([200, 202, 400, 404, 405, 409, 412, 413, 415]).toContain(answer.status);
      if (answer.status >= 400)
        expect(answer.body).toMatchObject({
          error: expect.any(String),
          message: expect.any(String),
          request_id: expect.any(String),
        });
      expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
    }),
    { numRuns: 3000 },
  );
  // The requests reached the inside: many were taken, and many refused only after their body was read.
  expect(answers.get(200)).toBeGreaterThan(500);
  expect(answers.get(400)).toBeGreaterThan(500);
}, 120_000);

test("what hostile requests left behind can still be read and written", async () => {
  for (const path of [
    "settings",
    "mdm/providers",
    "browser/providers",
    "browser/policies",
    "browser/enrollments",
    "marks",
  ]) {
    expect((await acme.call(`GET /thoth/${path}`)).status).toBe(200);
  }
  expect((await acme.call("PUT /thoth/settings", { compliance_profile: "soc2" })).status).toBe(200);
});
