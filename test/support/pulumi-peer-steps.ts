import messages from "@pulumi/pulumi/proto/provider_pb.js";
import { camelCase, type JsonObject, type JsonValue, type Resource } from "@thoth-iac/model";
import { asked, type Flavour, objectOf, type PulumiPeer, structOf } from "./pulumi-peer.ts";

/** A property that is wrong, and why. */
export interface CheckFailure {
  readonly property: string;
  readonly reason: string;
}

/** An instance as the engine remembers it. */
export interface Instance {
  readonly id: string;
  readonly inputs: JsonObject;
  readonly outputs: JsonObject;
  /** Why it did not become what it was to be, if it did not. */
  readonly failed?: readonly string[];
}

/** What an update would do. */
export interface Difference {
  readonly action: "same" | "update" | "replace";
  readonly changed: readonly string[];
  readonly replaces: readonly string[];
  readonly deleteBeforeReplace: boolean;
}

/** The steps of a provider, as the engine asks for them: JSON in, JSON out. */
export interface PeerSteps {
  readonly flavour: Flavour;
  readonly peer: PulumiPeer;
  /** Hands over a stack's configuration, by property, as text; the provider knows nothing any more of what it read before. */
  configure(config: Readonly<Record<string, string>>): Promise<void>;
  check(resource: Resource, news: JsonObject, olds?: JsonObject): Promise<Checked>;
  diff(resource: Resource, before: Instance, inputs: JsonObject): Promise<Difference>;
  create(resource: Resource, inputs: JsonObject, preview?: boolean): Promise<Instance>;
  read(resource: Resource, before: Instance): Promise<Instance>;
  update(resource: Resource, before: Instance, inputs: JsonObject): Promise<Instance>;
  previewUpdate(resource: Resource, before: Instance, inputs: JsonObject): Promise<Instance>;
  remove(resource: Resource, before: Instance): Promise<void>;
}

/** What a check gives. */
export interface Checked {
  readonly inputs: JsonObject;
  readonly failures: readonly CheckFailure[];
}

/** The text of a dynamic provider in state, written out once more so that a change of it is noticed. */
export function providerText({ name }: Pick<Resource, "name">): string {
  return `exports.handler=()=>require("@thoth-iac/pulumi/runtime").v1("${name}")`;
}

/** The type under which a flavour registers a resource. */
function typeOf(flavour: Flavour, { name, token }: Pick<Resource, "name" | "token">): string {
  const [, last = ""] = token.split("/");
  return flavour === "plugin"
    ? `thoth:${token}:${capital(last)}`
    : `pulumi-nodejs:dynamic/thoth:${capital(camelCase(name))}`;
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** The steps of a running provider. */
export function stepsOf(peer: PulumiPeer): PeerSteps {
  const { flavour, client } = peer;
  let configurations = 0;
  let last: Readonly<Record<string, string>> | undefined;
  /** Pulumi's process hands its configuration over once for each text; a comment makes a text another one. */
  const marked = (resource: Resource, properties: JsonObject, always = false): JsonObject =>
    flavour === "plugin" || (!always && properties.__provider === undefined)
      ? properties
      : { ...properties, __provider: providerText(resource) + (configurations > 1 ? `//${configurations}` : "") };
  const named = <
    Request extends { setUrn(urn: string): Request; setName(name: string): Request; setType(type: string): Request },
  >(
    resource: Resource,
    request: Request,
  ) => {
    const type = typeOf(flavour, resource);
    return request.setUrn(`urn:pulumi:dev::test::${type}::one`).setName("one").setType(type);
  };
  const update = async (
    resource: Resource,
    before: Instance,
    { inputs, preview }: { readonly inputs: JsonObject; readonly preview: boolean },
  ) => {
    const request = named(resource, new messages.UpdateRequest())
      .setId(before.id)
      .setOlds(structOf(marked(resource, before.outputs)))
      .setOldInputs(structOf(marked(resource, before.inputs)))
      .setNews(structOf(marked(resource, inputs, true)))
      .setPreview(preview);
    const response = await asked<InstanceType<typeof messages.UpdateResponse>>((done) => client.update(request, done));
    return { id: before.id, inputs, outputs: objectOf(response.getProperties()) };
  };
  const configure: PeerSteps["configure"] = async (config) => {
    configurations += 1;
    last = config;
    const given = { ...config, retryMaxAttempts: config.retryMaxAttempts ?? "1" };
    await (flavour === "plugin"
      ? configurePlugin(peer, given)
      : configureDynamic(peer, { ...given, ...unique(config, configurations) }));
  };
  return {
    flavour,
    peer,
    configure,
    check: async (resource, news, olds = {}) => {
      const request = named(resource, new messages.CheckRequest())
        .setOlds(structOf(marked(resource, olds)))
        .setNews(structOf(marked(resource, news, true)));
      const response = await asked<InstanceType<typeof messages.CheckResponse>>((done) => client.check(request, done));
      return { inputs: objectOf(response.getInputs()), failures: failuresOf(response) };
    },
    diff: async (resource, before, inputs) => {
      const request = named(resource, new messages.DiffRequest())
        .setId(before.id)
        .setOlds(structOf(marked(resource, before.outputs)))
        .setOldInputs(structOf(marked(resource, before.inputs)))
        .setNews(structOf(marked(resource, inputs, true)));
      const response = await asked<InstanceType<typeof messages.DiffResponse>>((done) => client.diff(request, done));
      return differenceOf(response, before, inputs);
    },
    create: async (resource, inputs, preview = false) => {
      const request = named(resource, new messages.CreateRequest())
        .setProperties(structOf(marked(resource, inputs, true)))
        .setPreview(preview);
      const response = await asked<InstanceType<typeof messages.CreateResponse>>((done) =>
        client.create(request, done),
      );
      return { id: response.getId(), inputs, outputs: objectOf(response.getProperties()) };
    },
    read: async (resource, before) => {
      const request = named(resource, new messages.ReadRequest())
        .setId(before.id)
        .setProperties(structOf(marked(resource, before.outputs)))
        .setInputs(structOf(marked(resource, before.inputs)));
      const response = await asked<InstanceType<typeof messages.ReadResponse>>((done) => client.read(request, done));
      return {
        ...before,
        id: response.getId(),
        inputs: response.hasInputs() ? objectOf(response.getInputs()) : before.inputs,
        outputs: objectOf(response.getProperties()),
      };
    },
    update: (resource, before, inputs) => update(resource, before, { inputs, preview: false }),
    previewUpdate: (resource, before, inputs) => update(resource, before, { inputs, preview: true }),
    remove: async (resource, before) => {
      // The engine never removes in the operation in which it made: it begins another one.
      if (last !== undefined) await configure(last);
      const request = named(resource, new messages.DeleteRequest())
        .setId(before.id)
        .setProperties(structOf(marked(resource, before.outputs)))
        .setOldInputs(structOf(marked(resource, before.inputs)));
      await asked((done) => client.delete(request, done));
    },
  };
}

/** A configuration that differs from the last one takes hold at once, as it does in the process of the next operation. */
function unique(config: Readonly<Record<string, string>>, count: number): Readonly<Record<string, string>> {
  return { requestTimeoutSeconds: config.requestTimeoutSeconds ?? String(30 + (count % 500)) };
}

async function configureDynamic({ client }: PulumiPeer, config: Readonly<Record<string, string>>): Promise<void> {
  const request = new messages.ConfigureRequest().setArgs(structOf(keyed("thoth:", config)));
  await asked((done) => client.configure(request, done));
}

async function configurePlugin({ client }: PulumiPeer, config: Readonly<Record<string, string>>): Promise<void> {
  const urn = "urn:pulumi:dev::test::pulumi:providers:thoth::default";
  const check = new messages.CheckRequest().setUrn(urn).setNews(structOf(config));
  const checked = await asked<InstanceType<typeof messages.CheckResponse>>((done) => client.checkConfig(check, done));
  const failures = failuresOf(checked);
  if (failures.length > 0) throw new Error(failures.map(({ property, reason }) => `${property}: ${reason}`).join("\n"));
  const request = new messages.ConfigureRequest()
    .setArgs(checked.getInputs())
    .setAcceptsecrets(true)
    .setAcceptresources(true)
    .setSendsOldInputs(true)
    .setSendsOldInputsToDelete(true);
  for (const [key, value] of Object.entries(keyed("thoth:config:", config)))
    request.getVariablesMap().set(key, String(value));
  await asked((done) => client.configure(request, done));
}

function keyed(prefix: string, config: Readonly<Record<string, string>>): JsonObject {
  return Object.fromEntries(Object.entries(config).map(([key, value]) => [prefix + key, value]));
}

function failuresOf(response: InstanceType<typeof messages.CheckResponse>): readonly CheckFailure[] {
  return response
    .getFailuresList()
    .map((failure) => ({ property: failure.getProperty(), reason: failure.getReason() }));
}

function differenceOf(
  response: InstanceType<typeof messages.DiffResponse>,
  before: Instance,
  inputs: JsonObject,
): Difference {
  const { DIFF_UNKNOWN, DIFF_NONE } = messages.DiffResponse.DiffChanges;
  const isOpen = response.getChanges() === DIFF_UNKNOWN;
  // Left open, it is the engine that compares the inputs, without those that are its own.
  const changed = isOpen ? differing(before.inputs, inputs) : response.getDiffsList();
  const replaces = response.getReplacesList();
  const isSame = response.getChanges() === DIFF_NONE || (isOpen && changed.length === 0);
  return {
    action: replaces.length > 0 ? "replace" : isSame ? "same" : "update",
    changed,
    replaces,
    deleteBeforeReplace: response.getDeletebeforereplace(),
  };
}

function differing(left: JsonObject, right: JsonObject): readonly string[] {
  const names = new Set([...Object.keys(left), ...Object.keys(right)].filter((name) => !name.startsWith("__")));
  return [...names].filter((name) => textOf(left[name]) !== textOf(right[name]));
}

/** A text that two values share if they are equal, whatever the order of members. */
function textOf(value: JsonValue | undefined): string {
  return JSON.stringify(value ?? null, (_, inner) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  );
}
