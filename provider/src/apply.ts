import type { Session, Written } from "@thoth-iac/client";
import type { Message } from "@thoth-iac/grpc";
import { hasUnknown, type Plan, type Resource, type Values } from "@thoth-iac/model";
import { diagnosticsOf, malformed } from "./diagnostics.ts";
import { identityOf } from "./identity.ts";
import { planFor } from "./plan.ts";
import { decodePrivate, encodePrivate } from "./private.ts";
import { objectTypeOf } from "./schema.ts";
import { objectOf, valuesOf } from "./value.ts";
import { decodeValue, encodeValue } from "./wire/cty.ts";
import type { providerRpcs } from "./wire/tfplugin6.ts";

type Request = Message<typeof providerRpcs.ApplyResourceChange.request>;

/** Carries out a planned change. Whatever happens, the state in the answer is what is known to be true. */
export async function applyChange(session: Session, resource: Resource, request: Request) {
  const type = objectTypeOf(resource.attributes);
  const prior = decodeValue(request.prior_state, type);
  const planned = decodeValue(request.planned_state, type);
  const config = decodeValue(request.config, type);
  const remembered = decodePrivate(request.planned_private);
  const unchanged = { new_state: encodeValue(prior, type), private: request.planned_private };
  const connected = await session.connected();
  if (!connected.ok) return { ...unchanged, diagnostics: diagnosticsOf(connected.diagnostics) };
  const { lifecycle } = connected.value;
  try {
    if (planned === null) {
      const diagnostics = await lifecycle.remove(resource, valuesOf(prior));
      const failed = diagnostics.some(({ severity }) => severity === "error");
      return {
        ...unchanged,
        new_state: encodeValue(failed ? prior : null, type),
        diagnostics: diagnosticsOf(diagnostics, resource.attributes),
      };
    }
    const made = planFor(resource, { prior, config, remembered });
    const cleared = [...new Set([...made.change.cleared, ...(remembered.cleared ?? [])])];
    const plan: Plan = { ...made.change, cleared, planned: asPromised(made.change.planned, valuesOf(planned)) };
    const change = { plan, configuration: made.configuration, prior: made.prior };
    const written: Written =
      made.prior === undefined ? await lifecycle.create(resource, change) : await lifecycle.update(resource, change);
    const { cleared: _done, ...kept } = made.kept;
    const state =
      written.state === undefined ? prior : objectOf(resource.attributes, written.state, [planned, config, prior]);
    return {
      new_state: encodeValue(state, type),
      private: encodePrivate(written.state === undefined ? { ...remembered } : kept),
      diagnostics: diagnosticsOf(written.diagnostics, resource.attributes),
      new_identity: identityOf(resource, state),
    };
  } catch (thrown) {
    return { ...unchanged, diagnostics: diagnosticsOf([malformed(thrown)], resource.attributes) };
  }
}

/** What the plan showed stands; only what it had left open may take another value now. */
function asPromised(now: Values, promised: Values): Values {
  return Object.fromEntries(
    Object.entries(now).map(([name, value]) => [name, hasUnknown(promised[name]) ? value : (promised[name] ?? null)]),
  );
}
