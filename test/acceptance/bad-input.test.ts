import { chmod, writeFile } from "node:fs/promises";
import { createServer } from "node:https";
import { join } from "node:path";
import { expect } from "@jest/globals";
import { isNewest } from "../support/engine-choice.ts";
import { describeOnEngines } from "../support/engines.ts";
import type { Fault } from "../support/faulty-proxy.ts";
import { block, expression, type HclValue, resource } from "../support/hcl.ts";
import { listening } from "../support/listening.ts";
import { story } from "../support/story.ts";
import type { EngineDiagnostic } from "../support/terraform-output.ts";
import { authorityCertificate, expiredCertificate } from "./expired-certificate.ts";

type Body = { readonly [name: string]: HclValue };

/** What is written wrongly, the line that must be underlined, and what the diagnostic must say. */
const mistakes: readonly (readonly [title: string, address: string, body: Body, code: RegExp, said: RegExp])[] = [
  [
    "an attribute that does not exist",
    "thoth_siem_settings",
    { siem_providr: "splunk" },
    /siem_providr/,
    /siem_provider|not expected/,
  ],
  [
    "a value of the wrong type",
    "thoth_governance_settings",
    { secret_broker_enabled: "perhaps" },
    /secret_broker_enabled/,
    /bool/,
  ],
  [
    "a word that is not of the list",
    "thoth_governance_settings",
    { shadow_low: "deny" },
    /shadow_low/,
    /allow.*step_up.*block.*deny/,
  ],
  ["a word that is nearly right", "thoth_mdm_provider", { provider_name: "jmf" }, /provider_name/, /jamf/],
  ["a URL that is none", "thoth_webhook_settings", { webhook_url: "example" }, /webhook_url/, /https URL.*example/],
  [
    "a URL without TLS",
    "thoth_webhook_settings",
    { webhook_url: "http://events.example.com" },
    /webhook_url/,
    /https URL/,
  ],
  [
    "a number out of range",
    "thoth_pam_settings",
    { pam_request_timeout_seconds: 301 },
    /pam_request_timeout_seconds/,
    /300.*301/,
  ],
  [
    "a fraction where a whole number belongs",
    "thoth_mdm_sync",
    { provider_name: "jamf", timeout_seconds: 1.5 },
    /timeout_seconds/,
    /whole|integer/,
  ],
  [
    "text that is no JSON",
    "thoth_browser_policy",
    { name: "x", provider_name: "chrome", policy_json: "{'a': 1}" },
    /policy_json/,
    /JSON/,
  ],
  [
    "JSON of another kind",
    "thoth_browser_policy",
    { name: "x", provider_name: "chrome", policy_json: "[]" },
    /policy_json/,
    /object/,
  ],
  [
    "neither of two forms",
    "thoth_browser_policy",
    { name: "x", provider_name: "chrome" },
    /thoth_browser_policy|policy/,
    /policy_json.*policy|policy.*policy_json/,
  ],
  [
    "two forms at once",
    "thoth_mdm_provider",
    { provider_name: "jamf", config: { a: "b" }, config_json: "{}" },
    /config/,
    /config_json/,
  ],
  [
    "a time that is none",
    "thoth_browser_enrollment",
    { provider_name: "chrome", user_id: "u", device_id: "d", last_seen_at: "yesterday" },
    /last_seen_at/,
    /yesterday/,
  ],
  [
    "a mistake inside a nested list",
    "thoth_governance_settings",
    { secret_broker_auth_bindings: [{ host_pattern: "a", header: "", secret_ref: "b" }] },
    /header|secret_broker_auth_bindings/,
    /header/,
  ],
  [
    "a mistake in a map",
    "thoth_governance_settings",
    { tool_risk_overrides: { "shell.exec": "extreme" } },
    /tool_risk_overrides/,
    /low.*medium.*high.*critical.*extreme/,
  ],
  [
    "a required attribute left out",
    "thoth_browser_enrollment",
    { provider_name: "chrome", user_id: "u" },
    /thoth_browser_enrollment/,
    /device_id/,
  ],
  [
    "a version without its write-only value",
    "thoth_webhook_settings",
    { webhook_secret_wo_version: 1 },
    /webhook_secret_wo_version/,
    /webhook_secret_wo/,
  ],
];

/** What is given wrongly in the provider's block or the environment, and what the diagnostic must say. */
const settings: readonly (readonly [
  title: string,
  given: Body,
  env: Readonly<Record<string, string>>,
  said: RegExp,
])[] = [
  ["no credential", {}, { THOTH_API_KEY: "" }, /org_api_key.*THOTH_API_KEY/s],
  ["two kinds of credential", { org_api_key: "a", admin_bearer_token: "b" }, {}, /org_api_key.*admin_bearer_token/s],
  ["no tenant", {}, { THOTH_TENANT_ID: "" }, /tenant_id.*THOTH_TENANT_ID/s],
  ["a base URL that is none", { govapi_url: "example" }, { THOTH_GOVAPI_URL: "" }, /govapi_url.*https:/s],
  ["a base URL without TLS", { govapi_url: "http://grid.example.com" }, { THOTH_GOVAPI_URL: "" }, /https/],
  [
    "two base URLs",
    { govapi_url: "https://a.example.com", api_base_url: "https://b.example.com" },
    { THOTH_GOVAPI_URL: "" },
    /govapi_url.*api_base_url/s,
  ],
  ["a file that is not there", { org_api_key_file: "/nowhere/key" }, { THOTH_API_KEY: "" }, /\/nowhere\/key/],
  ["a number out of range", { retry_max_attempts: 11 }, {}, /retry_max_attempts.*11.*10/s],
];

/** What GovAPI answers with, and what the diagnostic must say of it. */
const answers: readonly (readonly [title: string, fault: Fault, said: RegExp])[] = [
  ["401", { answer: 401, body: '{"error":"unauthorized"}' }, /401.*THOTH_API_KEY|org_api_key/s],
  ["403", { answer: 403, body: '{"error":"forbidden","message":"read only"}' }, /403.*read only.*permission/s],
  ["404", { answer: 404, body: '{"error":"not_found"}' }, /404.*tenant \(acme\)/s],
  ["409", { answer: 409, body: '{"error":"conflict","message":"locked by ada"}' }, /409.*locked by ada/s],
  ["412", { answer: 412, body: '{"error":"precondition_failed"}' }, /412.*repeat/s],
  ["429", { answer: 429, headers: { "retry-after": "0" }, body: '{"error":"rate_limited"}' }, /429.*Tried 2 times/s],
  ["500", { answer: 500, body: '{"error":"server_error","message":"disk full"}' }, /500.*disk full.*Tried 2 times/s],
  ["a page of HTML", { answer: 200, body: "<html>Sign in</html>" }, /JSON/],
  ["half of its JSON", "cut_json", /JSON|broke|whole/],
  ["nothing, and hangs up", "hang_up", /no answer.*Tried 2 times/s],
  ["nothing for too long", "silence", /not answered in full within 5 s/],
  ["100 MB", "huge", /MB|too large|larger/],
];

describeOnEngines("bad input", (engine) => {
  story(
    engine,
    "in a resource is told at plan, once, at its line, with what was found and what was expected",
    async (world) => {
      const { terraform, govApi } = world;
      for (const [title, type, body, code, said] of mistakes) {
        await terraform.configure(resource(`${type}.it`, body));
        const { errors } = await terraform.refused("plan");
        expectOne(title, errors, { code, said });
      }
      expect(govApi.proxy.requests).toEqual([]);
    },
  );

  story(engine, "in the provider's settings is told once, with what to do", async (world) => {
    const { terraform, folder, govApi } = world;
    const empty = join(folder, "empty");
    await writeFile(empty, "\n");
    const all = [...settings, ["an empty file", { org_api_key_file: empty }, { THOTH_API_KEY: "" }, /empty/] as const];
    for (const [title, given, env, said] of all) {
      await terraform.configure(
        block(["provider", "thoth"], given),
        resource("thoth_siem_settings.it", { siem_provider: "x" }),
      );
      const { errors } = await terraform.refused("plan", { env });
      expectOne(title, errors, { said });
    }
    expect(govApi.proxy.requests).toEqual([]);
  });

  // The engine has little part in it, and waiting for slow answers takes long.
  if (isNewest(engine))
    story(engine, "from GovAPI is told once, and state stays true", async ({ terraform, govApi }) => {
      const impatient = block(["provider", "thoth"], {
        retry_max_attempts: 2,
        retry_base_delay_ms: 50,
        request_timeout_seconds: 5,
      });
      const named = (name: string) => resource("thoth_browser_provider.it", { provider_name: "chrome", name });
      await terraform.configure(impatient, named("before"));
      await terraform.apply();
      const before = (await terraform.state()).at("thoth_browser_provider.it");
      await terraform.configure(impatient, named("after"));
      for (const [title, fault, said] of answers) {
        // A write whose answer is cut has taken effect: the next refresh would find it done.
        const routes = [
          "GET /thoth/browser/providers",
          ...(fault === "cut_json" ? [] : ["POST /thoth/browser/providers"]),
        ];
        for (const on of routes) {
          govApi.proxy.heal();
          govApi.proxy.inject({ on, fault });
          const { errors } = await terraform.refused("apply");
          expectOne(`${title} to ${on}`, errors, { said });
          expect((await terraform.state()).at("thoth_browser_provider.it")).toEqual(before);
        }
      }
      govApi.proxy.heal();
      govApi.proxy.inject({ on: "POST /thoth/browser/providers", fault: "cut_json" });
      expectOne("half of an answer to a write", (await terraform.refused("apply")).errors, {
        said: /JSON|broke|whole/,
      });
      expect((await terraform.state()).at("thoth_browser_provider.it")).toEqual(before);
      govApi.proxy.heal();
      expect((await terraform.apply()).changes).toEqual([]);
      expect((await terraform.state()).at("thoth_browser_provider.it")).toMatchObject({ name: "after" });
    });

  story(
    engine,
    "such as an expired certificate, an unknown host or a closed port is named for what it is",
    async (world) => {
      const { terraform } = world;
      const server = createServer(expiredCertificate, (_, response) => response.end("{}"));
      const { url, close } = await listening(server);
      world.finally(close);
      const authority = join(world.folder, "authority.pem");
      await writeFile(authority, authorityCertificate);
      const hosts: readonly (readonly [url: string, said: RegExp])[] = [
        [url.replace("http:", "https:"), /certificate.*expired/s],
        ["https://no-such-host.invalid", /no-such-host\.invalid/],
        ["http://127.0.0.1:1", /127\.0\.0\.1:1/],
        [url.replace("http:", "https:").replace(/\d+$/, `${new URL(world.govApi.url).port}`), /TLS/],
      ];
      await terraform.configure(
        block(["provider", "thoth"], { retry_max_attempts: 1 }),
        resource("thoth_siem_settings.it", { siem_provider: "x" }),
      );
      for (const [at, said] of hosts) {
        const { errors } = await terraform.refused("apply", {
          env: { THOTH_GOVAPI_URL: at, NODE_EXTRA_CA_CERTS: authority },
        });
        expectOne(at, errors, { said });
      }
      expect((await terraform.state()).instances).toEqual([]);
    },
  );

  story(
    engine,
    "such as another tenant's key, a bearer token that has expired or a file nobody may read is refused",
    async (world) => {
      const { terraform, folder, govApi } = world;
      const token = await govApi.issueAdminToken(-60);
      const secret = join(folder, "secret");
      await writeFile(secret, token, { mode: 0o600 });
      world.guard({ name: "the expired token", text: token, mayBeIn: /^secret$/ });
      const settingsOf = (given: Body) => [
        block(["variable", "token"], { type: expression("string"), default: "" }),
        block(["provider", "thoth"], given),
        resource("thoth_siem_settings.it", { siem_provider: "x" }),
      ];
      const env = { THOTH_API_KEY: "", TF_VAR_token: token };
      await terraform.configure(...settingsOf({ admin_bearer_token: expression("var.token") }));
      expectOne("an expired token", (await terraform.refused("apply", { env })).errors, { said: /401.*expired/s });
      await terraform.configure(...settingsOf({ admin_bearer_token_file: secret }));
      expectOne("an expired token in a file", (await terraform.refused("apply", { env })).errors, {
        said: /401.*expired/s,
      });
      await terraform.configure(...settingsOf({ tenant_id: "another" }));
      expectOne("another tenant", (await terraform.refused("apply")).errors, { said: /403.*another/s });
      // Root may read everything.
      if (process.getuid?.() === 0) return;
      await chmod(secret, 0);
      await terraform.configure(...settingsOf({ admin_bearer_token_file: secret }));
      expectOne("a file nobody may read", (await terraform.refused("apply", { env })).errors, { said: /secret/ });
    },
  );

  story(engine, "in an import id is told with what was expected, and imports nothing", async (world) => {
    const { terraform } = world;
    const ids: readonly (readonly [type: string, id: string, said: RegExp])[] = [
      ["thoth_mdm_provider", "jamf/", /provider_name/],
      ["thoth_mdm_provider", "other/jamf", /other/],
      ["thoth_browser_policy", "no-such-policy", /not exist|Cannot import|non-existent/i],
      ["thoth_governance_settings", "other", /other/],
    ];
    for (const [type, id, said] of ids) {
      await terraform.configure(`resource "${type}" "it" {}\n`.replace("{}", bodies[type] ?? "{}"));
      const { code, stderr } = await terraform.run(["import", "-no-color", `${type}.it`, id]);
      expect({ id, code, stderr }).toMatchObject({ id, code: 1, stderr: expect.stringMatching(said) });
    }
    expect((await terraform.state()).instances).toEqual([]);
  });
});

const bodies: Readonly<Record<string, string>> = {
  thoth_mdm_provider: '{\n  provider_name = "jamf"\n}',
  thoth_browser_policy: '{\n  name = "x"\n  provider_name = "chrome"\n  policy = {}\n}',
};

/** One diagnostic that a person can act on: one place, and words that say what was found and what to do. */
function expectOne(
  title: string,
  errors: readonly EngineDiagnostic[],
  { code, said }: { readonly code?: RegExp; readonly said: RegExp },
): void {
  expect({ title, errors: errors.map(({ summary, detail }) => `${summary}: ${detail}`) }).toEqual({
    title,
    errors: [expect.stringMatching(said)],
  });
  if (code) expect({ title, code: errors[0]?.snippet?.code }).toEqual({ title, code: expect.stringMatching(code) });
}
