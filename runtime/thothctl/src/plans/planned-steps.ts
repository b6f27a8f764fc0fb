import type { Step, TenantPlan } from "@thoth-iac/client";
import {
  type Attribute,
  isAbsent,
  type JsonObject,
  type JsonValue,
  jsonOf,
  known,
  withoutSecrets,
} from "@thoth-iac/model";
import { changeDocument } from "./plan-document.ts";
import { toldChanges } from "./told-changes.ts";

/** What a plan does, as data by which it is known again: each step, what it changes, and what it was based on. */
export function plannedSteps({ steps }: Pick<TenantPlan, "steps">): readonly JsonObject[] {
  return steps.map((step) => {
    const { address, action, identity } = step;
    if (action === "none") return { address, action, identity };
    return { address, action, identity, changes: toldChanges(step).map(changeDocument), prior: priorOf(step) };
  });
}

/** What was there of the inputs, without secrets: what only the server writes moves by itself. */
function priorOf({ prior, resource, wanted }: Step): JsonValue {
  if (prior === undefined) return null;
  const inputs = resource.attributes.filter(({ name, input, sensitive, local, twin, type }) => {
    if (!input || sensitive || local) return false;
    if (twin === undefined) return true;
    // Of two forms of one value one is enough: that of the manifest.
    return wanted === undefined ? type.kind !== "json_text" : !isAbsent(wanted.configuration[name]);
  });
  return Object.fromEntries(
    inputs.flatMap((attribute): [string, JsonValue][] => {
      const value = shownOf(attribute, known(prior[attribute.name]) ?? null);
      return value === null ? [] : [[attribute.name, value]];
    }),
  );
}

function shownOf({ type }: Attribute, value: JsonValue): JsonValue {
  const isJson = type.kind === "json" || type.kind === "json_text";
  return isJson ? withoutSecrets(jsonOf(value) ?? null) : value;
}
