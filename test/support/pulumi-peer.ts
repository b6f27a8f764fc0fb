import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { join } from "node:path";
import process from "node:process";
import { createInterface } from "node:readline";
import { credentials, type ServiceError } from "@grpc/grpc-js";
import services from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import messages from "@pulumi/pulumi/proto/provider_pb.js";
import statuses from "@pulumi/pulumi/proto/status_pb.js";
import type { JsonObject } from "@thoth-iac/model";
import structs from "google-protobuf/google/protobuf/struct_pb.js";
import { pulumiPluginFolder } from "./executables.ts";

const root = join(import.meta.dirname, "..", "..");
const require = createRequire(import.meta.url);

/** The two ways in which Pulumi reaches us. */
export type Flavour = "dynamic" | "plugin";

/** A provider's process, started as Pulumi's engine starts it, and Pulumi's own client of it. */
export interface PulumiPeer {
  readonly flavour: Flavour;
  readonly client: InstanceType<typeof services.ResourceProviderClient>;
  readonly pid: number | undefined;
  /** What the process has written for people so far. */
  readonly said: () => string;
  /** Ends the process and waits for its end. */
  readonly close: () => Promise<void>;
}

/** How a process is started. */
export interface PeerOptions {
  /** What the process sees of the environment, beside PATH. */
  readonly env?: Readonly<Record<string, string>>;
  /** Where the process is started, from where it finds packages; the checkout if nothing is said. */
  readonly folder?: string;
  /** The plugin's executable, if not the one that tests take: compiled by `npm test`, else from its sources. */
  readonly plugin?: string;
}

/** Starts the process that serves a flavour: Pulumi's own for dynamic providers, or our plugin. */
export async function startPeer(flavour: Flavour, options: PeerOptions = {}): Promise<PulumiPeer> {
  const { env = {}, folder = root, plugin = pluginPath() } = options;
  const [command = "", ...args] = flavour === "dynamic" ? dynamicCommand() : [plugin];
  // The engine gives its own address, on which only its log is asked for.
  const child = spawn(command, [...args, "127.0.0.1:1"], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH: process.env.PATH ?? "", NODE_OPTIONS: "--conditions=@thoth-iac/source", ...env },
  });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  const port = await Promise.race([
    once(createInterface(child.stdout), "line").then(([line]) => String(line)),
    once(child, "exit").then(() => Promise.reject(new Error(`The process ended before it told its port: ${said}`))),
  ]);
  const client = clientAt(port);
  return {
    flavour,
    client,
    pid: child.pid,
    said: () => said,
    close: async () => {
      client.close();
      await ended(child);
    },
  };
}

/** Pulumi's own client of whatever serves providers on a port. */
export function clientAt(port: string): PulumiPeer["client"] {
  return new services.ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure());
}

function dynamicCommand(): readonly string[] {
  return [process.execPath, require.resolve("@pulumi/pulumi/cmd/dynamic-provider/index.js")];
}

function pluginPath(): string {
  return join(pulumiPluginFolder(process.env), "pulumi-resource-thoth");
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill();
  await gone;
}

/** An error of a step; of a step that made something, what there is. */
export class StepError extends Error {
  readonly made:
    | { readonly id: string; readonly properties: JsonObject; readonly reasons: readonly string[] }
    | undefined;

  constructor(cause: ServiceError) {
    super(cause.details, { cause });
    this.made = madeBefore(cause);
  }
}

/** Calls one method of a provider. */
export function asked<Response>(
  call: (callback: (error: ServiceError | null, response: Response) => void) => unknown,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    call((error, response) => (error ? reject(new StepError(error)) : resolve(response)));
  });
}

function madeBefore({ metadata }: ServiceError): StepError["made"] {
  const [packed] = metadata.get("grpc-status-details-bin");
  if (packed === undefined) return undefined;
  const [detail] = statuses.Status.deserializeBinary(Buffer.from(packed)).getDetailsList();
  if (detail === undefined || detail.getTypeName() !== "pulumirpc.ErrorResourceInitFailed") return undefined;
  const failed = messages.ErrorResourceInitFailed.deserializeBinary(detail.getValue_asU8());
  return { id: failed.getId(), properties: objectOf(failed.getProperties()), reasons: failed.getReasonsList() };
}

/** Properties in the form in which they travel. */
export function structOf(properties: JsonObject): InstanceType<typeof structs.Struct> {
  // as: the declaration says that any object does, in a way in which a readonly one does not.
  return structs.Struct.fromJavaScript(properties as { [key: string]: never });
}

/** Properties that travelled, without the comment that only these tests write into a provider's text. */
export function objectOf(struct: InstanceType<typeof structs.Struct> | undefined): JsonObject {
  // as: a Struct holds JSON, which its declaration does not say.
  const { __provider: text, ...properties } = (struct?.toJavaScript() ?? {}) as JsonObject;
  return { ...properties, ...(typeof text === "string" && { __provider: text.replace(/\/\/\d+$/, "") }) };
}
