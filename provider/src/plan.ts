import type { Message } from "@thoth-iac/grpc";
import { error, hasUnknown, type Plan, plan, type Resource, setInputs, type Values } from "@thoth-iac/model";
import { diagnosticsOf, malformed } from "./diagnostics.ts";
import { identityOf } from "./identity.ts";
import { decodePrivate, encodePrivate, type Private } from "./private.ts";
import { objectTypeOf } from "./schema.ts";
import { objectOf, valuesOf } from "./value.ts";
import { decodeValue, encodeValue } from "./wire/cty.ts";
import type { Value } from "./wire/cty-value.ts";
import type { providerRpcs } from "./wire/tfplugin6.ts";

type Request = Message<typeof providerRpcs.PlanResourceChange.request>;

/** Answers what will become of one instance. No call of GovAPI is made. */
export function planChange(resource: Resource, request: Request) {
  const type = objectTypeOf(resource.attributes);
  const prior = decodeValue(request.prior_state, type);
  const config = decodeValue(request.config, type);
  if (decodeValue(request.proposed_new_state, type) === null) {
    return { planned_state: encodeValue(null, type), planned_private: request.prior_private };
  }
  try {
    const { change, kept } = planFor(resource, { prior, config, remembered: decodePrivate(request.prior_private) });
    return {
      planned_state: encodeValue(objectOf(resource.attributes, change.planned, [config, prior]), type),
      requires_replace: change.requiresReplace.map((name) => ({ steps: [{ attribute_name: name }] })),
      planned_private: encodePrivate(kept),
      // An instance keeps its identity; that of a new one is known after apply.
      planned_identity: change.action === "replace" ? undefined : identityOf(resource, prior),
    };
  } catch (thrown) {
    return { diagnostics: diagnosticsOf([malformed(thrown)], resource.attributes) };
  }
}

/** A plan, the values it was made of, and what is to be kept beside state. */
export interface Planned {
  readonly change: Plan;
  readonly configuration: Values;
  readonly prior: Values | undefined;
  readonly kept: Private;
}

/** The plan from Terraform's values. */
export function planFor(
  resource: Resource,
  { prior, config, remembered }: { readonly prior: Value; readonly config: Value; readonly remembered: Private },
): Planned {
  const configuration = valuesOf(config);
  const before = prior === null ? undefined : valuesOf(prior);
  // At apply only what the plan kept is at hand, in which what is to be cleared counts no longer as set.
  const setBefore = new Set([...(remembered.set ?? []), ...(remembered.cleared ?? [])]);
  const change = plan(resource, { configuration, prior: before, setBefore });
  const set = setInputs(resource, configuration);
  const kept = { ...(set.length > 0 && { set }), ...(change.cleared.length > 0 && { cleared: change.cleared }) };
  return { change, configuration, prior: before, kept };
}

/** What is wrong with write-only values where the client cannot keep them out of state. */
export function writeOnlyFaults(resource: Resource, values: Values, allowed: boolean) {
  if (allowed) return [];
  return resource.attributes
    .filter(
      (attribute) =>
        attribute.writeOnly && ((values[attribute.name] ?? null) !== null || hasUnknown(values[attribute.name])),
    )
    .map(({ name }) => {
      const detail = `${name} is write-only, which this version of Terraform or OpenTofu does not support: it would write the secret into its plan. Use Terraform 1.11 or OpenTofu 1.11 or newer, or the attribute ${name.replace(/_wo$/, "")}.`;
      return error("invalid_configuration", {
        summary: "Write-only attributes need a newer engine",
        detail,
        attribute: [name],
      });
    });
}
