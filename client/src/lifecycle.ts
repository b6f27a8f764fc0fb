import {
  type Attribute,
  attributeNamed,
  type Body,
  type Diagnostic,
  decode,
  encode,
  error,
  failure,
  isRecord,
  type JsonValue,
  known,
  observe,
  type Plan,
  parseJson,
  partsOf,
  type Query,
  type Resource,
  type Result,
  rowsAt,
  sameMeaning,
  settle,
  success,
  type Value,
  type Values,
  valueAt,
  warning,
  withNulls,
} from "@thoth-iac/model";
import type { Client } from "./client.ts";
import { paramsOf, waitForJob } from "./job.ts";
import { writeSlice } from "./settings-merge.ts";
import { systemTiming, type Timing } from "./timing.ts";

/** What of the world a lifecycle needs, besides the client. */
export interface Surroundings {
  readonly tenant: string;
  /** Current time, RFC 3339. */
  readonly now: () => string;
  readonly timing: Timing;
  readonly signal?: AbortSignal | undefined;
}

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

/** The four verbs and the question, for every resource of the model, by its routes. Every step may run twice. */
export interface Lifecycle {
  /** Makes an instance, or takes over the one that has its identity. */
  create(resource: Resource, change: Change): Promise<Written>;
  /** State as GovAPI has it now; undefined if it is gone. `everything` takes what was never configured too. */
  read(resource: Resource, state: Values, everything?: boolean): Promise<Result<Values | undefined>>;
  update(resource: Resource, change: Change): Promise<Written>;
  /** Removes an instance. One that is gone already is a success. */
  remove(resource: Resource, state: Values): Promise<readonly Diagnostic[]>;
  /** The answer of a data source. */
  query(query: Query, inputs: Values): Promise<Result<Values>>;
}

/** The lifecycle over one client. */
export function lifecycleOf(
  client: Client,
  { signal, timing = systemTiming }: { readonly signal?: AbortSignal; readonly timing?: Timing } = {},
): Lifecycle {
  const around: Surroundings = {
    tenant: client.tenantId,
    now: () => new Date(timing.now()).toISOString(),
    timing,
    signal,
  };
  return {
    create: (resource, change) => create(client, resource, { ...change, around }),
    read: (resource, state, everything = false) => read(client, resource, { state, everything, around }),
    update: (resource, change) => update(client, resource, { ...change, around }),
    remove: (resource, state) => remove(client, resource, { state, around }),
    query: (query, inputs) => ask(client, query, { inputs, around }),
  };
}

type Write = Change & { readonly around: Surroundings };

async function create(client: Client, resource: Resource, write: Write): Promise<Written> {
  const { plan, around } = write;
  const verb = resource.routes.create;
  if (typeof verb !== "string" && verb.move === "merge") return update(client, resource, write);
  const values = valuesToSend(resource, write);
  const route = typeof verb === "string" ? verb : verb.start;
  const answered = await client.send({
    route,
    params: paramsOf(values),
    body: withoutParams(resource, encode(resource.attributes, values), route),
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

async function update(client: Client, resource: Resource, write: Write): Promise<Written> {
  const { plan, prior = {}, around } = write;
  if (!plan.writes) return { state: settled(resource, plan.planned, { answer: {}, around }), diagnostics: [] };
  const verb = resource.routes.update;
  if (verb === undefined) throw new Error(`${resource.name} has no update, so it cannot have been planned`);
  const values = valuesToSend(resource, write);
  const secrets = secretsIn(resource.attributes, values);
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
            encode(resource.attributes, values, {
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
function withoutParams(resource: Resource, body: Body, route: Parameters<typeof partsOf>[0]): Body {
  const places = partsOf(route).params.map((name) => attributeNamed(resource, name).wire?.join("."));
  return Object.fromEntries(Object.entries(body).filter(([key]) => !places.includes(key)));
}

/** The document without the members that an overlay set before and no longer names: they become null. */
function withoutOverlay(
  resource: Resource,
  document: Body,
  { prior, values }: { readonly prior: Values; readonly values: Values },
): Body {
  return resource.attributes
    .filter((attribute) => attribute.overlay)
    .reduce((body, attribute) => {
      const before = jsonOf(prior[attribute.name]);
      return before === undefined ? body : dropped(body, before, overlayNow(resource, values));
    }, document);
}

function overlayNow(resource: Resource, values: Values): JsonValue {
  const set = resource.attributes
    .filter((attribute) => attribute.overlay)
    .map((attribute) => jsonOf(values[attribute.name]));
  return set.find((value) => value !== undefined) ?? {};
}

function dropped(body: Body, before: JsonValue, after: JsonValue): Body {
  if (!isRecord(before)) return body;
  const entries = Object.entries(before).map(([key, member]): [string, JsonValue] | undefined => {
    const next = valueAt(after, [key]);
    const under = body[key];
    if (next === undefined) return [key, null];
    // Members of records inside JSON are JSON.
    return isRecord(member) && isRecord(under) ? [key, dropped(under as Body, member as JsonValue, next)] : undefined;
  });
  return { ...body, ...Object.fromEntries(entries.filter((entry) => entry !== undefined)) };
}

function jsonOf(value: Value | undefined): JsonValue | undefined {
  const found = known(value);
  if (found === undefined || found === null) return undefined;
  return typeof found === "string" ? parseJson(found) : found;
}

/** Every text in the values of sensitive attributes, so that errors can be kept clear of them. */
function secretsIn(attributes: readonly Attribute[], values: Values): readonly string[] {
  return attributes
    .filter((attribute) => attribute.sensitive)
    .flatMap((attribute) => [...textsIn(known(values[attribute.name])), ...textsIn(jsonOf(values[attribute.name]))]);
}

function textsIn(value: JsonValue | undefined): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
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
  return error("malformed_answer", "GovAPI's answer is incomplete", detail);
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
    error(
      "action_failed",
      `The ${resource.name} failed`,
      `It ended as ${JSON.stringify(value)}; expected ${succeeds.values.join(" or ")}.${reason}`.replace(/\.\.$/, "."),
    ),
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
  return [warning("action_failed", `${after.when}: the test failed`, detail, [after.when])];
}

async function read(
  client: Client,
  resource: Resource,
  {
    state,
    everything,
    around,
  }: { readonly state: Values; readonly everything: boolean; readonly around: Surroundings },
): Promise<Result<Values | undefined>> {
  const verb = resource.routes.read;
  if (verb === undefined) return success(state);
  const answered = await answerOf(client, resource, { state, around });
  if (!answered.ok) return answered.diagnostics[0]?.code === "not_found" ? success(undefined) : answered;
  if (answered.value === undefined) return success(undefined);
  const surroundings = { tenant: around.tenant, now: around.now() };
  return success(observe(resource, state, { answer: answered.value, surroundings, everything }));
}

async function answerOf(
  client: Client,
  resource: Resource,
  { state, around }: { readonly state: Values; readonly around: Surroundings },
): Promise<Result<JsonValue | undefined>> {
  const verb = resource.routes.read;
  if (typeof verb === "object" && verb.move === "find") {
    const listed = await client.list({ route: verb.list, signal: around.signal });
    if (!listed.ok) return listed;
    const identity = resource.identity.map((name) => attributeNamed(resource, name));
    const isIt = (row: JsonValue) =>
      identity.every((attribute) =>
        sameMeaning(
          attribute,
          state[attribute.name],
          decode([attribute], row, { tenant: around.tenant, now: "" })[attribute.name],
        ),
      );
    return success(listed.value.find(isIt));
  }
  const route = typeof verb === "object" ? verb.read : (verb ?? "");
  const answered = await client.readOnce({ route, params: paramsOf(state), signal: around.signal });
  if (!answered.ok) return answered;
  if (isRecord(answered.value.body)) return success(answered.value.body as JsonValue); // a record of an answer is JSON
  const detail = `${route} was answered with something else than an object. Check the base URL and GovAPI's version.`;
  return failure(error("malformed_answer", "GovAPI's answer cannot be read", detail));
}

async function remove(
  client: Client,
  resource: Resource,
  { state, around }: { readonly state: Values; readonly around: Surroundings },
): Promise<readonly Diagnostic[]> {
  const verb = resource.routes.delete;
  if (typeof verb === "object" && verb.move === "forget") return [];
  const answered = await removal(client, resource, { verb, state, around });
  return answered.ok || answered.diagnostics[0]?.code === "not_found" ? [] : answered.diagnostics;
}

async function removal(
  client: Client,
  resource: Resource,
  {
    verb,
    state,
    around,
  }: {
    readonly verb: Exclude<Resource["routes"]["delete"], { readonly move: "forget" }>;
    readonly state: Values;
    readonly around: Surroundings;
  },
): Promise<Result<unknown>> {
  const { signal, timing } = around;
  if (typeof verb === "string") return client.send({ route: verb, params: paramsOf(state), signal });
  if (verb.move === "write") {
    const shown = resource.attributes.filter((attribute) => !attribute.sensitive);
    return client.send({
      route: verb.route,
      params: paramsOf(state),
      body: { ...encode(shown, state), ...verb.body },
      signal,
    });
  }
  // Secrets are cleared too where state does not know them: a write-only one was never in it.
  const cleared = resource.attributes
    .filter((attribute) => attribute.sensitive || (state[attribute.name] ?? null) !== null)
    .map(({ name }) => name);
  const change = (document: Body) =>
    encode(
      resource.attributes,
      {},
      { base: withoutOverlay(resource, document, { prior: state, values: {} }), cleared },
    );
  return writeSlice(client, { merge: verb, change, secrets: [], signal, timing });
}

async function ask(
  client: Client,
  query: Query,
  { inputs, around }: { readonly inputs: Values; readonly around: Surroundings },
): Promise<Result<Values>> {
  const { params } = partsOf(query.route);
  const asked = query.attributes.filter((attribute) => attribute.input && !params.includes(attribute.name));
  const call = {
    route: query.route,
    params: paramsOf(inputs),
    query: paramsOf(encode(asked, inputs)),
    signal: around.signal,
  };
  const answered = await (query.list ? client.list(call) : client.readOnce(call));
  if (!answered.ok) return answered;
  const answer: JsonValue =
    "body" in answered.value ? (answered.value.body ?? {}) : { data: rowsAt([...answered.value], "") };
  const told = decode(query.attributes, answer, { tenant: around.tenant, now: around.now() });
  return success(withNulls(query.attributes, { ...told, ...inputs }));
}
