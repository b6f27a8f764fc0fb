import { expect, test } from "@jest/globals";
import {
  isRecord,
  isSecretName,
  type JsonObject,
  type JsonValue,
  manifestSchema,
  type Resource,
  resources,
} from "@thoth-iac/model";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import fc from "fast-check";
import { parse, stringify } from "yaml";
import { commandLine } from "../support/command-line.ts";
import { type GovApiInMemory, govApiInMemory } from "../support/govapi.ts";
import { applied } from "../support/managed.ts";
import { type Desired, wantedOf, withIdentity } from "../support/manifests.ts";
import { arbitrarySets } from "../support/manifests-arbitrary.ts";
import { anew, applyOf, toldBy, troubleIn } from "../support/manifests-tenant.ts";

/* Tenants made at random, written down, and made again somewhere else from what was written. */

const ajv = new Ajv2020({ strict: false });
formats.default(ajv);
const isValid = ajv.compile(manifestSchema());

const timeoutMs = 300_000;
const runs = { numRuns: 40, endOnFailure: true } as const;
const all = Object.values<Resource>(resources);

test(
  "what was exported makes an empty tenant the same, secrets that are supplied included",
  async () => {
    await fc.assert(
      fc.asyncProperty(arbitrarySets(), fc.boolean(), async (set, marked) => {
        const from = await tenantOf(set, marked);
        const { run, files } = commandLine(from);
        expect(await run(["export", "--output-dir", "out"])).toMatchObject({ code: 0 });
        const open = JSON.stringify(await toldBy(from.call));
        const hidden = secretTexts(set).filter((secret) => !open.includes(secret));
        for (const secret of hidden) expect([...files.values()].join("\n")).not.toContain(secret);
        for (const [path, text] of files)
          if (path.endsWith(".yaml")) expect([path, isValid(parse(text))]).toEqual([path, true]);
        const env = supply(files, set);
        const to = await govApiInMemory({ allowPrivateTargets: true });
        const made = await commandLine(to, files).run(["apply", "-f", "out"], env);
        expect([made.code, made.code === 0 ? "" : made.stderr]).toEqual([0, ""]);
        expect(compared(await toldBy(to.call))).toEqual(compared(await toldBy(from.call)));
        expect(await secretsIn(to)).toEqual(await secretsIn(from));
      }),
      runs,
    );
  },
  timeoutMs,
);

test(
  "a second export is the same text, and what was exported plans no change of what GovAPI tells",
  async () => {
    await fc.assert(
      fc.asyncProperty(arbitrarySets(), async (set) => {
        const from = await tenantOf(set, false);
        const before = await toldBy(from.call);
        const { run, files } = commandLine(from);
        await run(["export", "--output-dir", "out"]);
        const first = new Map(files);
        await run(["export", "--output-dir", "out"]);
        expect(files).toEqual(first);
        const made = await run(["apply", "-f", "out"], supply(files, set));
        expect([made.code, made.code === 0 ? "" : made.stderr]).toEqual([0, ""]);
        expect(compared(await toldBy(from.call))).toEqual(compared(before));
      }),
      runs,
    );
  },
  timeoutMs,
);

test(
  "what an owner made and exported plans nothing for the owner, pruning included",
  async () => {
    await fc.assert(
      fc.asyncProperty(arbitrarySets(), async (set) => {
        const from = await tenantOf(set, true);
        const { run, files } = commandLine(from);
        expect(await run(["export", "--output-dir", "out", "--owner", "team"])).toMatchObject({ code: 0 });
        if (set.length === 0) return;
        const argv = ["plan", "-f", "out", "--owner", "team", "--prune", "--output", "json"];
        const { code, stdout, stderr } = await run(argv, supply(files, set));
        expect([code, code === 0 ? "" : stderr]).toEqual([0, ""]);
        expect(JSON.parse(stdout).steps.filter(changesSomething)).toEqual([]);
      }),
      runs,
    );
  },
  timeoutMs,
);

/** Whether a step does more than to send the same secret in another form, as an object that was text before. */
function changesSomething({
  action,
  changes,
}: {
  readonly action: string;
  readonly changes: readonly JsonObject[];
}): boolean {
  if (action === "none" || action === "adopt") return false;
  return action !== "update" || !changes.every(({ secret }) => secret === true);
}

/** A tenant that has the set: made by manifests, which leave marks, or by a tool that leaves none. */
async function tenantOf(set: readonly Desired[], marked: boolean): Promise<GovApiInMemory> {
  const govApi = await govApiInMemory({ allowPrivateTargets: true });
  const tenant = await anew(govApi);
  if (marked) expect(troubleIn(await applyOf(tenant.client, wantedOf(set)))).toEqual([]);
  else for (const one of set) await applied(tenant, one.resource, { configuration: withIdentity(one) });
  return govApi;
}

/** Does what a person does with an export: gives the secrets that are referred to, and adds those that are not. */
function supply(files: Map<string, string>, set: readonly Desired[]): Readonly<Record<string, string>> {
  const env: Record<string, string> = {};
  for (const one of set) {
    const path = fileOf(files, one);
    for (const attribute of one.resource.attributes) {
      const value = withIdentity(one)[attribute.name];
      if (value === undefined || attribute.wire === undefined) continue;
      const isJson = attribute.type.kind === "json" || attribute.type.kind === "json_text";
      if (attribute.sensitive && !isJson) {
        const kind = path.split("/")[1] ?? "";
        const variable = `THOTH_${kind}_${attribute.name}`.replaceAll("-", "_").toUpperCase();
        env[variable] = String(value);
        const comment = new RegExp(`^  # (${attribute.name}: \\{fromEnv: ${variable}\\}) # if.*$`, "m");
        files.set(path, (files.get(path) ?? "").replace(comment, "  $1"));
      }
      if (!isJson) continue;
      const json: JsonValue = attribute.type.kind === "json_text" ? JSON.parse(String(value)) : value;
      const forms = one.resource.attributes.filter(
        ({ wire, input, writeOnly }) => input && !writeOnly && wire?.join(".") === attribute.wire?.join("."),
      );
      const text = forms.find(({ type }) => type.kind === "json_text")?.name ?? "";
      const manifest = parse(files.get(path) ?? "");
      const referred = manifest.spec[text]?.fromEnv;
      if (referred !== undefined) env[referred] = JSON.stringify(json);
      else if (holdsSecret(json, attribute.sensitive === true)) {
        for (const { name } of forms) delete manifest.spec[name];
        const variable = `WHOLE_${Object.keys(env).length}`;
        manifest.spec[text] = { fromEnv: variable };
        env[variable] = JSON.stringify(json);
        files.set(path, stringify(manifest, { lineWidth: 0 }) + commentsOf(files.get(path) ?? ""));
      }
    }
  }
  return env;
}

function commentsOf(text: string): string {
  return text
    .split("\n")
    .filter((line) => /^ {2}# \w+: \{fromEnv/.test(line))
    .map((line) => `${line}\n`)
    .join("");
}

function fileOf(files: ReadonlyMap<string, string>, one: Desired): string {
  const { resource } = one;
  const own = `out/${resource.name.replaceAll("_", "-")}/`;
  const isOne = resource.identity.length === 0 && ![...files.keys()].some((path) => path.startsWith(own));
  const folder = isOne ? "out/tenant-settings/" : own;
  const isIt = (text: string) => {
    const { spec } = parse(text);
    return resource.identity.every((name) => spec[name] === withIdentity(one)[name]);
  };
  const found = [...files].find(([path, text]) => path.startsWith(folder) && isIt(text));
  if (found === undefined) throw new Error(`${resource.name} ${one.name} was not exported`);
  return found[0];
}

/** In free JSON texts are secrets by their names; in an object of secrets everything beneath such a name is. */
function holdsSecret(value: JsonValue, everything: boolean): boolean {
  if (Array.isArray(value)) return value.some((item: JsonValue) => holdsSecret(item, everything));
  if (!isRecord(value)) return false;
  return Object.entries(value).some(
    ([key, member]) =>
      (isSecretName(key) && (everything || typeof member === "string")) || holdsSecret(member, everything),
  );
}

/** Secrets that are long enough to be told from other text. */
function secretTexts(set: readonly Desired[]): readonly string[] {
  const textsIn = (value: JsonValue, secret: boolean): readonly string[] => {
    if (typeof value === "string") return secret && value.length > 7 ? [value] : [];
    if (Array.isArray(value)) return value.flatMap((item: JsonValue) => textsIn(item, secret));
    if (!isRecord(value)) return [];
    return Object.entries(value).flatMap(([key, member]) => textsIn(member, secret || isSecretName(key)));
  };
  return set.flatMap(({ resource, values }) =>
    resource.attributes.flatMap(({ name, sensitive, type }) => {
      const value = values[name] ?? null;
      if (!sensitive || value === null) return [];
      if (type.kind === "json_text") return textsIn(JSON.parse(String(value)), false);
      return textsIn(value, type.kind !== "json");
    }),
  );
}

/** What GovAPI tells, without what it counts itself and without members of the settings that hold nothing. */
function compared(told: JsonValue): JsonValue {
  if (Array.isArray(told)) return told.map(compared);
  if (!isRecord(told)) return told;
  const members = Object.entries(told).filter(([name]) => name !== "version" && name !== "updated_by");
  return Object.fromEntries(
    members.map(([name, member]) => [
      name,
      name === "GET /thoth/settings" ? withoutEmpty(member, []) : compared(member),
    ]),
  );
}

const folders = new Set(
  all.flatMap(({ attributes, routes }) =>
    typeof routes.update === "object"
      ? attributes.flatMap(({ wire = [] }) => wire.slice(0, -1).map((_, at) => wire.slice(0, at + 1).join(".")))
      : [],
  ),
);

function withoutEmpty(value: JsonValue, path: readonly string[]): JsonValue {
  if (!isRecord(value)) return value;
  const members = Object.entries(value).map(([key, member]): [string, JsonValue] => [
    key,
    withoutEmpty(member, [...path, key]),
  ]);
  const left = members.filter(
    ([key, member]) => !(isRecord(member) && Object.keys(member).length === 0 && folders.has([...path, key].join("."))),
  );
  return Object.fromEntries(left);
}

/** All secrets that a tenant keeps, at their places. */
async function secretsIn({ store, tenant }: GovApiInMemory): Promise<JsonValue> {
  const routes = new Set(
    all.flatMap(({ routes: { create, read } }) =>
      typeof read === "object" ? [read.move === "find" ? String(create) : read.write] : [],
    ),
  );
  const kinds = await Promise.all(
    [...routes].map(async (route): Promise<[string, JsonObject]> => {
      const kind = route.split(" ")[1] ?? "";
      const records = await store.read((session) => session.records({ tenant, kind }));
      const kept = records.map(({ id, secret }) => [id, onlySecrets(secret, kind)] as const);
      return [kind, Object.fromEntries(kept.filter(([, secret]) => Object.keys(secret).length > 0))];
    }),
  );
  return Object.fromEntries(kinds);
}

const secretPlaces = new Set(
  all.flatMap(({ attributes }) =>
    attributes.flatMap(({ sensitive, wire = [] }) => (sensitive ? [wire.join(".")] : [])),
  ),
);

function onlySecrets(secret: JsonObject, kind: string): JsonObject {
  if (kind !== "/thoth/settings") return secret;
  const found: Record<string, JsonValue> = {};
  const walk = (value: JsonValue, path: readonly string[]) => {
    if (isRecord(value)) for (const [key, member] of Object.entries(value)) walk(member, [...path, key]);
    else if (secretPlaces.has(path.join(".")) || isSecretName(path.at(-1) ?? "")) found[path.join(".")] = value;
  };
  walk(secret, []);
  return found;
}
