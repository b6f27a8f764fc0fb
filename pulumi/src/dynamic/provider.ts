import { foreignState, type Session, type Written } from "@thoth-iac/client";
import { type Diagnostic, error, isAbsent, type JsonObject, type Resource, type Values } from "@thoth-iac/model";
import { type CheckFailure, checkFailure, Failure } from "../failure.ts";
import {
  change,
  checked,
  differenceOf,
  idOf,
  look,
  make,
  type Remembered,
  take,
  unfinished,
  withoutId,
} from "../instance.ts";
import { faultsIn, finished, succeeded } from "../outcome.ts";
import { received, sent } from "../property-values.ts";
import { sparingSuccessors } from "../successors.ts";
import { idName, inputsOf } from "../view.ts";
import { adopt, adopted, adoptFault, adopting, withoutAdopt } from "./adopt.ts";

/** Under this name Pulumi keeps the text of a dynamic provider, among a resource's inputs and outputs. */
export const providerKey = "__provider";

/** Names the inputs that the program had set, among a resource's outputs: a dynamic provider is never shown old inputs. */
const inputsKey = "__inputs";

/** What Pulumi hands a dynamic provider before its first step. */
export interface ConfigureRequest {
  readonly config: { get(key: string): string | undefined };
}

/** A dynamic provider, as Pulumi's own process for them calls it (`pulumi.dynamic.ResourceProvider` of the SDK). */
export interface DynamicProvider {
  configure(request: ConfigureRequest): void;
  check(olds: JsonObject, news: JsonObject): Promise<{ inputs: JsonObject; failures: readonly CheckFailure[] }>;
  diff(id: string, olds: JsonObject, news: JsonObject): Promise<DynamicDifference>;
  create(inputs: JsonObject): Promise<{ id: string; outs: JsonObject }>;
  read(id: string, properties: JsonObject): Promise<{ id?: string; props?: JsonObject; inputs?: JsonObject }>;
  update(id: string, olds: JsonObject, news: JsonObject): Promise<{ outs: JsonObject }>;
  delete(id: string, properties: JsonObject): Promise<void>;
}

/** A difference, in Pulumi's words. */
export interface DynamicDifference {
  /** Left open, it makes the engine compare the inputs itself: exactly, and with the user's `replaceOnChanges`. */
  readonly changes?: boolean;
  readonly replaces?: readonly string[];
  readonly deleteBeforeReplace?: boolean;
}

/** What of its process a dynamic provider needs. */
export interface DynamicWorld {
  readonly session: Session;
  readonly configure: (request: ConfigureRequest) => void;
  /** Tells a person something that is no failure. */
  readonly warn: (text: string) => void;
}

/** The dynamic provider of one resource. */
export function dynamicProvider(resource: Resource, { session, configure, warn }: DynamicWorld): DynamicProvider {
  const connected = async () => sparingSuccessors(succeeded(await session.connected()));
  const kept = (written: Written, inputs: JsonObject) => {
    const { id, properties: outs } = finished(written, { keep: (state) => outputsOf(state, inputs), warn });
    return { id, outs };
  };
  return {
    configure,
    check: async (_olds, news) => {
      const { values } = received(news);
      const fault = adoptFault(resource, values);
      if (fault !== undefined) return { inputs: news, failures: [{ property: adopt, reason: fault }] };
      const inputs = checked(resource, withoutAdopt(values));
      if (!inputs.ok)
        return { inputs: news, failures: inputs.diagnostics.map((fault) => checkFailure(resource, fault)) };
      return { inputs: { ...sent(inputs.value), ...markOf(news, adopt) }, failures: [] };
    },
    diff: async (id, olds, news) => {
      // A stack that comes back from the plugin has lost the provider's text: only an update writes it again.
      if (olds[providerKey] === undefined) return { changes: true };
      const before = rememberedOf(resource, id, olds);
      const inputs = inputsIn(news);
      const configured = await session.connected();
      const foreign = configured.ok && foreignState(resource, before.state, configured.value.client.tenantId);
      if (foreign) throw new Failure([foreign]);
      const { changed, replaces, deleteBeforeReplace } = differenceOf(resource, before, inputs);
      if (changed.length === 0 && replaces.length === 0 && sameNames(before.set, inputs)) return { changes: false };
      // What failed is made anew though no input differs, which the engine would take for an update.
      return { ...(before.unfinished && { changes: true }), replaces, deleteBeforeReplace };
    },
    create: async (properties) => {
      const { values } = received(properties);
      const { lifecycle } = await connected();
      const inputs = withoutAdopt(values);
      const written = await (adopting(values) ? adopted : make)(lifecycle, resource, inputs);
      return kept(written, properties);
    },
    read: async (id, properties) => {
      const { client, lifecycle } = await connected();
      // Asked for by id alone, it is what the program does not manage; otherwise it is refreshed.
      const isManaged = Object.keys(properties).some((name) => name !== providerKey);
      const looked = succeeded(
        isManaged
          ? await look(lifecycle, resource, rememberedOf(resource, id, properties))
          : await take(lifecycle, resource, { id, tenant: client.tenantId }),
      );
      // To Pulumi an empty answer means gone; of what was never there it would pass for found.
      if (looked === undefined && !isManaged) throw new Failure([missing(resource, id)]);
      if (looked === undefined) return {};
      const inputs = { ...sent(looked.inputs), ...markOf(properties, adopt) };
      const props = outputsOf(looked.state, { ...inputs, ...markOf(properties, providerKey) });
      return { id: idOf(looked.state), props: { ...props, ...markOf(properties, unfinished) }, inputs };
    },
    update: async (id, olds, news) => {
      const { lifecycle } = await connected();
      const step = { before: rememberedOf(resource, id, olds), inputs: inputsIn(news) };
      return kept(await change(lifecycle, resource, step), news);
    },
    delete: async (id, properties) => {
      const { lifecycle } = await connected();
      const diagnostics = await lifecycle.remove(resource, rememberedOf(resource, id, properties).state);
      const faults = faultsIn(diagnostics, warn);
      if (faults.length > 0) throw new Failure(faults);
    },
  };
}

function inputsIn(properties: JsonObject): Values {
  return withoutAdopt(received(properties).values);
}

function sameNames(set: ReadonlySet<string>, inputs: Values): boolean {
  const names = Object.keys(inputs);
  return names.length === set.size && names.every((name) => set.has(name));
}

function rememberedOf(resource: Resource, id: string, properties: JsonObject): Remembered {
  const { values } = received(properties);
  const names = properties[inputsKey];
  // State that the plugin wrote does not tell: there, what the server would not have decided counts as set.
  const set = Array.isArray(names) ? names.map(String) : writtenIn(resource, values);
  return {
    state: { ...withoutAdopt(values), [idName]: id },
    set: new Set(set),
    unfinished: properties[unfinished] === true,
  };
}

function writtenIn(resource: Resource, values: Values): readonly string[] {
  return (
    inputsOf(resource)
      // Of two forms of one value programs mostly write the typed one.
      .filter(({ output, twin, type, default: fallback }) => {
        return !output || fallback !== undefined || (twin !== undefined && type.kind !== "json_text");
      })
      .map(({ name }) => name)
      .filter((name) => !isAbsent(values[name]))
  );
}

/** The member of that name, where there is one. */
function markOf(properties: JsonObject, name: string): JsonObject {
  const value = properties[name];
  return isAbsent(value) ? {} : { [name]: value };
}

/** What Pulumi keeps of an instance: all that is known of it, and the inputs that it came from. */
function outputsOf(state: Values, inputs: JsonObject): JsonObject {
  const names = Object.keys(inputsIn(inputs));
  return {
    ...sent(withoutId(state)),
    ...markOf(inputs, adopt),
    ...markOf(inputs, providerKey),
    [inputsKey]: names,
  };
}

function missing(resource: Resource, id: string): Diagnostic {
  const detail = `GovAPI has no ${resource.name} ${JSON.stringify(id)}. Check the id and the tenant.`;
  return error("not_found", { summary: "There is nothing by that id", detail });
}
