import { createHash } from "node:crypto";
import {
  type AttributePath,
  canonicalJson,
  isRecord,
  type JsonObject,
  type JsonValue,
  pascalCase,
  type Resource,
  resources,
  withValueAt,
} from "@thoth-iac/model";
import { type Candidate, type Content, complainer, isName, type Source, wrongName } from "./plain-manifest.ts";
import { type FromSecret, fromSecrets, tenantComplaints } from "./thoth-tenant-fields.ts";
import { settingsParts, type Translated } from "./thoth-tenant-settings.ts";

/** The manifests that say what a `ThothTenant` says, as far as there are kinds for it. `mounted`: where its Secrets are. */
export function thothTenantContent(candidate: Candidate, mounted: string): Content {
  const complain = complainer(candidate);
  const { value, slice } = candidate;
  const { metadata = null, spec = null } = isRecord(value) ? value : {};
  const name = isRecord(metadata) ? metadata.name : undefined;
  const complaints = [
    ...(isName(name) ? [] : [complain(["metadata", "name"], wrongName(name))]),
    ...tenantComplaints(spec, complain),
  ];
  const isWrong = complaints.some(({ diagnostic }) => diagnostic.severity === "error");
  if (isWrong || !isName(name) || !isRecord(spec)) return { sources: [], complaints };
  const parts = partsOf(spec, fromSecrets(slice.file.name, mounted));
  const sources = parts.map((part) => sourceOf(part, { candidate, name, parts }));
  return { sources, complaints, tenants: [String(spec.tenantId)] };
}

/** One manifest that a part of the custom resource comes to. */
interface Part {
  readonly resource: Resource;
  readonly translated: readonly Translated[];
  /** The resource that has to be there first, if the same custom resource speaks of it. */
  readonly after?: Resource;
}

function partsOf(spec: JsonObject, fromSecret: FromSecret): readonly Part[] {
  const settings = settingsParts(spec, fromSecret);
  return [
    ...(settings.length > 0 ? [{ resource: resources.tenantSettings, translated: settings }] : []),
    ...webhookTest(spec),
    ...mdmProvider(spec, fromSecret),
    ...mdmSync(spec),
  ];
}

function webhookTest({ webhookSettings, settings = null }: JsonObject): readonly Part[] {
  if (!isRecord(webhookSettings) || webhookSettings.testWebhookOnApply !== true) return [];
  const webhook = isRecord(settings) ? (settings.webhook ?? null) : null;
  const trigger = { to: ["trigger"], value: digest([webhookSettings, webhook]), from: ["webhookSettings"] };
  return [{ resource: resources.webhookTest, translated: [trigger], after: resources.tenantSettings }];
}

function mdmProvider({ mdmProvider: written }: JsonObject, fromSecret: FromSecret): readonly Part[] {
  if (!isRecord(written)) return [];
  const { provider = null, enabled = null, endpointUrl = null, apiTokenSecretRef = null } = written;
  const from = (field: string): AttributePath => ["mdmProvider", field];
  const translated = [
    { to: ["provider_name"], value: provider, from: from("provider") },
    { to: ["enabled"], value: enabled, from: from("enabled") },
    { to: ["config", "base_url"], value: endpointUrl, from: from("endpointUrl") },
    { to: ["config", "api_token"], value: fromSecret(apiTokenSecretRef), from: from("apiTokenSecretRef") },
  ];
  return [{ resource: resources.mdmProvider, translated: translated.filter(({ value }) => value !== null) }];
}

function mdmSync({ mdmSync: written, mdmProvider: provider }: JsonObject): readonly Part[] {
  if (!isRecord(written) || written.enabled !== true) return [];
  const { providerName = null, waitForCompletion = null, pollIntervalSeconds = 0, timeoutSeconds = 0 } = written;
  const other = isRecord(provider) ? (provider.provider ?? null) : null;
  const from = (field: string): AttributePath => ["mdmSync", field];
  const isNamed = providerName !== null && providerName !== "";
  const translated: readonly Translated[] = [
    {
      to: ["provider_name"],
      value: isNamed ? providerName : other,
      from: isNamed ? from("providerName") : ["mdmProvider", "provider"],
    },
    { to: ["trigger"], value: digest([written, provider ?? null]), from: ["mdmSync"] },
    { to: ["wait_for_completion"], value: waitForCompletion, from: from("waitForCompletion") },
    // The operator takes 0 for what was left out.
    { to: ["poll_interval_seconds"], value: pollIntervalSeconds || null, from: from("pollIntervalSeconds") },
    { to: ["timeout_seconds"], value: timeoutSeconds || null, from: from("timeoutSeconds") },
  ];
  return [
    {
      resource: resources.mdmSync,
      translated: translated.filter(({ value }) => value !== null),
      after: resources.mdmProvider,
    },
  ];
}

/** A text that changes when what is written changes, so that an action runs again then and at no other time. */
function digest(written: JsonValue): string {
  return createHash("sha256").update(canonicalJson(written)).digest("hex").slice(0, 16);
}

interface Whole {
  readonly candidate: Candidate;
  readonly name: string;
  readonly parts: readonly Part[];
}

function sourceOf({ resource, translated, after }: Part, { candidate, name, parts }: Whole): Source {
  const { slice, root } = candidate;
  const isThere = after !== undefined && parts.some((part) => part.resource === after);
  const spec = translated.reduce((made: JsonObject, { to, value }) => withValueAt(made, to, value), {});
  return {
    manifest: {
      kind: pascalCase(resource.name),
      name,
      dependsOn: isThere ? [`${pascalCase(after.name)}/${name}`] : [],
      spec,
      file: slice.file.name,
      document: slice.number,
    },
    written: { slice, root, elsewhere: (path) => originOf(path, translated) },
  };
}

/** Where in the custom resource stands what a path of a manifest made of it says. */
function originOf(path: AttributePath, translated: readonly Translated[]): AttributePath {
  const [first, ...within] = path;
  if (first !== "spec") return first === "metadata" ? ["metadata", "name"] : path;
  const found = translated
    .filter(({ to }) => to.every((step, at) => at >= within.length || step === within[at]))
    .sort((one, other) => other.to.length - one.to.length)[0];
  return found === undefined ? ["spec"] : ["spec", ...found.from, ...within.slice(found.to.length)];
}
