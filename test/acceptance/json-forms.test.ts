import { expect } from "@jest/globals";
import type { JsonValue } from "@thoth-iac/model";
import { describeOnEngines } from "../support/engines.ts";
import { expression, type HclValue, resource } from "../support/hcl.ts";
import { story } from "../support/story.ts";

const policy = (body: { readonly [name: string]: HclValue }) =>
  resource("thoth_browser_policy.it", { name: "Extensions", provider_name: "chrome", ...body });
const document = {
  url_blocklist: ["*://*.example.com"],
  extension_settings: { "*": { installation_mode: "blocked" } },
};
const oddly = `{
  "extension_settings": {"*": {"installation_mode" : "block\\u0065d"}},
  "url_blocklist": ["*://*.example.com"]
}`;

describeOnEngines("two forms of one JSON value", (engine) => {
  // Defect 24: texts that are serialised anew on reading.
  story(engine, "differ only in spelling, so changing the form changes nothing", async ({ terraform, govApi }) => {
    await terraform.configure(policy({ policy_json: oddly }));
    await terraform.apply();
    const [made] = await policies(govApi);
    expect(made).toMatchObject({ policy: document, version: 1 });
    const forms: readonly { readonly [name: string]: HclValue }[] = [
      { policy: document },
      { policy_json: JSON.stringify(document) },
      { policy_json: expression(`jsonencode(${JSON.stringify(document)})`) },
      { policy_json: oddly },
    ];
    for (const form of forms) {
      await terraform.configure(policy(form));
      expect((await terraform.apply()).changes).toEqual([]);
    }
    expect(await policies(govApi)).toEqual([made]);
    const { policy: typed, policy_json: text } = (await terraform.state()).at("thoth_browser_policy.it");
    expect(typed).toEqual(document);
    expect(JSON.parse(String(text))).toEqual(document);
  });

  story(engine, "change together when the meaning changes, whichever is written", async ({ terraform, govApi }) => {
    const changed = { ...document, url_blocklist: [] };
    await terraform.configure(policy({ policy: document }));
    await terraform.apply();
    await terraform.configure(policy({ policy_json: JSON.stringify(changed) }));
    expect((await terraform.apply()).changes).toEqual(["update thoth_browser_policy.it"]);
    expect(await policies(govApi)).toMatchObject([{ policy: changed, version: 2 }]);
    expect((await terraform.state()).at("thoth_browser_policy.it").policy).toEqual(changed);
    expect((await terraform.plan()).changes).toEqual([]);
  });

  story(engine, "exclude one another, and the line is underlined", async ({ terraform }) => {
    await terraform.configure(policy({ policy: document, policy_json: "{}" }));
    const { errors } = await terraform.refused("plan");
    expect(errors).toHaveLength(1);
    expect(errors[0]?.snippet?.code).toMatch(/policy(_json)? *=/);
  });

  story(engine, "keep numbers, nulls, empties and nesting as they were written", async ({ terraform, govApi }) => {
    const strange = {
      big: 9007199254740991,
      tiny: 1e-7,
      none: null,
      empty: {},
      list: [],
      mixed: [1, "1", true, null, { a: [] }],
    };
    await terraform.configure(policy({ policy_json: JSON.stringify(strange) }));
    await terraform.apply();
    expect((await terraform.plan()).changes).toEqual([]);
    expect(await policies(govApi)).toMatchObject([{ policy: strange }]);
    await terraform.configure(policy({ policy: strange }));
    await terraform.apply();
    expect((await terraform.plan()).changes).toEqual([]);
    expect(await policies(govApi)).toMatchObject([{ policy: strange }]);
  });

  story(engine, "of a configuration with secrets may be changed without losing one", async (world) => {
    const { terraform, govApi } = world;
    const config = { base_url: "https://jamf.example.com", client_id: "thoth", client_secret: "not shown by anyone" };
    world.guard({ name: "the client secret", text: config.client_secret, mayBeIn: /main\.tf$|terraform\.tfstate/ });
    const mdm = (body: { readonly [name: string]: HclValue }) =>
      resource("thoth_mdm_provider.jamf", { provider_name: "jamf", ...body });
    await terraform.configure(mdm({ config_json: JSON.stringify(config) }));
    await terraform.apply();
    expect((await terraform.plan()).changes).toEqual([]);
    await terraform.configure(mdm({ config }));
    await terraform.apply();
    expect((await terraform.plan()).changes).toEqual([]);
    // Defect 10: drift in the part of the configuration that is no secret.
    const moved = { ...config, base_url: "https://elsewhere.example.com" };
    await govApi.call("POST /thoth/mdm/providers", { provider: "jamf", config: moved });
    expect((await terraform.plan()).changes).toEqual(["update thoth_mdm_provider.jamf"]);
    await terraform.apply();
    expect((await terraform.plan()).changes).toEqual([]);
    const { body } = await govApi.call("GET /thoth/mdm/providers");
    expect(body).toMatchObject({ data: [{ config: { base_url: "https://jamf.example.com" } }] });
  });
});

async function policies(govApi: { readonly call: (route: string) => Promise<{ readonly body: JsonValue }> }) {
  const { body } = await govApi.call("GET /thoth/browser/policies");
  // as: the form of every list of GovAPI.
  return (body as { readonly data: readonly JsonValue[] }).data;
}
