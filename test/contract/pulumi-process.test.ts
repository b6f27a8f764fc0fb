import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { output, runtime } from "@pulumi/pulumi";
import messages from "@pulumi/pulumi/proto/provider_pb.js";
import { type Query, queries, type Resource, resources } from "@thoth-iac/model";
import empties from "google-protobuf/google/protobuf/empty_pb.js";
import { providerText as textAskedFor } from "../../pulumi/src/program/provider-text.ts";
import { viewOf } from "../../pulumi/src/view.ts";
import { startJamf } from "../support/jamf.ts";
import { listening } from "../support/listening.ts";
import { asked, type Flavour, objectOf, type PulumiPeer, startPeer, structOf } from "../support/pulumi-peer.ts";
import { refresh, up } from "../support/pulumi-peer-engine.ts";
import { asSecret, plainOf, secretNamesIn, unknownValue } from "../support/pulumi-peer-marks.ts";
import { expectOnServer } from "../support/pulumi-peer-server.ts";
import { type Instance, type PeerSteps, providerText, stepsOf } from "../support/pulumi-peer-steps.ts";
import { openTenant, type PeerTenant } from "../support/pulumi-peer-tenant.ts";
import { everything, example, spelt } from "../support/pulumi-peer-values.ts";
import { secretsIn } from "../support/secret-scan.ts";

const flavours: readonly Flavour[] = ["dynamic", "plugin"];
const all = Object.values(resources).map((resource) => resource as Resource); // generics are for those who write configurations
const lasting = all.filter(({ routes }) =>
  typeof routes.create === "string" ? routes.read : routes.create.move === "merge",
);
const policy = resources.browserPolicy as Resource; // as above
const browser = resources.browserProvider as Resource; // as above
const webhook = resources.webhookSettings as Resource; // as above
const sync = resources.mdmSync as Resource; // as above

describe.each(flavours)("%s", (flavour) => {
  const closing: (() => Promise<void>)[] = [];
  let steps: PeerSteps;
  let tenant: PeerTenant;
  beforeAll(async () => {
    steps = stepsOf(await startPeer(flavour));
  });
  afterAll(() => steps.peer.close());
  beforeEach(async () => {
    tenant = await openTenant(steps);
    closing.push(tenant.close);
  });
  afterEach(async () => {
    for (const close of closing.splice(0).toReversed()) await close();
  });

  async function another(env: Readonly<Record<string, string>> = {}): Promise<PulumiPeer> {
    const peer = await startPeer(flavour, { env });
    closing.push(peer.close);
    return peer;
  }

  /** Policies that somebody made, as the engine remembers them. */
  async function policies(count: number): Promise<readonly Instance[]> {
    const values = { ...example(policy), tenantId: "acme" };
    const ids = Array.from({ length: count }, (_, at) => `p-${at}`);
    for (const policyId of ids) {
      const body = { policy_id: policyId, name: policyId, provider: "chrome", policy: { at: policyId } };
      expect((await tenant.govApi.call("POST /thoth/browser/policies", body)).status).toBeLessThan(300);
    }
    return ids.map((id) => ({ id, inputs: values, outputs: { ...values, policyId: id, __provider: "" } }));
  }

  describe("a configuration", () => {
    /** What a person is told when the first call is made with it. */
    async function toldOf(config: Readonly<Record<string, string>>): Promise<string> {
      try {
        await steps.configure(config);
        await up(steps, browser, { values: { providerName: "chrome" } });
      } catch (thrown) {
        if (thrown instanceof Error) return thrown.message;
      }
      throw new Error("Nothing was wrong with it.");
    }

    test.each<[string, Readonly<Record<string, string>>, RegExp]>([
      ["without a tenant", { tenantId: "" }, /^The tenant is missing\. .*thoth:tenantId/],
      ["without a credential", { orgApiKey: "" }, /^No credential is given\. .*thoth:orgApiKey, .*THOTH_API_KEY/],
      [
        "with two kinds of credential",
        { adminBearerToken: "hush-hush" },
        /^Two kinds of credential are given\. thoth:orgApiKey and thoth:adminBearerToken/,
      ],
      [
        "with a credential's file that is not there",
        { orgApiKey: "", orgApiKeyFile: "/no/such/file" },
        /thoth:orgApiKeyFile names \/no\/such\/file, which does not exist/,
      ],
      ["with a number that is none", { retryMaxAttempts: "many" }, /thoth:retryMaxAttempts.*"many".*whole number/],
      ["with a number out of range", { requestTimeoutSeconds: "1" }, /thoth:requestTimeoutSeconds.*from 5 to 600/],
      ["with two addresses", { apiBaseUrl: "https://example.com" }, /thoth:govapiUrl.*thoth:apiBaseUrl/],
      ["with an address that is none", { govapiUrl: "ftp://example.com" }, /thoth:govapiUrl/],
    ])("%s is refused in one clear message", async (_, wrong, words) => {
      const told = await toldOf({ ...tenant.config, ...wrong });
      const said = told.replace(/^\w*: /, "");
      expect(said).toMatch(words);
      expect(told.split("\n")).toHaveLength(1);
      expect(told).not.toMatch(/hush|tenant_id|org_api_key|bearer_token_|retry_max|govapi_url/);
      expect(told).not.toContain(tenant.config.orgApiKey);
      expect(tenant.calls()).toEqual([]);
    });

    test("whose address nobody answers at is told of with the address", async () => {
      const { url, close } = await listening(createServer());
      await close();
      const told = await toldOf({ ...tenant.config, govapiUrl: url });
      expect(told).toContain(url.replace("http://", ""));
      expect(told).toContain("/acme/thoth/browser/providers");
    });

    test("whose key is wrong is told of without the key", async () => {
      const told = await toldOf({ ...tenant.config, orgApiKey: "thoth_org_wrong-key-of-somebody" });
      expect(told).toMatch(/401|refused|credential/i);
      expect(told).not.toContain("wrong-key");
    });

    test("that accepts any certificate is warned of, once", async () => {
      const said = steps.peer.said().length;
      await steps.configure({ ...tenant.config, insecureSkipTlsVerify: "true" });
      await up(steps, browser, { values: { providerName: "chrome" } });
      await up(steps, webhook, { values: { webhookEnabled: false } });
      const warned = steps.peer.said().slice(said);
      expect(warned.match(/thoth:insecureSkipTlsVerify is on/g)).toHaveLength(1);
    });

    test("may come from the environment and from files", async () => {
      const folder = await mkdtemp(join(tmpdir(), "thoth-peer-"));
      closing.push(() => rm(folder, { recursive: true, force: true }));
      const file = join(folder, "key");
      await writeFile(file, `${tenant.config.orgApiKey}\n`);
      const other = stepsOf(
        await another({ THOTH_TENANT_ID: "acme", THOTH_GOVAPI_URL: tenant.govApi.url, THOTH_ORG_API_KEY_FILE: file }),
      );
      await other.configure({});
      const { instance } = await up(other, browser, { values: { providerName: "chrome" } });
      expect(instance.id).toBe("chrome");
    });
  });

  test("knows its configuration from the first call on, and reads a list once for all that are refreshed", async () => {
    const made = await policies(20);
    const fresh = stepsOf(await another());
    await fresh.configure(tenant.config);
    const before = tenant.calls().length;
    const seen = await Promise.all(made.map((one) => refresh(fresh, policy, one)));
    expect(seen.map((one) => one?.id)).toEqual(made.map(({ id }) => id));
    expect(tenant.calls().slice(before)).toEqual(["GET /thoth/browser/policies"]);
    const names = made.map(({ id }) => `made beside ${id}`);
    const more = await Promise.all(names.map((name) => up(fresh, policy, { values: { ...example(policy), name } })));
    expect(new Set(more.map(({ instance }) => instance.id)).size).toBe(20);
    expect(more.map(({ instance }) => instance.outputs.name)).toEqual(names);
  }, 60_000);

  test("changes the parts of one document at once, and none undoes another", async () => {
    const slices = lasting.filter(({ name, identity }) => identity.length === 0 && name !== "tenant_settings");
    expect(slices.length).toBeGreaterThanOrEqual(4);
    const made = await Promise.all(slices.map((one) => up(steps, one, { values: everything(one, 0) })));
    await Promise.all(
      slices.map((one, at) => up(steps, one, { values: everything(one, 2), before: made[at]?.instance })),
    );
    for (const one of slices) await expectOnServer(tenant, one, { id: "acme", turn: 2 });
  });

  test("keeps what is unknown or secret within a value", async () => {
    const values = { ...example(policy), policy: { rule: unknownValue, other: [asSecret("hush-hush")] } };
    const { inputs, failures } = await steps.check(policy, values);
    expect(failures).toEqual([]);
    expect(JSON.stringify(inputs)).toContain(unknownValue);
    const known = await steps.check(policy, { ...values, policy: { rule: "r", other: [asSecret("hush-hush")] } });
    const made = await steps.create(policy, known.inputs);
    expect(plainOf(made.outputs)).toMatchObject({ policy: { rule: "r", other: ["hush-hush"] } });
    if (flavour === "plugin") {
      const secret = secretNamesIn(made.outputs);
      expect(secret).toEqual(expect.arrayContaining(["policy", "policyJson"]));
      const open = Object.entries(made.outputs).filter(([name]) => !secret.includes(name));
      expect(JSON.stringify(open)).not.toContain("hush");
    }
  });

  test("tells no secret in state, in errors or in what it prints", async () => {
    const secret = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz";
    const key = { name: "the key", text: tenant.config.orgApiKey ?? "" };
    const made = await Promise.all(lasting.map((one) => up(steps, one, { values: everything(one, 0) })));
    const states = made.map(({ instance }) => JSON.stringify(instance));
    expect(secretsIn("state", states, [key])).toEqual([]);
    const body = JSON.stringify({ error: "bad", message: `Refused ${secret} of ${tenant.config.orgApiKey}` });
    tenant.govApi.proxy.inject({ on: "PUT /thoth/settings", fault: { answer: 422, body } });
    const values = { webhookSecret: secret };
    const told = await up(steps, webhook, { values, before: undefined }).catch((thrown: unknown) => String(thrown));
    expect(told).toContain("422");
    expect(secretsIn("error", [String(told), steps.peer.said()], [key, { name: "the secret", text: secret }])).toEqual(
      [],
    );
  });

  if (flavour === "dynamic") {
    test("gives in the state of each resource a text that never changes", async () => {
      const texts = await Promise.all(
        all.map(async (resource) => {
          const { inputs } = await steps.check(resource, everything(resource, 0));
          return inputs.__provider;
        }),
      );
      // Stacks hold these: a change of one of them is a change of every stack.
      expect(texts).toEqual(all.map(providerText));
      expect(texts[0]).toBe('exports.handler=()=>require("@thoth-iac/pulumi/runtime").v1("tenant_settings")');
      expect(Math.max(...texts.map((text) => String(text).length))).toBeLessThanOrEqual(85);
    });

    test("runs the text that Pulumi's SDK makes too, should it cease to run ours", async () => {
      runtime.setAllConfig({ "thoth:serializedProvider": "true" });
      const text = await new Promise<string>((resolve) => {
        output(textAskedFor(browser.name)()).apply(resolve);
      });
      expect(text).not.toBe(providerText(browser));
      const properties = structOf({ providerName: "chrome", enabled: true, __provider: text });
      const request = new messages.CreateRequest().setProperties(properties);
      const response = await asked<InstanceType<typeof messages.CreateResponse>>((done) =>
        steps.peer.client.create(request, done),
      );
      expect(response.getId()).toBe("chrome");
      expect(objectOf(response.getProperties())).toMatchObject({ providerName: "chrome", __provider: text });
    });

    test("is told by name what a newer version may have made", async () => {
      const text = providerText({ name: "browser_polizy" });
      const request = new messages.CheckRequest().setOlds(structOf({})).setNews(structOf({ __provider: text }));
      const asking = asked((done) => steps.peer.client.check(request, done));
      await expect(asking).rejects.toThrow(/has no browser_polizy; did you mean browser_policy/);
    });
    return;
  }

  describe("a sync that does not end", () => {
    beforeEach(async () => {
      const jamf = await startJamf({ faults: [{ on: "token", fault: "slow" }] });
      closing.push(jamf.close);
      const config = { base_url: jamf.url, client_id: jamf.clientId, client_secret: jamf.clientSecret };
      await tenant.govApi.call("POST /thoth/mdm/providers", { provider: "jamf", config });
    });

    test("is left when the engine stops, and its id is kept", async () => {
      const started = tenant.govApi.proxy.answered("POST /thoth/mdm/providers/jamf/sync");
      const running = up(steps, sync, { values: { providerName: "jamf", timeoutSeconds: 600 } });
      await started;
      await asked((done) => steps.peer.client.cancel(new empties.Empty(), done));
      const { instance } = await running;
      expect(instance.id).not.toBe("");
      expect(instance.failed?.join()).toMatch(/interrupted/i);
      expect(instance.outputs).toMatchObject({ __unfinished: true, providerName: "jamf" });
    });

    test("is left when the time is over that the program gives it, and its id is kept", async () => {
      const { inputs } = await steps.check(sync, { providerName: "jamf", timeoutSeconds: 600 });
      const request = new messages.CreateRequest()
        .setUrn("urn:pulumi:dev::test::thoth:mdm/sync:Sync::one")
        .setProperties(structOf(inputs))
        .setTimeout(0.5);
      const creating = asked((done) => steps.peer.client.create(request, done));
      await expect(creating).rejects.toMatchObject({
        made: { id: expect.stringMatching(/./), properties: { __unfinished: true, providerName: "jamf" } },
      });
    });
  });

  test("previews what it will make, with what only the server knows left open and secrets kept secret", async () => {
    const { inputs } = await steps.check(browser, { providerName: "chrome", config: { apiToken: "hush" } });
    const planned = await steps.create(browser, inputs, true);
    expect(planned.id).toBe("");
    expect(plainOf(planned.outputs)).toMatchObject({
      providerName: "chrome",
      enabled: true,
      config: { apiToken: "hush" },
      createdAt: unknownValue,
    });
    expect(secretNamesIn(planned.outputs)).toEqual(["config"]);
    expect(tenant.calls()).toEqual([]);
  });

  test.each(Object.values(queries).map((query) => [query.name, query as Query] as const))(
    "answers what %s asks for",
    async (_, query) => {
      await policies(2);
      await tenant.anew();
      const [module = "", name = ""] = query.token.split("/");
      const token = `thoth:${module}/get${name.charAt(0).toUpperCase()}${name.slice(1)}`;
      const request = new messages.InvokeRequest()
        .setTok(`${token}:${token.split("/")[1]}`)
        .setArgs(structOf(spelt(query, JSON.parse(JSON.stringify(query.example)))));
      const asking = asked<InstanceType<typeof messages.InvokeResponse>>((done) =>
        steps.peer.client.invoke(request, done),
      );
      const needsMore = viewOf(query).attributes.some((attribute) => attribute.required);
      if (needsMore) await expect(asking).rejects.toThrow(/job-1/);
      else {
        const answer = objectOf((await asking).getReturn());
        expect(viewOf(query).attributes.map((one) => one.name)).toEqual(expect.arrayContaining(Object.keys(answer)));
        if (query.list) expect(answer.total).toBe(query.name === "browser_policies" ? 2 : 0);
        else expect(answer).toMatchObject({ complianceProfile: "soc2" });
      }
    },
  );
});
