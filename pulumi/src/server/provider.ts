import { createSession, resolveStackConfiguration, type World } from "@thoth-iac/client";
import type { Call, Methods } from "@thoth-iac/grpc";
import { type JsonObject, known, parse, type Query, type Values, version, withoutNulls } from "@thoth-iac/model";
import { checkFailure, Failure, textOf } from "../failure.ts";
import { succeeded } from "../outcome.ts";
import { received } from "../property-values.ts";
import { settingsIn, settingsOf } from "../settings.ts";
import { packageName } from "../tokens.ts";
import { queryOf } from "./owners.ts";
import { propertiesIn, structFrom } from "./properties.ts";
import { checkConfiguration, configurationDifference } from "./provider-configuration.ts";
import { providerMethods } from "./provider-service.ts";
import { resourceSteps } from "./resource-steps.ts";
import { secretNames } from "./secrecy.ts";
import { withStatus } from "./status.ts";
import type { HearRejections } from "./unheard-rejections.ts";

/** What of its process the provider needs. */
export interface ProviderWorld extends World {
  /** Tells a person something that is no failure. */
  readonly warn: (text: string) => void;
  readonly hearRejections: HearRejections;
}

/** The methods of the service: one function per RPC of the protocol, in its order, over one session at a time. */
export function createProvider(world: ProviderWorld): Methods {
  let session = createSession(world, resolveStackConfiguration);
  let engine = "";
  const methods = providerMethods({
    // Secrets and outputs come as such. Resources come as their ids: no input of ours is a resource.
    Handshake: ({ engine_address }) => {
      engine = engine_address;
      return { accept_secrets: true, accept_outputs: true };
    },
    GetSchema: async () => {
      const { packageSchema } = await import("../schema.ts");
      return { schema: JSON.stringify(packageSchema()) };
    },
    CheckConfig: ({ news }) => checkConfiguration(world, propertiesIn(news)),
    DiffConfig: ({ olds, old_inputs, news }) =>
      configurationDifference({
        before: { ...propertiesIn(olds), ...propertiesIn(old_inputs) },
        after: propertiesIn(news),
        tenantOfEnvironment: world.env.THOTH_TENANT_ID,
      }),
    Configure: async ({ args, variables }) => {
      const given =
        args === undefined
          ? settingsIn((property) => variables[`${packageName}:config:${property}`])
          : settingsOf(received(propertiesIn(args)).values);
      // A new one each time: an engine that only attaches stops the session of its last command and configures the next.
      session = createSession(world, resolveStackConfiguration);
      const diagnostics = await session.configure(given);
      if (diagnostics.some(({ severity }) => severity === "error")) throw new Failure(diagnostics);
      if (diagnostics.length > 0) world.warn(textOf(diagnostics));
      return { acceptSecrets: true, supportsPreview: true, acceptOutputs: true };
    },
    Invoke: async ({ tok, args }) => {
      const query = queryOf(tok);
      const came: JsonObject = propertiesIn(args);
      const inputs = parse(query, received(came).values);
      if (!inputs.ok) return { failures: inputs.diagnostics.map((fault) => checkFailure(query, fault)) };
      const { lifecycle } = succeeded(await session.connected());
      const answer = shown(query, succeeded(await lifecycle.query(query, inputs.value)));
      return { return: structFrom(answer, secretNames(query.attributes, [came], answer)) };
    },
    ...resourceSteps({ session: () => session, warn: world.warn }),
    Cancel: () => {
      session.stop();
      return {};
    },
    GetPluginInfo: () => ({ version }),
    Attach: ({ address }) => {
      engine = address;
      return {};
    },
    GetMapping: () => ({}),
    GetMappings: () => ({}),
  });
  const construct = withStatus(async (bytes: Uint8Array, { signal }: Call) => {
    // Pulumi's SDK is loaded only for a component: a program that has none need not wait for it.
    const { construct: make } = await import("./construct.ts");
    return make(bytes, { engineAddress: engine, hearRejections: world.hearRejections, signal });
  });
  return { ...methods, "/pulumirpc.ResourceProvider/Construct": construct };
}

/** An answer as languages show it: what a row lacks is left out, where the rest of the protocol would write null. */
function shown({ attributes }: Query, answer: Values): Values {
  const free = new Set(attributes.filter(({ type }) => type.kind === "json").map(({ name }) => name));
  return Object.fromEntries(
    Object.entries(answer).map(([name, value]) => [name, free.has(name) ? value : withoutNulls(known(value) ?? null)]),
  );
}
