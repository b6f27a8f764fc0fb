import { dirname, isAbsolute, join, relative } from "node:path";
import { isList, isRecord, type JsonObject, type JsonValue, nearest, warning } from "@thoth-iac/model";
import type { Complain, Complaint } from "./plain-manifest.ts";

/** The reference to a mounted Secret that stands for `{name, key}`; null if there is none. */
export type FromSecret = (ref: JsonValue) => JsonValue;

/** References to Secrets as references to the files in which they are mounted: `<folder>/<secret>/<key>`. */
export function fromSecrets(manifestFile: string, mounted: string): FromSecret {
  // What a manifest refers to starts at its folder; where Secrets are mounted has nothing to do with that.
  const folder = isAbsolute(mounted) ? mounted : relative(manifestFile === "-" ? "." : dirname(manifestFile), mounted);
  return (ref) => (isRecord(ref) ? { fromFile: join(folder, String(ref.name), String(ref.key)) } : null);
}

type FieldType = "text" | "bool" | "count" | "secret" | "fields";

/** What a field takes: its type, for fields within fields those, and whether it may be left out. */
interface Field {
  readonly type: FieldType;
  readonly required?: true;
  readonly fields?: { readonly [name: string]: Field };
}

const text: Field = { type: "text" };
const bool: Field = { type: "bool" };
const count: Field = { type: "count" };
const needed: Field = { type: "text", required: true };

/** The fields that are taken over, and those that say where the tenant is. */
const known: { readonly [name: string]: Field } = {
  tenantId: needed,
  apexDomain: text,
  apiBaseURL: text,
  authMode: text,
  authSecretRef: { type: "secret", required: true },
  settings: { type: "fields" },
  webhookSettings: {
    type: "fields",
    fields: { enabled: bool, url: text, secretRef: { type: "secret" }, testWebhookOnApply: bool },
  },
  mdmProvider: {
    type: "fields",
    fields: { provider: needed, endpointUrl: text, enabled: bool, apiTokenSecretRef: { type: "secret" } },
  },
  mdmSync: {
    type: "fields",
    fields: {
      enabled: bool,
      providerName: text,
      waitForCompletion: bool,
      pollIntervalSeconds: count,
      timeoutSeconds: count,
    },
  },
};

/** The fields that the model has no resource for, and whether what is written there would do anything. */
const unsupported: { readonly [name: string]: (value: JsonValue) => boolean } = {
  mcpVendorRegistry: (value) => isEnabled(value) || (isRecord(value) && hasRows(value.vendors)),
  mcpInventoryReport: isEnabled,
  mcpCatalogVerify: isEnabled,
  policySync: (value) => value !== false,
  policyBundles: hasRows,
  packAssignments: hasRows,
  governanceEvidenceBackfill: isEnabled,
  governanceDecisionFieldBackfill: isEnabled,
  decisionMetadataExport: isEnabled,
};

function isEnabled(value: JsonValue): boolean {
  return !isRecord(value) || (value.enabled !== undefined && value.enabled !== false);
}

function hasRows(value: JsonValue | undefined): boolean {
  return value !== undefined && !(isList(value) && value.length === 0);
}

/** What is wrong with the fields of a custom resource, and what of it is not taken over. */
export function tenantComplaints(spec: JsonValue, complain: Complain): readonly Complaint[] {
  return isRecord(spec)
    ? [...fieldComplaints(spec, known, { complain, path: ["spec"] }), ...crossComplaints(spec, complain)]
    : [complain(["spec"], wrongType("spec", "a map of fields"))];
}

interface At {
  readonly complain: Complain;
  readonly path: readonly string[];
}

function fieldComplaints(
  values: JsonObject,
  fields: { readonly [name: string]: Field },
  { complain, path }: At,
): readonly Complaint[] {
  const written = Object.entries(values).filter(([, value]) => value !== null);
  const missing = Object.entries(fields)
    .filter(([name, field]) => field.required && (values[name] ?? null) === null)
    .map(([name]) => complain([...path, name], { summary: "A field is missing", detail: `${name} is required.` }));
  const wrong = written.flatMap(([name, value]) => {
    const field = fields[name];
    const here = [...path, name];
    if (field === undefined) return [strange(name, value, { complain, path: here })];
    const expected = expectedOf(field.type, value);
    if (expected !== undefined) return [complain(here, wrongType(here.join("."), expected))];
    return field.fields !== undefined && isRecord(value)
      ? fieldComplaints(value, field.fields, { complain, path: here })
      : [];
  });
  return [...missing, ...wrong];
}

function strange(name: string, value: JsonValue, { complain, path }: At): Complaint {
  const isActive = path.length === 2 ? unsupported[name] : undefined;
  const where = path.join(".");
  if (isActive === undefined) {
    const names = path.length === 2 ? [...Object.keys(known), ...Object.keys(unsupported)] : [];
    const near = nearest(name, names);
    const advice = near === undefined ? "" : ` Did you mean ${near}?`;
    return complain(path, { summary: "Unknown field", detail: `A ThothTenant has no ${where}.${advice}`, atKey: true });
  }
  const detail = `thothctl has no kind of manifest for ${where} yet.`;
  if (isActive(value)) {
    const advice = "Remove it, and leave it to the operator or to another tool.";
    return complain(path, { summary: "A field is not supported", detail: `${detail} ${advice}`, atKey: true });
  }
  const made = complain(path, { summary: "", detail: "", atKey: true });
  const message = { summary: "A field is not supported", detail: `${detail} It is not active here, and is left out.` };
  return { ...made, diagnostic: warning("malformed_manifest", message) };
}

function crossComplaints({ mdmSync, mdmProvider }: JsonObject, complain: Complain): readonly Complaint[] {
  const isOn = isRecord(mdmSync) && mdmSync.enabled === true && !mdmSync.providerName;
  if (!isOn || isRecord(mdmProvider)) return [];
  const detail =
    "mdmSync.enabled is true, and neither mdmSync.providerName nor mdmProvider says which MDM system to read.";
  return [complain(["spec", "mdmSync"], { summary: "A field is missing", detail, atKey: true })];
}

function wrongType(where: string, expected: string): { readonly summary: string; readonly detail: string } {
  return { summary: "Wrong type", detail: `${where} must be ${expected}.` };
}

/** What a field should have held, if it does not. */
function expectedOf(type: FieldType, value: JsonValue): string | undefined {
  switch (type) {
    case "text":
      return typeof value === "string" ? undefined : "a text; put it in quotes if need be";
    case "bool":
      return typeof value === "boolean" ? undefined : "true or false";
    case "count":
      return Number.isInteger(value) && Number(value) >= 0 ? undefined : "a whole number, 0 or more";
    case "secret":
      return isSecretRef(value) ? undefined : "{name: NAME, key: KEY} of a Secret, both as Kubernetes has them";
    default:
      return isRecord(value) ? undefined : "a map of fields";
  }
}

/** The names become parts of a path, in which nothing may lead elsewhere. */
function isSecretRef(value: JsonValue): boolean {
  if (!isRecord(value)) return false;
  const { name, key, ...others } = value;
  const isPart = (part: JsonValue | undefined) =>
    typeof part === "string" && /^[A-Za-z0-9._-]{1,253}$/.test(part) && !/^\.+$/.test(part);
  return isPart(name) && isPart(key) && Object.keys(others).length === 0;
}
