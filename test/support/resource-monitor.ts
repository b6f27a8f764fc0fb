import { Server, ServerCredentials, type ServerUnaryCall, type sendUnaryData, status } from "@grpc/grpc-js";
import services from "@pulumi/pulumi/proto/resource_grpc_pb.js";
import messages from "@pulumi/pulumi/proto/resource_pb.js";
import type { JsonObject } from "@thoth-iac/model";
import empties from "google-protobuf/google/protobuf/empty_pb.js";
import { objectOf, structOf } from "./pulumi-peer.ts";

type Registration = InstanceType<typeof messages.RegisterResourceRequest>;

/** The side of Pulumi's engine on which resources are registered; it makes nothing, and remembers who asked for what. */
export interface ResourceMonitor {
  readonly address: string;
  readonly registered: readonly Registration[];
  /** What components have told of themselves, by their URNs. */
  readonly outputs: ReadonlyMap<string, JsonObject>;
  readonly close: () => void;
}

/** How a monitor behaves. */
export interface MonitorOptions {
  readonly stack: string;
  readonly isPreview?: boolean;
  /** Names of resources that cannot be made. */
  readonly refused?: readonly string[];
  /** Settles when registrations may be answered. */
  readonly ready?: Promise<unknown>;
}

/** Starts a monitor. */
export async function startMonitor({
  stack,
  isPreview = false,
  refused = [],
  ready,
}: MonitorOptions): Promise<ResourceMonitor> {
  const registered: Registration[] = [];
  const outputs = new Map<string, JsonObject>();
  const server = new Server();
  server.addService(services.ResourceMonitorService, {
    getDeploymentInfo: answering(() => {
      const features = Object.values(messages.ResourceMonitorFeature).filter((feature) => typeof feature === "number");
      return new messages.DeploymentInfo().setStack(stack).setSupportedfeaturesList(features);
    }),
    registerResource: answering(async (request: Registration) => {
      registered.push(request);
      await ready;
      if (refused.includes(request.getName())) throw new Error(`the engine cannot make ${request.getName()}`);
      const response = new messages.RegisterResourceResponse();
      response.setUrn(urnOf(stack, request));
      if (request.getCustom()) response.setId(isPreview ? "" : `${request.getName()}-id`);
      response.setObject(structOf(objectOf(request.getObject())));
      return response;
    }),
    registerResourceOutputs: answering((request: InstanceType<typeof messages.RegisterResourceOutputsRequest>) => {
      outputs.set(request.getUrn(), objectOf(request.getOutputs()));
      return new empties.Empty();
    }),
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
  return { address: `127.0.0.1:${port}`, registered, outputs, close: () => server.forceShutdown() };
}

function urnOf(stack: string, request: Registration): string {
  const parent = request.getParent().split("::")[2];
  const type = parent === undefined ? request.getType() : `${parent}$${request.getType()}`;
  return `urn:pulumi:${stack}::stories::${type}::${request.getName()}`;
}

function answering<Request, Response>(answer: (request: Request) => Response | Promise<Response>) {
  return async ({ request }: ServerUnaryCall<Request, Response>, callback: sendUnaryData<Response>) => {
    try {
      callback(null, await answer(request));
    } catch (thrown) {
      callback({ code: status.UNKNOWN, details: thrown instanceof Error ? thrown.message : String(thrown) });
    }
  };
}
