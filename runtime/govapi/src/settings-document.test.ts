import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { JsonValue } from "@thoth-iac/model";
import fc from "fast-check";
import { type AppForTests, appForTests } from "./app-for-tests.ts";
import { storedDocument } from "./settings-document.ts";

let acme: AppForTests;

beforeEach(async () => {
  acme = await appForTests();
});

afterEach(() => acme.app.close(0));

const put = (document: JsonValue, headers?: Readonly<Record<string, string>>) =>
  acme.call("PUT /thoth/settings", document, headers);
const get = async () => (await acme.call("GET /thoth/settings")).body;
const kept = () => acme.store.read((session) => storedDocument(session, "acme", "/thoth/settings"));

describe("the settings document", () => {
  test("tells what holds before anybody wrote anything, and stores none of it", async () => {
    expect(await get()).toEqual({
      tenant_id: "acme",
      compliance_profile: "soc2",
      regulatory_regimes: ["soc2"],
      shadow_policy: { low: "allow", medium: "step_up", high: "block", critical: "block" },
    });
    await put({ shadow_policy: { high: "allow" } });
    expect(await get()).toMatchObject({
      shadow_policy: { low: "allow", medium: "step_up", high: "allow", critical: "block" },
    });
    expect(await kept()).toEqual({ shadow_policy: { high: "allow" } });
  });

  test("is replaced as a whole, and keeps members that the model does not know", async () => {
    await put({
      compliance_profile: "privacy",
      operator_note: { a: [1, null, { b: "c" }] },
      webhook: { enabled: true, later: 1 },
    });
    expect(await get()).toMatchObject({
      compliance_profile: "privacy",
      operator_note: { a: [1, null, { b: "c" }] },
      webhook: { enabled: true, later: 1 },
    });
    await put({ operator_note: 1 });
    expect(await kept()).toEqual({ operator_note: 1 });
  });

  test("belongs to the server where tenant and time are concerned", async () => {
    const { body } = await put({ tenant_id: "evil", updated_at: "1970-01-01T00:00:00Z" });
    expect(body).toMatchObject({ tenant_id: "acme", updated_at: expect.stringMatching(/^20/) });
    expect(await kept()).toEqual({});
  });

  test("gives model lists back in sorted order and every other list as it was written", async () => {
    await put({
      regulatory_regimes: ["soc2", "gdpr"],
      model_router: { allowed_providers: ["b", "a"], allowed_models: ["z", "y"], failover_providers: ["b", "a"] },
      secret_broker: { allowed_hosts: ["b.com", "a.com"] },
    });
    expect(await get()).toMatchObject({
      regulatory_regimes: ["soc2", "gdpr"],
      model_router: { allowed_providers: ["a", "b"], allowed_models: ["y", "z"], failover_providers: ["b", "a"] },
      secret_broker: { allowed_hosts: ["b.com", "a.com"] },
    });
  });

  test.each([
    [{ compliance_profile: "sox" }, "compliance_profile"],
    [{ regulatory_regimes: "soc2" }, "regulatory_regimes"],
    [{ regulatory_regimes: ["soc2", 1] }, "regulatory_regimes[1]"],
    [{ shadow_policy: { low: "maybe" } }, "shadow_policy.low"],
    [{ shadow_policy: [] }, "shadow_policy"],
    [{ tool_risk_overrides: { "shell.exec": "huge" } }, 'tool_risk_overrides["shell.exec"]'],
    [{ webhook: { enabled: "yes" } }, "webhook.enabled"],
    [{ webhook: { url: "http://events.example.com" } }, "webhook.url"],
    [{ siem: { webhook: { url: "gopher://x" } } }, "siem.webhook.url"],
    [{ pam: { request_timeout_seconds: 0 } }, "pam.request_timeout_seconds"],
    [
      { secret_broker: { auth_bindings: [{ host_pattern: "a", header: "b" }] } },
      "secret_broker.auth_bindings[0].secret_ref",
    ],
  ])("refuses %j and says where the mistake is", async (document, attribute) => {
    const answer = await put(document);
    expect(answer).toMatchObject({
      status: 400,
      body: { attribute, error: expect.any(String), message: expect.any(String) },
    });
    expect(await kept()).toEqual({});
  });

  test("takes null for absence where the model knows the place", async () => {
    await put({ compliance_profile: "privacy", webhook: { enabled: true, url: null }, siem: null, other: null });
    expect(await kept()).toEqual({ compliance_profile: "privacy", webhook: { enabled: true }, other: null });
  });
});

describe("a secret in the settings document", () => {
  const webhook = { enabled: true, url: "https://events.example.com/", secret: "whsec_c2VjcmV0LXNlY3JldC1zZWNyZXQ=" };

  test("is in no answer", async () => {
    const answer = await put({
      webhook,
      pam: { callback_secret: "cb", request_secret: "rs", request_auth_token: "rat" },
      crm: { api_token: "t", depth: [{ password: "p" }] },
    });
    expect(answer.body).toMatchObject({ webhook: { enabled: true, url: webhook.url }, pam: {}, crm: { depth: [{}] } });
    for (const body of [answer.body, await get()])
      expect(JSON.stringify(body)).not.toMatch(/whsec_|"cb"|"rs"|"rat"|"t"|"p"/);
    expect(await kept()).toMatchObject({ webhook, crm: { api_token: "t", depth: [{ password: "p" }] } });
  });

  test("stays when what was read is written back", async () => {
    await put({ webhook, crm: { api_token: "t", depth: [{ password: "p" }] } });
    await put({ ...(await get()), compliance_profile: "privacy" });
    expect(await kept()).toMatchObject({
      webhook,
      crm: { api_token: "t", depth: [{ password: "p" }] },
      compliance_profile: "privacy",
    });
  });

  test.each(["********", "<redacted>", "••••"])("stays when its mask is written back (%s)", async (mask) => {
    await put({ webhook });
    await put({ webhook: { ...webhook, secret: mask } });
    expect(await kept()).toEqual({ webhook });
  });

  test("is never its own mask", async () => {
    await put({ webhook: { enabled: true, secret: "********" } });
    expect(await kept()).toEqual({ webhook: { enabled: true } });
  });

  test("is cleared by null, and replaced by another", async () => {
    await put({ webhook });
    await put({ webhook: { ...webhook, secret: "another" } });
    expect(await kept()).toMatchObject({ webhook: { secret: "another" } });
    await put({ webhook: { ...webhook, secret: null } });
    expect(await kept()).toEqual({ webhook: { enabled: true, url: webhook.url } });
  });

  test("goes with the object that it stood in, and does not come back", async () => {
    await put({ webhook });
    await put({ compliance_profile: "soc2" });
    await put({ webhook: { enabled: true, url: webhook.url } });
    expect(await kept()).toEqual({ webhook: { enabled: true, url: webhook.url } });
  });

  test("is not every text whose name sounds like one: tools are named freely", async () => {
    await put({ tool_risk_overrides: { rotate_secret: "high", api_token: "low" } });
    expect(await get()).toMatchObject({ tool_risk_overrides: { rotate_secret: "high", api_token: "low" } });
  });
});

describe("writers of the settings document who read first", () => {
  test("lose nothing: the second of two is told that the document has changed", async () => {
    const { headers } = await acme.call("GET /thoth/settings");
    const ifMatch = { "if-match": headers.get("etag") ?? "" };
    const first = await put({ compliance_profile: "privacy" }, ifMatch);
    expect(first.status).toBe(200);
    expect(await put({ compliance_profile: "financial" }, ifMatch)).toMatchObject({
      status: 412,
      body: { error: "precondition_failed" },
    });
    expect(
      (await put({ compliance_profile: "financial" }, { "if-match": first.headers.get("etag") ?? "" })).status,
    ).toBe(200);
  });

  test("may write without a condition, or on condition that there is a document", async () => {
    expect((await put({}, { "if-match": "*" })).status).toBe(412);
    expect((await put({})).status).toBe(200);
    expect((await put({ a: 1 }, { "if-match": "*" })).status).toBe(200);
    expect((await put({ a: 2 }, { "if-match": 'W/"1", "2"' })).status).toBe(200);
  });

  test("see the same version as long as nothing changes", async () => {
    const first = await put({ compliance_profile: "privacy" });
    const again = await put({ compliance_profile: "privacy" });
    expect(again.headers.get("etag")).toBe(first.headers.get("etag"));
    expect(again.body.updated_at).toBe(first.body.updated_at);
  });

  test("that all write at once, each its own slice, all get through", async () => {
    const addSlice = async (name: string): Promise<void> => {
      for (;;) {
        const { body, headers } = await acme.call("GET /thoth/settings");
        if ((await put({ ...body, [name]: { mine: true } }, { "if-match": headers.get("etag") ?? "" })).status === 200)
          return;
      }
    };
    const names = Array.from({ length: 20 }, (_, index) => `slice_${index}`);
    await Promise.all(names.map(addSlice));
    expect(Object.keys(await kept())).toEqual(expect.arrayContaining(names));
  });
});

test("whatever is written without secrets is read back as it was", async () => {
  const name = fc
    .string({ minLength: 1, maxLength: 8 })
    .map((text) => `x_${text}`)
    .filter((text) => !/secret|token|pass|key|cred/i.test(text));
  const leaf = fc.oneof(
    fc.boolean(),
    fc.constant(null),
    fc.maxSafeInteger(),
    fc.string(),
    fc.double({ noNaN: true, noDefaultInfinity: true, maxExcluded: true, min: -1, max: 1 }).map((n) => n + 0 || 0),
  );
  const value = fc.letrec<{ value: JsonValue }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      leaf,
      fc.array(tie("value"), { maxLength: 4 }),
      fc.dictionary(name, tie("value"), { maxKeys: 4, noNullPrototype: true }),
    ),
  })).value;
  await fc.assert(
    fc.asyncProperty(fc.dictionary(name, value, { maxKeys: 5, noNullPrototype: true }), async (document) => {
      const { status } = await put(document);
      expect(status).toBe(200);
      const {
        tenant_id: _,
        updated_at: __,
        compliance_profile: ___,
        regulatory_regimes: ____,
        shadow_policy: _____,
        ...rest
      } = await get();
      expect(rest).toEqual(JSON.parse(JSON.stringify(document)));
    }),
    { numRuns: 60 },
  );
});
