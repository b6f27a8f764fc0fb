import { type Handler, type Methods, unary } from "@thoth-iac/grpc";
import { providerRpcs } from "./tfplugin6.ts";

type Rpcs = typeof providerRpcs;

/** A handler for each RPC of tfplugin6.Provider; an RPC without one is answered with "unimplemented". */
export type ProviderHandlers = {
  readonly [Rpc in keyof Rpcs]?: Handler<Rpcs[Rpc]["request"], Rpcs[Rpc]["response"]>;
};

/** Gives the gRPC methods that a provider's handlers make. */
export function providerMethods(handlers: ProviderHandlers): Methods {
  const methods: Record<string, Methods[string]> = {};
  for (const [rpc, { request, response }] of Object.entries(providerRpcs)) {
    // The types tie each handler to its own tables; a loop over all of them cannot say so.
    const handler = handlers[rpc as keyof Rpcs] as Handler<typeof request, typeof response> | undefined;
    if (handler !== undefined) methods[`/tfplugin6.Provider/${rpc}`] = unary(request, response, handler);
  }
  return methods;
}
