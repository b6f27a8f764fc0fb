import process from "node:process";
import { Server, ServerCredentials } from "@grpc/grpc-js";
import services from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import { commandProvider } from "./command-provider.ts";

const server = new Server();
server.addService(services.ResourceProviderService, commandProvider(process.env));
server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (failure, port) => {
  if (failure) throw failure;
  // The engine reads the port off the first line.
  process.stdout.write(`${port}\n`);
});
