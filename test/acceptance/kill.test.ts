import { join } from "node:path";
import { expect } from "@jest/globals";
import { type JsonValue, valueAt } from "@thoth-iac/model";
import { isChosen } from "../support/engine-choice.ts";
import { describeOnEngines } from "../support/engines.ts";
import { startFaultyProxy } from "../support/faulty-proxy.ts";
import { block, expression, type HclValue, resource } from "../support/hcl.ts";
import { callTenant } from "../support/running-govapi.ts";
import { type ServedGovApi, serveGovApi } from "../support/served-govapi.ts";
import { story } from "../support/story.ts";

const kills = 50;
const rounds = (text: string): HclValue => expression(`"${text}\${var.round}"`);
const configuration = [
  block(["variable", "round"], { type: expression("number") }),
  block(["provider", "thoth"], { retry_max_attempts: 10, retry_base_delay_ms: 200, retry_max_delay_ms: 1000 }),
  resource("thoth_webhook_settings.all", { webhook_url: rounds("https://events.example.com/") }),
  resource("thoth_siem_settings.all", { siem_webhook_url: rounds("https://siem.example.com/") }),
  resource("thoth_pam_settings.all", { pam_request_url: rounds("https://pam.example.com/") }),
  resource("thoth_browser_policy.many", {
    count: 6,
    name: rounds("round "),
    policy_id: expression('format("id-%d", count.index)'),
    provider_name: "chrome",
    policy: {},
  }),
  // Made anew in each round, with an identifier that the server gives.
  block(["resource", "terraform_data", "round"], { input: expression("var.round") }),
  resource(
    "thoth_browser_policy.fresh",
    { name: rounds("fresh "), provider_name: "chrome", policy: {} },
    block(["lifecycle"], { replace_triggered_by: expression("[terraform_data.round]") }),
  ),
];

describeOnEngines("GovAPI killed during an apply", (engine) => {
  // Once is enough: the server is the same under each engine.
  if (!isChosen(engine)) return;
  story(
    engine,
    `loses no acknowledged write, ${kills} times, and the apply or the next one finishes`,
    async ({ terraform, folder, ...world }) => {
      const dataDir = join(folder, "served");
      let served: ServedGovApi = await serveGovApi(dataDir, "acme");
      world.finally(() => served.kill());
      world.guard({ name: "the served tenant's key", text: served.orgApiKey });
      const proxy = await startFaultyProxy(served.url);
      world.finally(proxy.close);
      const env = { THOTH_GOVAPI_URL: proxy.url, THOTH_API_KEY: served.orgApiKey };
      const bodyOf = async (route: string) =>
        (await callTenant({ url: served.url, tenant: "acme", orgApiKey: served.orgApiKey }, { route })).body;
      await terraform.configure(...configuration);
      const apply = (round: number) =>
        terraform.run(["apply", "-auto-approve", "-no-color", "-input=false", `-var=round=${round}`], { env });
      const first = await apply(0);
      expect(first.code).toBe(0);

      let [killed, survived, round] = [0, 0, 0];
      while (killed < kills) {
        round += 1;
        const before = proxy.requests.length;
        let ended = false;
        const applying = apply(round).finally(() => {
          ended = true;
        });
        // Twice in each apply, if it lives that long.
        for (const method of ["POST", "PUT"]) {
          await Promise.race([proxy.arrived(method), applying]);
          if (ended) break;
          await new Promise((resolve) => setTimeout(resolve, Math.random() * 60));
          await served.kill();
          killed += 1;
          served = await serveGovApi(dataDir, "acme");
          proxy.pointAt(served.url);
        }
        const { code } = await applying;
        if (code === 0) survived += 1;

        const settings = await bodyOf("GET /thoth/settings");
        const list = await bodyOf("GET /thoth/browser/policies");
        const acknowledged = proxy.requests
          .slice(before)
          .filter(({ route, status }) => status === 200 && !route.startsWith("GET"));
        for (const { route, body } of acknowledged) {
          // as: the provider sends JSON objects.
          const sent = JSON.parse(body) as { readonly [name: string]: JsonValue };
          if (route === "PUT /thoth/settings")
            expect({ round, settings }).toMatchObject({ round, settings: urlsOf(sent, round) });
          else
            expect({ round, names: namesIn(list) }).toMatchObject({
              names: expect.arrayContaining([sent.name ?? null]),
            });
        }
        if (code === 0) expect(namesIn(list).filter((name) => name === `fresh ${round}`)).toHaveLength(1);
      }
      const last = await apply(round);
      expect({ code: last.code, output: last.stderr }).toEqual({ code: 0, output: "" });
      const plan = await terraform.plan({ env, args: [`-var=round=${round}`] });
      expect(plan.changes).toEqual([]);
      const names = namesIn(await bodyOf("GET /thoth/browser/policies"));
      expect(names.filter((name) => name === `round ${round}`)).toHaveLength(6);
      // Retries carry most applies through a restart.
      expect(survived).toBeGreaterThan(round / 2);
    },
  );
});

/** Those of the URLs in a written document that belong to the round: others may have written theirs since. */
function urlsOf(sent: JsonValue, round: number): object {
  const own = (place: readonly string[]) => {
    const url = valueAt(sent, place);
    return String(url).endsWith(`/${round}`) ? url : undefined;
  };
  const [webhook, siem, pam] = [own(["webhook", "url"]), own(["siem", "webhook", "url"]), own(["pam", "request_url"])];
  return {
    ...(webhook !== undefined && { webhook: { url: webhook } }),
    ...(siem !== undefined && { siem: { webhook: { url: siem } } }),
    ...(pam !== undefined && { pam: { request_url: pam } }),
  };
}

function namesIn(list: JsonValue): readonly JsonValue[] {
  const rows = valueAt(list, ["data"]);
  return Array.isArray(rows) ? rows.map((row: JsonValue) => valueAt(row, ["name"]) ?? null) : [];
}
