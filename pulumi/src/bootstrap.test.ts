import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { type CustomResourceOptions, isSecret, type Output, output, runtime, secret } from "@pulumi/pulumi";
import { camelCase } from "@thoth-iac/model";
import { Bootstrap } from "./bootstrap.ts";
import { ArgumentsError } from "./components/arguments-error.ts";
import { bootstrapInputs } from "./components/bootstrap-inputs.ts";

let registered: runtime.MockResourceArgs[] = [];
let seen: { readonly name: string; readonly opts: CustomResourceOptions }[] = [];

/** Stands in for Pulumi's engine: every resource is made as it was asked for, or in a preview will be. */
async function engine(isPreview = false): Promise<void> {
  await runtime.setMocks(
    {
      newResource: (args) => {
        registered.push(args);
        const made = args.custom && !isPreview ? { stdout: '{"settings_updated":true}', stderr: "" } : {};
        return { id: args.custom ? `${args.name}-id` : undefined, state: { ...args.inputs, ...made } };
      },
      call: ({ inputs }) => inputs,
    },
    "stories",
    "test",
    isPreview,
  );
}

beforeEach(async () => {
  registered = [];
  seen = [];
  await engine();
});

afterEach(() => runtime.disconnect());

const least = { tenantId: "acme", govapiUrl: "https://govapi.example.com", orgApiKeyFile: "/run/secrets/key" };

function valueIn<T>(from: Output<T>): Promise<T> {
  return new Promise((resolve) => void from.apply((value) => resolve(value as T))); // nothing in it is an output still
}

/** What the command is made of, for a bootstrap with these arguments. */
async function commandOf(args: ConstructorParameters<typeof Bootstrap>[1]) {
  const opts = { transformations: [(each: (typeof seen)[number]) => void seen.push(each)] };
  const bootstrap = new Bootstrap("acme", args, opts);
  await valueIn(bootstrap.bootstrapId);
  const [component, command] = registered;
  const { environment: sent } = command?.inputs ?? {};
  // Pulumi wraps what holds a secret.
  const environment: Record<string, string> = sent.value ?? sent;
  const { THOTH_BOOTSTRAP_ARGUMENTS: argv = "", ...variables } = environment;
  return { bootstrap, component, command, variables, argv: JSON.parse(argv) };
}

describe("a bootstrap", () => {
  test("is a component with one command, by names that are for good", async () => {
    const { bootstrap, component } = await commandOf(least);
    expect(await valueIn(bootstrap.urn)).toBe("urn:pulumi:test::stories::thoth:index:Bootstrap::acme");
    expect(await valueIn(bootstrap.command.urn)).toBe(
      "urn:pulumi:test::stories::thoth:index:Bootstrap$command:local:Command::acme-command",
    );
    expect(component?.inputs).toEqual({});
  });

  test("runs thothctl without a shell, by a text that is for good, at creation and at updates", async () => {
    const { command } = await commandOf(least);
    const text = 'require("@thoth-iac/pulumi/runtime").bootstrap(() => require.resolve("@thoth-iac/pulumi/thothctl"))';
    expect(command?.inputs).toMatchObject({ create: text, update: text, interpreter: ["node", "-e"], logging: "none" });
    expect(command?.inputs).not.toHaveProperty("delete");
    expect(command?.inputs).not.toHaveProperty("stdin");
  });

  test("says the defaults of its twin in Terraform", async () => {
    const { argv, variables } = await commandOf(least);
    expect(argv).toEqual([
      "bootstrap",
      "--tenant-id=acme",
      "--govapi-url=https://govapi.example.com",
      "--timeout-seconds=20",
      "--compliance-profile=soc2",
      "--shadow-low=allow",
      "--shadow-medium=step_up",
      "--shadow-high=block",
      "--shadow-critical=block",
      "--json",
    ]);
    expect(variables).toEqual({
      THOTHCTL_BIN: "",
      THOTH_ADMIN_BEARER_TOKEN: "",
      THOTH_ADMIN_BEARER_TOKEN_FILE: "",
      THOTH_API_KEY: "",
      THOTH_ORG_API_KEY: "",
      THOTH_ORG_API_KEY_FILE: "/run/secrets/key",
      THOTH_WEBHOOK_SECRET: "",
    });
  });

  test("says everything that is given, item by item, what is known later too", async () => {
    const { argv } = await commandOf({
      ...least,
      tenantId: output("acme"),
      timeoutSeconds: 60,
      regulatoryRegimes: ["hipaa", output("soc2")],
      toolRiskOverrides: ["shell=critical", "crm delete=high"],
      webhookUrl: "https://events.example.com/thoth",
      webhookEnabled: false,
      testWebhook: true,
      mdmProvider: "jamf",
      mdmName: "Corporate Jamf",
      mdmEnabled: true,
      mdmConfigFile: "jamf.json",
      startMdmSync: true,
      jsonOutput: false,
    });
    expect(argv).toEqual(
      expect.arrayContaining([
        "--tenant-id=acme",
        "--timeout-seconds=60",
        "--regulatory-regime=hipaa",
        "--regulatory-regime=soc2",
        "--tool-risk-override=shell=critical",
        "--tool-risk-override=crm delete=high",
        "--webhook-url=https://events.example.com/thoth",
        "--webhook-enabled=false",
        "--test-webhook",
        "--mdm-provider=jamf",
        "--mdm-name=Corporate Jamf",
        "--mdm-enabled=true",
        "--mdm-config-file=jamf.json",
        "--start-sync",
      ]),
    );
    expect(argv).not.toContain("--json");
  });

  test.each([false, true])("hands secrets over in the environment alone (preview: %s)", async (isPreview) => {
    await engine(isPreview);
    const secrets = { orgApiKey: "thoth_org_hidden", webhookSecret: secret("whsec_hidden") };
    const { orgApiKeyFile: _, ...rest } = least;
    const { bootstrap, command, variables } = await commandOf({ ...rest, ...secrets });
    expect(variables).toMatchObject({ THOTH_ORG_API_KEY: "thoth_org_hidden", THOTH_WEBHOOK_SECRET: "whsec_hidden" });
    const { environment: __, ...others } = command?.inputs ?? {};
    expect(JSON.stringify(others)).not.toContain("hidden");
    const { opts } = seen.find(({ name }) => name === "acme-command") ?? {};
    expect(opts).toMatchObject({ additionalSecretOutputs: ["stdout", "stderr", "environment"] });
    expect(await isSecret(bootstrap.bootstrapStdout)).toBe(true);
    expect(await isSecret(bootstrap.command.environment)).toBe(true);
  });

  test("is triggered by what is given or has a default, and by no secret", async () => {
    const { command } = await commandOf({
      ...least,
      regulatoryRegimes: ["hipaa", "soc2"],
      webhookSecret: "whsec_hidden",
      triggerVersion: output("v2"),
    });
    expect(command?.inputs.triggers).toEqual([
      "tenantId=acme",
      "govapiUrl=https://govapi.example.com",
      "orgApiKeyFile=/run/secrets/key",
      "timeoutSeconds=20",
      "complianceProfile=soc2",
      "regulatoryRegimes=hipaa,soc2",
      "shadowLow=allow",
      "shadowMedium=step_up",
      "shadowHigh=block",
      "shadowCritical=block",
      "jsonOutput=true",
      "triggerVersion=v2",
    ]);
  });

  test("is triggered by every input but the secrets", async () => {
    const open = Object.entries(bootstrapInputs).filter(([, { sensitive }]) => !sensitive);
    for (const [name, { type }] of open) {
      registered = [];
      const some = { string: "jamf", integer: 30, bool: true, list: ["a=low"] }[String(type.kind)];
      const args = {
        ...least,
        orgApiKeyFile: undefined,
        orgApiKey: "hidden",
        mdmProvider: "jamf",
        [name]: output(some),
      };
      const other = name.startsWith("admin") ? { ...args, orgApiKey: undefined } : args;
      const { command } = await commandOf(other as unknown as typeof least); // as: an output of anything is accepted until it is known
      expect(command?.inputs.triggers).toContainEqual(expect.stringMatching(new RegExp(`^${name}=`)));
    }
  });

  test("gives what thothctl printed, and the identifier of the run", async () => {
    const { bootstrap } = await commandOf(least);
    expect(await valueIn(bootstrap.bootstrapStdout)).toBe('{"settings_updated":true}');
    expect(await valueIn(bootstrap.bootstrapId)).toBe("acme-command-id");
  });
});

test("the inputs are those of the module for Terraform, but for its script", () => {
  const text = readFileSync(join(import.meta.dirname, "../../modules/bootstrap/variables.tf"), "utf8");
  const names = [...text.matchAll(/^variable "(\w+)"/gm)].map(([, name]) => camelCase(name ?? ""));
  expect(Object.keys(bootstrapInputs).toSorted()).toEqual(
    names.filter((name) => name !== "bootstrapScriptPath").toSorted(),
  );
});

describe("wrong arguments", () => {
  const refusal = (args: unknown): ArgumentsError => {
    try {
      new Bootstrap("acme", args as typeof least); // what the compiler would have refused is what is tested
    } catch (thrown) {
      if (thrown instanceof ArgumentsError) return thrown;
      throw thrown;
    }
    throw new Error("nothing was wrong");
  };

  test("are told all at once with their names, and make nothing", () => {
    const { message } = refusal({
      tenantID: "acme",
      govapiUrl: 1,
      complianceProfile: "soc3",
      timeoutSeconds: 1,
      toolRiskOverrides: ["shell"],
      startMdmSync: true,
    });
    expect(message.split("\n")).toEqual([
      'Bootstrap "acme": ',
      expect.stringMatching(/^ {2}tenantID: .*Did you mean tenantId\?/),
      expect.stringMatching(/^ {2}tenantId: Missing required attribute/),
      expect.stringMatching(/^ {2}govapiUrl: .*number/),
      expect.stringMatching(/^ {2}timeoutSeconds: .*5/),
      expect.stringMatching(/^ {2}complianceProfile: .*"soc3"/),
      expect.stringMatching(/^ {2}toolRiskOverrides\[0\]: .*TOOL=TIER/),
      expect.stringMatching(/^ {2}orgApiKeyFile: A credential is missing/),
      expect.stringMatching(/^ {2}startMdmSync: .*without mdmProvider/),
    ]);
    expect(registered).toEqual([]);
  });

  test("are told: two kinds of credential, one known only later", () => {
    expect(refusal({ ...least, adminBearerToken: secret("hidden") }).failures).toEqual([
      {
        property: "orgApiKeyFile",
        reason: "Give either an organization API key or an admin bearer token; adminBearerToken is given too.",
      },
    ]);
  });

  test.each([undefined, null, "acme", [least]])("are told: %j in place of all", (args) => {
    expect(refusal(args).message).toContain("The arguments must be an object; found");
  });
});
