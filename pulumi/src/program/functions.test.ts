import { afterEach, expect, test } from "@jest/globals";
import { isSecret, type Output, output, runtime, secret } from "@pulumi/pulumi";
import { type Query, queries, version } from "@thoth-iac/model";
import { functionTokenOf } from "../tokens.ts";
import { functionsOf } from "./functions.ts";
import { Provider } from "./provider.ts";

/** The two functions of any data source, as plain JavaScript sees them. */
type AnyFunctions = readonly [(args?: unknown) => Promise<unknown>, (args?: unknown) => Output<unknown>];

let asked: runtime.MockCallArgs[] = [];
let registered: runtime.MockResourceArgs[] = [];

async function engine(answer: Record<string, unknown> = {}): Promise<void> {
  const newResource = (args: runtime.MockResourceArgs) => {
    registered.push(args);
    return { id: `${args.name}-id`, state: args.inputs };
  };
  const call = (args: runtime.MockCallArgs) => {
    asked.push(args);
    return answer;
  };
  await runtime.setMocks({ newResource, call }, "stories", "test", false);
}

afterEach(() => {
  asked = [];
  registered = [];
});

function valueIn<T>(from: Output<T>): Promise<unknown> {
  return new Promise((resolve) => {
    from.apply(resolve);
  });
}

test.each(Object.values(queries).map((query) => ({ name: query.name, query: query as Query })))(
  // for this loop
  "$name is asked by its token, at once and later",
  async ({ query }) => {
    await engine({ total: 1 });
    const [now, later] = functionsOf(query) as unknown as AnyFunctions;
    const args = { providerName: "chrome" };
    expect(await now(args)).toEqual({ total: 1 });
    expect(await valueIn(later({ providerName: output("chrome") }))).toEqual({ total: 1 });
    expect(await now()).toEqual({ total: 1 });
    const token = functionTokenOf(query);
    expect(asked.map(({ token, inputs }) => [token, inputs])).toEqual([
      [token, args],
      [token, args],
      [token, {}],
    ]);
  },
);

test("a function is asked of the provider that the program names", async () => {
  await engine({});
  const provider = new Provider("acme", { tenantId: "acme" });
  const [now] = functionsOf(queries.mdmProviders);
  await now({}, { provider });
  expect(asked[0]?.provider).toMatch(/::acme::acme-id$/);
});

test("what is asked with a secret is answered as one", async () => {
  await engine({ status: "done" });
  const [, later] = functionsOf(queries.mdmSyncJob);
  expect(await isSecret(later({ jobId: secret("job") }))).toBe(true);
});

test("a provider's settings are texts, its credentials secrets, and its version is ours", async () => {
  await engine();
  const seen: unknown[] = [];
  const watch = ({ opts }: { opts: { version?: string; additionalSecretOutputs?: readonly string[] } }) => {
    seen.push(opts.version, opts.additionalSecretOutputs);
    return undefined;
  };
  const args = Object.freeze({
    tenantId: output("acme"),
    orgApiKey: "hush",
    retryMaxAttempts: 3,
    insecureSkipTlsVerify: true,
    apexDomain: undefined,
  });
  await valueIn(new Provider("acme", args, { transformations: [watch] }).urn);
  expect(registered).toMatchObject([{ type: "pulumi:providers:thoth", name: "acme" }]);
  expect(registered[0]?.inputs).toEqual({
    tenantId: "acme",
    orgApiKey: expect.objectContaining({ value: "hush" }),
    retryMaxAttempts: "3",
    insecureSkipTlsVerify: "true",
  });
  expect(seen).toEqual([version, ["orgApiKey", "adminBearerToken"]]);
});

test("a provider may have no settings: the plugin finds them in its environment", async () => {
  await engine();
  await valueIn(new Provider("default").urn);
  expect(registered[0]?.inputs).toEqual({});
});
