import { expect, test } from "@jest/globals";
import { decodeMessage, encodeMessage } from "@thoth-iac/grpc";
import { resources } from "@thoth-iac/model";
import { identityTypeOf } from "./identity.ts";
import { objectTypeOf, providerType, resourceTypes } from "./schema.ts";
import { createProvider } from "./server.ts";
import { decodeValue, encodeValue } from "./wire/cty.ts";
import { isRecord, record, type Value } from "./wire/cty-value.ts";
import { providerRpcs } from "./wire/tfplugin6.ts";

async function configured() {
  const handlers = createProvider({
    env: {},
    fetch: () => Promise.reject(new Error("import calls nobody")),
    readFile: () => "",
    log: () => {},
    attribution: { via: "terraform", name: "test", version: "0" },
  });
  const given = { tenant_id: "acme", govapi_url: "https://govapi.example.com", org_api_key: "thoth_org_test" };
  const names = isObject(providerType) ? Object.keys(providerType[1]) : [];
  const block = record(names.map((name) => [name, name in given ? given[name as keyof typeof given] : null]));
  const config = decodeMessage(
    providerRpcs.ConfigureProvider.request,
    encodeMessage(providerRpcs.ConfigureProvider.request, { config: encodeValue(block, providerType) }),
  );
  expect(await handlers.ConfigureProvider?.(config, { signal: new AbortController().signal })).toEqual({
    diagnostics: [],
  });
  return handlers;
}

function isObject(type: typeof providerType): type is readonly ["object", Readonly<Record<string, never>>] {
  return Array.isArray(type) && type[0] === "object";
}

/** An import as Terraform asks for it: request and answer go through the bytes of the wire. */
async function imported(request: { readonly type_name: string; readonly id?: string; readonly identity?: Value }) {
  const handlers = await configured();
  const { type_name, id = "", identity } = request;
  const resource = resourceTypes.get(type_name);
  if (resource === undefined) throw new Error(`no ${type_name}`);
  const table = providerRpcs.ImportResourceState;
  const data =
    identity === undefined ? {} : { identity: { identity_data: encodeValue(identity, identityTypeOf(resource)) } };
  const asked = decodeMessage(table.request, encodeMessage(table.request, { type_name, id, ...data }));
  const answer = await handlers.ImportResourceState?.(asked, { signal: new AbortController().signal });
  const read = answer instanceof Uint8Array ? answer : encodeMessage(table.response, answer ?? {});
  const { imported_resources, diagnostics } = decodeMessage(table.response, read);
  const [first] = imported_resources;
  const type = objectTypeOf(resource.attributes);
  return {
    diagnostics: diagnostics.map(({ summary, detail }) => `${summary}: ${detail}`),
    state: first && withoutNulls(decodeValue(first.state, type)),
    identity: first && withoutNulls(decodeValue(first.identity?.identity_data, identityTypeOf(resource))),
  };
}

function withoutNulls(value: Value): Value {
  return isRecord(value)
    ? { ...Object.fromEntries(Object.entries(value).filter(([, member]) => member !== null)) }
    : value;
}

test.each([
  ["an id", { id: "jamf" }],
  ["an id with the tenant before it", { id: "acme/jamf" }],
  ["an identity", { identity: { tenant_id: null, provider_name: "jamf" } }],
  ["an identity with the tenant", { identity: { tenant_id: "acme", provider_name: "jamf" } }],
])("imports by %s", async (_, asked) => {
  expect(await imported({ type_name: "thoth_mdm_provider", ...asked })).toEqual({
    diagnostics: [],
    state: { provider_name: "jamf" },
    identity: { tenant_id: "acme", provider_name: "jamf" },
  });
});

test("imports what there is one of by the name of the tenant", async () => {
  const { diagnostics, identity } = await imported({ type_name: "thoth_siem_settings", id: "acme" });
  expect({ diagnostics, identity }).toEqual({ diagnostics: [], identity: { tenant_id: "acme" } });
});

test.each([
  ["thoth_mdm_provider", "other/jamf", 'Found tenant "other"; the configuration names "acme".'],
  ["thoth_siem_settings", "other", 'Found tenant "other"; the configuration names "acme".'],
  ["thoth_mdm_provider", "a/b/c", 'Found "a/b/c"; expected <provider_name>, or acme/<provider_name>.'],
  ["thoth_mdm_provider", "acme/", 'Found "acme/"; expected <provider_name>, or acme/<provider_name>.'],
  ["thoth_webhook_test", "anything", "GovAPI keeps no record of it"],
])("refuses to import %s by %s, and says what is wanted", async (type_name, id, detail) => {
  const { diagnostics, state } = await imported({ type_name, id });
  expect(diagnostics).toEqual([expect.stringContaining(detail)]);
  expect(state).toBeUndefined();
});

test("gives an identity to every resource that can be read back, and to no other", async () => {
  const handlers = await configured();
  const schemas = await handlers.GetResourceIdentitySchemas?.({}, { signal: new AbortController().signal });
  const readable = Object.values(resources).filter(({ routes }) => "read" in routes);
  const names = schemas instanceof Uint8Array ? [] : Object.keys(schemas?.identity_schemas ?? {});
  expect(names.sort()).toEqual(readable.map(({ name }) => `thoth_${name}`).sort());
});
