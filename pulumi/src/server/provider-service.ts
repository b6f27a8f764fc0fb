import { type Handler, type Methods, unary } from "@thoth-iac/grpc";
import { providerRpcs } from "./pulumirpc.ts";
import { withStatus } from "./status.ts";

type Rpcs = typeof providerRpcs;

/** A handler for each RPC of pulumirpc.ResourceProvider; an RPC without one is answered with "unimplemented". */
export type ProviderHandlers = {
  readonly [Rpc in keyof Rpcs]?: Handler<Rpcs[Rpc]["request"], Rpcs[Rpc]["response"]>;
};

/** Gives the gRPC methods that a provider's handlers make; what they throw becomes a status that the engine shows. */
export function providerMethods(handlers: ProviderHandlers): Methods {
  const methods: Record<string, Methods[string]> = {};
  for (const [rpc, { request, response }] of Object.entries(providerRpcs)) {
    // The types tie each handler to its own tables; a loop over all of them cannot say so.
    const handler = handlers[rpc as keyof Rpcs] as Handler<typeof request, typeof response> | undefined;
    if (handler === undefined) continue;
    methods[`/pulumirpc.ResourceProvider/${rpc}`] = unary(request, response, withStatus(handler));
  }
  return methods;
}
