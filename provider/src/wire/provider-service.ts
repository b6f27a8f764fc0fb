import { type Handlers, type Methods, methodsOf } from "@thoth-iac/grpc";
import { providerRpcs } from "./tfplugin6.ts";

/** A handler for each RPC of tfplugin6.Provider; an RPC without one is answered with "unimplemented". */
export type ProviderHandlers = Handlers<typeof providerRpcs>;

/** Gives the gRPC methods that a provider's handlers make. */
export function providerMethods(handlers: ProviderHandlers): Methods {
  return methodsOf("tfplugin6.Provider", providerRpcs, handlers);
}
