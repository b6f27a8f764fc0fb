import type { Session } from "@thoth-iac/client";
import { type Handler, structOf } from "@thoth-iac/grpc";
import type { JsonObject, Resource, Values } from "@thoth-iac/model";
import { checkFailure, Failure } from "../failure.ts";
import {
  change,
  checked,
  differenceOf,
  idOf,
  look,
  make,
  previewed,
  take,
  unfinished,
  withoutId,
} from "../instance.ts";
import { faultsIn, finished, type Keeping, succeeded } from "../outcome.ts";
import { received, sent } from "../property-values.ts";
import { sparingSuccessors } from "../successors.ts";
import { resourceOf } from "./owners.ts";
import { propertiesIn, structFrom } from "./properties.ts";
import type { providerRpcs } from "./pulumirpc.ts";
import { isState, knownOf, rememberedOf } from "./remembered.ts";
import { diffOf } from "./resource-diff.ts";
import { guardedBy, secretNames } from "./secrecy.ts";
import { inTime } from "./time-limit.ts";

type Rpcs = typeof providerRpcs;
type Step<Rpc extends keyof Rpcs> = Handler<Rpcs[Rpc]["request"], Rpcs[Rpc]["response"]>;

/** What of its process the steps need. */
export interface Surroundings {
  /** The session as it is configured now. */
  readonly session: () => Session;
  /** Tells a person something that is no failure. */
  readonly warn: (text: string) => void;
}

/** The steps in the life of an instance: one function per RPC. */
export function resourceSteps({ session, warn }: Surroundings): {
  readonly [Rpc in "Check" | "Diff" | "Create" | "Read" | "Update" | "Delete"]: Step<Rpc>;
} {
  const keepingOf = (resource: Resource, came: JsonObject): Keeping => ({
    keep: (state) => keptOf(resource, state, came),
    warn,
  });
  return {
    Check: ({ news, ...named }) => {
      const resource = resourceOf(named);
      const came = propertiesIn(news);
      const { values, secret } = received(came);
      const guarded = guardedBy(secret, resource);
      const inputs = checked(guarded, values);
      if (!inputs.ok) return { failures: inputs.diagnostics.map((fault) => checkFailure(guarded, fault)) };
      return { inputs: structFrom(inputs.value, secretNames(resource.attributes, [came], inputs.value)) };
    },
    Diff: ({ id, olds, news, old_inputs, ignoreChanges, ...named }) => {
      const resource = resourceOf(named);
      const oldInputs = knownOf(resource, received(propertiesIn(old_inputs)).values);
      return diffOf(resource, {
        before: rememberedOf(resource, id, { outputs: propertiesIn(olds), inputs: propertiesIn(old_inputs) }),
        oldInputs,
        inputs: knownOf(resource, received(propertiesIn(news)).values),
        ignoreChanges,
      });
    },
    Create: async ({ properties, timeout, preview, ...named }) => {
      const resource = resourceOf(named);
      const came = propertiesIn(properties);
      const inputs = knownOf(resource, received(came).values);
      if (preview) return { properties: structOf(keptOf(resource, previewed(resource, inputs), came)) };
      return inTime(session(), timeout, async (connected) => {
        const { lifecycle } = sparingSuccessors(connected);
        const { id, properties } = finished(await make(lifecycle, resource, inputs), keepingOf(resource, came));
        return { id, properties: structOf(properties) };
      });
    },
    Read: async ({ id, properties, inputs, timeout, ...named }) => {
      const resource = resourceOf(named);
      const came = { outputs: propertiesIn(properties), inputs: propertiesIn(inputs) };
      return inTime(session(), timeout, async ({ client, lifecycle }) => {
        const looked = succeeded(
          isState(resource, came.outputs)
            ? await look(lifecycle, resource, rememberedOf(resource, id, came))
            : await take(lifecycle, resource, { id, tenant: client.tenantId }),
        );
        if (looked === undefined) return {};
        const secret = secretNames(resource.attributes, [came.outputs, came.inputs], looked.state);
        const mark = came.outputs[unfinished] === true ? { [unfinished]: true } : {};
        return {
          id: idOf(looked.state),
          properties: structFrom({ ...withoutId(looked.state), ...mark }, secret),
          inputs: structFrom(looked.inputs, secret),
        };
      });
    },
    Update: async ({ id, olds, news, old_inputs, timeout, preview, ...named }) => {
      const resource = resourceOf(named);
      const came = propertiesIn(news);
      const step = {
        before: rememberedOf(resource, id, { outputs: propertiesIn(olds), inputs: propertiesIn(old_inputs) }),
        inputs: knownOf(resource, received(came).values),
      };
      if (preview) {
        const { plan } = differenceOf(resource, step.before, step.inputs);
        return { properties: structOf(keptOf(resource, plan.planned, came)) };
      }
      return inTime(session(), timeout, async ({ lifecycle }) => {
        const { properties } = finished(await change(lifecycle, resource, step), keepingOf(resource, came));
        return { properties: structOf(properties) };
      });
    },
    Delete: async ({ id, properties, old_inputs, timeout, ...named }) => {
      const resource = resourceOf(named);
      const came = { outputs: propertiesIn(properties), inputs: propertiesIn(old_inputs) };
      return inTime(session(), timeout, async (connected) => {
        const { lifecycle } = sparingSuccessors(connected);
        const diagnostics = await lifecycle.remove(resource, rememberedOf(resource, id, came).state);
        const faults = faultsIn(diagnostics, warn);
        if (faults.length > 0) throw new Failure(faults);
        return {};
      });
    },
  };
}

/** An instance's properties as the engine keeps them, those marked that hold a secret. */
function keptOf(resource: Resource, state: Values, came: JsonObject): JsonObject {
  const values = withoutId(state);
  return sent(values, secretNames(resource.attributes, [came], values));
}
