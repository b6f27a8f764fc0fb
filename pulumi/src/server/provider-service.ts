import { type Handlers, type Methods, methodsOf } from "@thoth-iac/grpc";
import { providerRpcs } from "./pulumirpc.ts";
import { withStatus } from "./status.ts";

/** A handler for each RPC of pulumirpc.ResourceProvider; an RPC without one is answered with "unimplemented". */
export type ProviderHandlers = Handlers<typeof providerRpcs>;

/** Gives the gRPC methods that a provider's handlers make; what they throw becomes a status that the engine shows. */
export function providerMethods(handlers: ProviderHandlers): Methods {
  const told = Object.entries(handlers).map(([rpc, handler]) => [rpc, withStatus<never[], unknown>(handler)]);
  // Each handler keeps its RPC and its types; a loop over all of them cannot say so.
  return methodsOf("pulumirpc.ResourceProvider", providerRpcs, Object.fromEntries(told) as ProviderHandlers);
}
