import {
  type Attribute,
  attributeNamed,
  type Diagnostic,
  encode,
  error,
  isAbsent,
  type JsonObject,
  type JsonValue,
  type Plan,
  partsOf,
  type Resource,
  sameValue,
  settle,
  UNKNOWN,
  type Values,
  valueAt,
  warning,
} from "@thoth-iac/model";
import type { Client } from "./client.ts";
import { waitForJob } from "./job.ts";
import { withoutOverlay } from "./overlay.ts";
import { paramsOf } from "./params.ts";
import { secretsIn } from "./sensitive-texts.ts";
import { writeSlice } from "./slice.ts";
import type { Surroundings } from "./surroundings.ts";

/** A change that was planned, with the configuration that alone knows the write-only values. */
export interface Change {
  readonly plan: Plan;
  readonly configuration: Values;
  readonly prior?: Values | undefined;
}

/** What a write left behind. State is present whenever the server has something, even if diagnostics tell of an error. */
export interface Written {
  readonly state?: Values;
  readonly diagnostics: readonly Diagnostic[];
}

type Write = Change & { readonly around: Surroundings };

/** Makes an instance, or takes over the one that has its identity. */
export async function create(client: Client, resource: Resource, write: Write): Promise<Written> {
  const { plan, around } = write;
  const verb = resource.routes.create;
  if (typeof verb !== "string" && verb.move === "merge") return update(client, resource, write);
  const wanted = valuesToSend(resource, write);
  const values = { ...wanted, ...madeIdentity(resource, wanted) };
  const route = typeof verb === "string" ? verb : verb.start;
  const answered = await client.send({
    route,
    params: paramsOf(values),
    body: { ...undone(resource, wanted), ...withoutParams(resource, encode(resource.attributes, values), route) },
    secrets: secretsIn(resource.attributes, values),
    signal: around.signal,
  });
  if (!answered.ok) return { diagnostics: answered.diagnostics };
  const first = answered.value.body ?? {};
  const ended =
    typeof verb === "string"
      ? { answer: first, diagnostics: [] }
      : await waitForJob(client, { resource, poll: verb, planned: plan.planned, answer: first }, around);
  const state = settled(resource, plan.planned, { answer: ended.answer, around });
  const lost = missingIdentity(resource, state);
  if (lost) return { diagnostics: [...ended.diagnostics, lost] };
  const waited = typeof verb === "string" || plan.planned[verb.wait] !== false;
  const judged = ended.diagnostics.length > 0 || !waited ? ended.diagnostics : outcome(resource, state);
  return {
    state,
    diagnostics: [...judged, ...(await afterWrite(client, resource, { planned: plan.planned, around }))],
  };
}

/**
 * An identity for an instance whose identity was left to be made. With it the write is the same however often it is
 * sent; a server that made one for each attempt would make as many instances.
 */
function madeIdentity(resource: Resource, values: Values): Values {
  const open = resource.identity.filter((name) => values[name] === UNKNOWN && attributeNamed(resource, name).input);
  return Object.fromEntries(open.map((name) => [name, crypto.randomUUID()]));
}

/** Clears what a removal by writing has left behind on an instance of this identity, so that it is made anew and not asleep. */
function undone(resource: Resource, values: Values): JsonObject {
  const { delete: verb } = resource.routes;
  if (typeof verb !== "object" || verb.move !== "write") return {};
  if (resource.identity.some((name) => typeof values[name] !== "string")) return {};
  const places = resource.attributes.filter(({ input, name }) => input && (values[name] ?? null) === null);
  const keys = places.map(({ wire }) => wire?.join(".") ?? "").filter((key) => Object.hasOwn(verb.body, key));
  return Object.fromEntries(keys.map((key) => [key, null]));
}

/** Brings an instance to what was planned. */
export async function update(client: Client, resource: Resource, write: Write): Promise<Written> {
  const { plan, prior = {}, around } = write;
  if (!plan.writes) return { state: settled(resource, plan.planned, { answer: {}, around }), diagnostics: [] };
  const verb = resource.routes.update;
  if (verb === undefined) throw new Error(`${resource.name} has no update, so it cannot have been planned`);
  const values = valuesToSend(resource, write);
  // A server that complains may name the old secret as well as the new.
  const secrets = [...secretsIn(resource.attributes, values), ...secretsIn(resource.attributes, prior)];
  const answered =
    typeof verb === "string"
      ? await client.send({
          route: verb,
          params: paramsOf({ ...prior, ...values }),
          body: withoutParams(resource, encode(resource.attributes, values, { cleared: plan.cleared }), verb),
          secrets,
          signal: around.signal,
        })
      : await writeSlice(client, {
          merge: verb,
          change: (document) =>
            encode(resource.attributes, ownOf(resource, values, write), {
              base: withoutOverlay(resource, document, { prior, values }),
              cleared: plan.cleared,
            }),
          secrets,
          signal: around.signal,
          timing: around.timing,
        });
  if (!answered.ok) return { diagnostics: answered.diagnostics };
  const state = settled(resource, plan.planned, { answer: answered.value.body ?? {}, around });
  return { state, diagnostics: await afterWrite(client, resource, { planned: plan.planned, around }) };
}

/**
 * The values that are the configuration's to say. What the server decided was read some time ago: in a document that
 * others write as well, it may be theirs by now.
 */
function ownOf({ attributes }: Resource, values: Values, { configuration, prior }: Change): Values {
  const own = attributes.filter(
    ({ name, twin = name }) =>
      !isAbsent(configuration[name]) ||
      !isAbsent(configuration[twin]) ||
      !sameValue(values[name] ?? null, prior?.[name] ?? null),
  );
  return Object.fromEntries(own.map(({ name }) => [name, values[name] ?? null]));
}

/** Planned values, and those of the write-only attributes whose time it is. */
function valuesToSend(resource: Resource, { plan, configuration, prior }: Change): Values {
  const writeOnly = resource.attributes.filter(
    (attribute) => attribute.writeOnly && isDue(resource, attribute, { plan, prior }),
  );
  return { ...plan.planned, ...Object.fromEntries(writeOnly.map(({ name }) => [name, configuration[name] ?? null])) };
}

/** A write-only value is sent when the instance is made, and when its version changes. */
function isDue(resource: Resource, attribute: Attribute, { plan, prior }: Pick<Change, "plan" | "prior">): boolean {
  if (prior === undefined) return true;
  const version = resource.attributes.find((other) => other.requiredWith?.includes(attribute.name));
  return version !== undefined && plan.planned[version.name] !== (prior[version.name] ?? null);
}

/** What the path of a route says already is not said again in the body. */
function withoutParams(resource: Resource, body: JsonObject, route: Parameters<typeof partsOf>[0]): JsonObject {
  const places = partsOf(route).params.map((name) => attributeNamed(resource, name).wire?.join("."));
  return Object.fromEntries(Object.entries(body).filter(([key]) => !places.includes(key)));
}

function settled(
  resource: Resource,
  planned: Values,
  { answer, around }: { readonly answer: JsonValue; readonly around: Surroundings },
): Values {
  return settle(resource, planned, { answer, surroundings: { tenant: around.tenant, now: around.now() } });
}

function missingIdentity(resource: Resource, state: Values): Diagnostic | undefined {
  const missing = resource.identity.filter((name) => (state[name] ?? null) === null);
  if (missing.length === 0) return undefined;
  const detail = `GovAPI's answer lacks ${missing.join(", ")}, without which the new ${resource.name} cannot be found again. It may exist on the server. Check the base URL and GovAPI's version.`;
  return error("malformed_answer", { summary: "GovAPI's answer is incomplete", detail });
}

/** For an action that has been waited for: whether it did what it was to do. */
function outcome(resource: Resource, state: Values): readonly Diagnostic[] {
  const { succeeds } = resource;
  if (succeeds === undefined) return [];
  const value = state[succeeds.attribute] ?? null;
  if (typeof value === "string" && succeeds.values.includes(value)) return [];
  const because = state[succeeds.because];
  const reason = typeof because === "string" ? ` GovAPI says: ${because}.` : "";
  return [
    error("action_failed", {
      summary: `The ${resource.name} failed`,
      detail: `It ended as ${JSON.stringify(value)}; expected ${succeeds.values.join(" or ")}.${reason}`.replace(
        /\.\.$/,
        ".",
      ),
    }),
  ];
}

async function afterWrite(
  client: Client,
  resource: Resource,
  { planned, around }: { readonly planned: Values; readonly around: Surroundings },
): Promise<readonly Diagnostic[]> {
  const { afterWrite: after } = resource;
  if (after === undefined || planned[after.when] !== true) return [];
  const answered = await client.send({ route: after.route, body: {}, signal: around.signal });
  const value = answered.ok ? valueAt(answered.value.body ?? {}, [after.attribute]) : undefined;
  if (typeof value === "string" && after.values.includes(value)) return [];
  const because = answered.ok ? valueAt(answered.value.body ?? {}, ["error"]) : answered.diagnostics[0]?.detail;
  const detail = `The change itself was made. ${typeof because === "string" ? because : `The test ended as ${JSON.stringify(value ?? null)}.`}`;
  return [warning("action_failed", { summary: `${after.when}: the test failed`, detail, attribute: [after.when] })];
}
