import type { Client } from "@thoth-iac/client";
import {
  type Diagnostic,
  error,
  type JsonObject,
  type JsonValue,
  parse,
  type Resource,
  type Result,
  resources,
  success,
  type Values,
} from "@thoth-iac/model";
import { authBindingOf } from "../auth-binding.ts";
import { mdmFlags, settingsFlags } from "../bootstrap-flags.ts";
import type { Context, FlagValues, Run, World } from "../command.ts";
import { inputsFrom } from "../flag-inputs.ts";
import { upsert } from "../upsert.ts";

/** Brings a tenant up in one go: settings, then a test of the webhook, an MDM provider, and the start of its sync. */
export const run: Run = async (context) => {
  const { flags, world, refuse, report, connect } = context;
  const asked = await askedFor(flags, world.readFile);
  if (!asked.ok) return refuse(asked.diagnostics);
  const client = await connect();
  if (!client.ok) return report(client.diagnostics);
  const { done, diagnostics } = await carryOut(client.value, stepsOf(asked.value, flags), world.stop);
  const { tenantId, baseUrl } = client.value;
  print({ tenant_id: tenantId, govapi_url: baseUrl, ...nothingDone, ...done }, context);
  return report(diagnostics);
};

const nothingDone = {
  settings_updated: false,
  webhook_tested: false,
  webhook_status: null,
  mdm_provider_upserted: false,
  mdm_provider: null,
  mdm_sync_started: false,
  mdm_sync_job_id: null,
};

interface Asked {
  readonly settings: Values;
  readonly mdm: Values;
}

async function askedFor(flags: FlagValues, readFile: World["readFile"]): Promise<Result<Asked>> {
  const [settings, mdm] = [
    await inputsFrom(settingsFlags, flags, readFile),
    await inputsFrom(mdmFlags, flags, readFile),
  ];
  const bindings = (Array.isArray(flags["secret-broker-auth-binding"]) ? flags["secret-broker-auth-binding"] : []).map(
    authBindingOf,
  );
  const unread = [settings, mdm, ...bindings].flatMap((result) => (result.ok ? [] : result.diagnostics));
  if (unread.length > 0 || !settings.ok || !mdm.ok) return { ok: false, diagnostics: unread };
  const rules = bindings.flatMap((result) => (result.ok ? [result.value] : []));
  const written = { ...settings.value, ...(rules.length > 0 && { secret_broker_auth_bindings: rules }) };
  const wrong = [
    ...faultsOf(resources.tenantSettings, written),
    ...(mdm.value.provider_name === undefined
      ? withoutProvider(mdm.value, flags)
      : faultsOf(resources.mdmProvider, mdm.value)),
    ...(isNothing(written, mdm.value, flags) ? [nothing()] : []),
  ];
  return wrong.length > 0
    ? { ok: false, diagnostics: wrong }
    : success({ settings: withInference(written), mdm: mdm.value });
}

function faultsOf(resource: Resource, values: Values): readonly Diagnostic[] {
  const parsed = parse(resource, values);
  return parsed.ok ? [] : parsed.diagnostics;
}

function isNothing(settings: Values, mdm: Values, flags: FlagValues): boolean {
  return (
    Object.keys(settings).length + Object.keys(mdm).length === 0 &&
    flags["test-webhook"] !== true &&
    flags["start-sync"] !== true
  );
}

function withoutProvider(mdm: Values, flags: FlagValues): readonly Diagnostic[] {
  const useless = [
    ...mdmFlags.filter(({ attribute }) => mdm[attribute.name] !== undefined).map(({ name }) => name),
    ...(flags["start-sync"] === true ? ["start-sync"] : []),
  ];
  return useless.map((name) =>
    error("usage", {
      summary: "A flag needs another",
      detail: `--${name} has no effect without --mdm-provider, which says what MDM system is meant.`,
    }),
  );
}

function nothing(): Diagnostic {
  const detail =
    "No flag says what to set up. Give, for example, --compliance-profile soc2. See: thothctl bootstrap --help";
  return error("usage", { summary: "There is nothing to do", detail });
}

/** Giving a URL means wanting deliveries. The overrides go in beside those that are there, which a whole map would replace. */
function withInference({ tool_risk_overrides, ...settings }: Values): Values {
  const wantsWebhook = settings.webhook_url !== undefined && settings.webhook_enabled === undefined;
  return {
    ...settings,
    ...(wantsWebhook && { webhook_enabled: true }),
    ...(tool_risk_overrides !== undefined && { extra_settings: { tool_risk_overrides } }),
  };
}

/** One call of a resource, and what its state then tells of the result. */
interface Step {
  readonly resource: Resource;
  readonly inputs: Values;
  readonly result: (state: Values, isDone: boolean) => JsonObject;
}

function stepsOf({ settings, mdm }: Asked, flags: FlagValues): readonly Step[] {
  const provider = mdm.provider_name;
  const steps: readonly (Step & { readonly isAsked: boolean })[] = [
    {
      isAsked: Object.keys(settings).length > 0,
      resource: resources.tenantSettings,
      inputs: settings,
      result: (_, isDone) => ({ settings_updated: isDone }),
    },
    {
      isAsked: flags["test-webhook"] === true,
      resource: resources.webhookTest,
      inputs: {},
      result: (state, isDone) => ({ webhook_tested: isDone, webhook_status: textIn(state, "status") }),
    },
    {
      isAsked: provider !== undefined,
      resource: resources.mdmProvider,
      inputs: mdm,
      result: (state, isDone) => ({ mdm_provider_upserted: isDone, mdm_provider: textIn(state, "provider_name") }),
    },
    {
      isAsked: flags["start-sync"] === true,
      resource: resources.mdmSync,
      inputs: { provider_name: provider ?? null, wait_for_completion: false },
      result: (state, isDone) => ({ mdm_sync_started: isDone, mdm_sync_job_id: textIn(state, "id") }),
    },
  ];
  return steps.filter(({ isAsked }) => isAsked);
}

/** Carries out the steps until one fails. */
async function carryOut(
  client: Client,
  steps: readonly Step[],
  stop: World["stop"],
): Promise<{ readonly done: JsonObject; readonly diagnostics: readonly Diagnostic[] }> {
  let done: JsonObject = {};
  const diagnostics: Diagnostic[] = [];
  for (const { resource, inputs, result } of steps) {
    const written = await upsert(client, resource, { inputs, stop });
    diagnostics.push(...written.diagnostics);
    const failed = written.diagnostics.some(({ severity }) => severity === "error");
    done = { ...done, ...result(written.state ?? {}, !failed) };
    if (failed) break;
  }
  return { done, diagnostics };
}

function textIn(state: Values, name: string): JsonValue {
  const value = state[name];
  return typeof value === "string" ? value : null;
}

function print(result: JsonObject, { json, output }: Context): void {
  if (json) {
    output.printJson(result);
    return;
  }
  const lines = [
    ...(result.settings_updated === true ? ["Settings updated."] : []),
    ...(result.webhook_tested === true ? [`Webhook tested: ${result.webhook_status}.`] : []),
    ...(result.mdm_provider_upserted === true ? [`MDM provider ${result.mdm_provider} created or updated.`] : []),
    ...(result.mdm_sync_started === true ? [`MDM sync started: job ${result.mdm_sync_job_id}.`] : []),
  ];
  for (const line of lines) output.print(line);
}
