import { addressOf } from "@thoth-iac/client";
import {
  type AttributePath,
  type Diagnostic,
  error,
  inManifests,
  namedByManifest,
  parse,
  pathText,
  type Resource,
  resourcesByKind,
  type Values,
  withPart,
} from "@thoth-iac/model";
import { halfCharactersIn } from "./half-characters.ts";
import type { ManifestFault, SetFault } from "./manifest-fault.ts";
import type { Source } from "./plain-manifest.ts";
import type { SecretText } from "./secret-texts.ts";
import { type ResourceUse, type SecretUse, specValues } from "./spec-values.ts";
import { hintFor } from "./yaml-hints.ts";

/** The instance that one manifest wants, checked by itself. */
export interface Instance {
  readonly source: Source;
  readonly resource: Resource;
  readonly address: string;
  /** Inputs, with UNKNOWN where references stand; what could be made of them, if there are faults. */
  readonly configuration: Values;
  readonly references: readonly ResourceUse[];
  /** Attributes that are no secrets, and into which something comes from where secrets are: of those, nothing is shown. */
  readonly hidden: readonly string[];
  readonly faults: readonly ManifestFault[];
}

/** Gives the text that a reference stands for. */
export type ReadSecret = (use: SecretUse, manifestFile: string) => Promise<SecretText>;

/** The instance of a manifest. Without a way to read secrets they stay UNKNOWN. Only one that has secrets is waited for. */
export function instanceOf(source: Source, read: ReadSecret | undefined): Instance | Promise<Instance> {
  const { manifest } = source;
  const resource = resourcesByKind.get(manifest.kind);
  // Kinds are looked at when a document is read; only one that was kept elsewhere may have another.
  if (resource === undefined) throw new Error(`There is no kind ${manifest.kind}`);
  const { values, secrets, references, diagnostics } = specValues(resource, manifest.spec, manifest.name);
  const draft: Draft = { source, resource, values, references, diagnostics, hidden: secrets.map(({ path }) => path) };
  return read === undefined || secrets.length === 0 ? checked(draft) : withSecrets(draft, secrets, read);
}

interface Draft {
  readonly source: Source;
  readonly resource: Resource;
  readonly values: Values;
  readonly references: readonly ResourceUse[];
  readonly diagnostics: readonly Diagnostic[];
  /** Where values come from elsewhere, and are told to nobody. */
  readonly hidden: readonly AttributePath[];
}

async function withSecrets(draft: Draft, secrets: readonly SecretUse[], read: ReadSecret): Promise<Instance> {
  const texts = await Promise.all(secrets.map((use) => read(use, draft.source.manifest.file)));
  let { values } = draft;
  const unread: Diagnostic[] = [];
  for (const [at, { path }] of secrets.entries()) {
    const found = texts[at];
    if (found === undefined) continue;
    if ("text" in found) {
      values = withPart(values, path, found.text);
    } else {
      const { summary } = found;
      const detail = `${pathText(path)}: ${found.detail}${draft.source.written?.elsewhere ? mounts : ""}`;
      unread.push(error("invalid_value", { summary, detail, attribute: path }));
    }
  }
  return checked({ ...draft, values, diagnostics: [...draft.diagnostics, ...unread] });
}

const mounts = " Secrets are expected as <secret>/<key> in the folder that --secrets-dir names.";

function checked({ source, resource, values, references, diagnostics, hidden }: Draft): Instance {
  const { name, spec } = source.manifest;
  const identity = namedByManifest(resource);
  const whole =
    identity === undefined || (values[identity] ?? null) !== null ? values : { ...values, [identity]: name };
  const parsed = parse(inManifests(resource), whole);
  const wrong = parsed.ok ? [] : parsed.diagnostics.map((each) => hinted(untold(each, hidden), { resource, spec }));
  return {
    source,
    resource,
    address: addressOf({ resource, name }),
    configuration: parsed.ok ? parsed.value : whole,
    references,
    hidden: openNames(resource, hidden),
    faults: [...diagnostics, ...wrong, ...halfCharactersIn(resource, whole), ...namesFromOutside(resource, hidden)].map(
      (diagnostic) => ({
        source,
        path: ["spec", ...(diagnostic.attribute ?? [])],
        atKey: ["unknown_attribute", "missing_attribute", "conflicting_attributes"].includes(diagnostic.code),
        diagnostic,
      }),
    ),
  };
}

function openNames({ attributes }: Resource, hidden: readonly AttributePath[]): readonly string[] {
  const open = attributes.filter(({ name, sensitive }) => !sensitive && hidden.some(([first]) => first === name));
  return open.map(({ name }) => name);
}

/** By its identity an instance is spoken of everywhere, so that nothing goes into it that is not shown. */
function namesFromOutside(resource: Resource, hidden: readonly AttributePath[]): readonly Diagnostic[] {
  const free = resource.attributes.filter(
    ({ name, type }) => resource.identity.includes(name) && type.kind === "string" && type.enum === undefined,
  );
  return free
    .filter(({ name }) => hidden.some(([attribute]) => attribute === name))
    .map(({ name }) => {
      const detail = `By ${name} the instance is known, and shown; nothing is taken for it from the environment or from files. Write the value.`;
      return error("malformed_manifest", { summary: "A reference cannot stand here", detail, attribute: [name] });
    });
}

/** What comes from the environment or from a file is not repeated, whether its attribute is a secret or not. */
function untold(diagnostic: Diagnostic, hidden: readonly AttributePath[]): Diagnostic {
  const { attribute = [], detail } = diagnostic;
  const isHidden = hidden.some((path) => path.every((step, at) => at >= attribute.length || step === attribute[at]));
  const shown = detail.indexOf("; found ");
  if (!isHidden || shown === -1 || diagnostic.code !== "invalid_value") return diagnostic;
  return { ...diagnostic, detail: `${detail.slice(0, shown)}; found something else (not shown).` };
}

function hinted(diagnostic: Diagnostic, { resource, spec }: { readonly resource: Resource; readonly spec: Values }) {
  const hint = hintFor(diagnostic, resource, spec);
  return hint === undefined ? diagnostic : { ...diagnostic, detail: `${diagnostic.detail} ${hint}` };
}

/** The fault of one of the instances. */
export function faultOf({ source }: Instance, { path, code, ...message }: SetFault): ManifestFault {
  return { source, path, atKey: false, diagnostic: error(code, message) };
}

/** Where a manifest is, for whoever reads of another one. */
export function whereOf({ source: { manifest } }: Instance): string {
  return `document ${manifest.document} of ${manifest.file === "-" ? "standard input" : manifest.file}`;
}
