import { type AttributeChange, changesOf, type Step, type TenantPlan } from "@thoth-iac/client";
import {
  type AttributePath,
  type Diagnostic,
  isList,
  isRecord,
  type JsonObject,
  type JsonValue,
  pascalCase,
  pathText,
  UNKNOWN,
  type Value,
} from "@thoth-iac/model";
import { removalOf } from "./removal.ts";
import { toldChanges } from "./told-changes.ts";

/** A plan as programs read it; docs/plan-json.md describes it. It holds no secret. */
export function planDocument(plan: TenantPlan): JsonObject {
  const { tenant, owner, marks, steps, leftovers, warnings } = plan;
  return {
    format: "thoth-plan",
    version: 1,
    tenant,
    owner,
    marks,
    changes: changesOf(plan).length,
    steps: steps.map(stepDocument),
    leftovers: leftovers.map(stepDocument),
    warnings: warnings.map(diagnosticDocument),
  };
}

/** What names a step in all documents. */
export function stepName({ address, action, resource, identity }: Step): JsonObject {
  const kind = pascalCase(resource.name);
  return { address, kind, name: address.slice(kind.length + 1), resource: resource.name, identity, action };
}

function stepDocument(step: Step): JsonObject {
  const { action, because, needs, resource } = step;
  return {
    ...stepName(step),
    because: because ?? null,
    removal: action === "remove" ? removalOf(resource).how : null,
    needs,
    changes: toldChanges(step).map(changeDocument),
  };
}

/** A change of an attribute, for programs. */
export function changeDocument({ attribute, kind, before, after, secret, replaces }: AttributeChange): JsonObject {
  return {
    attribute,
    kind,
    before: withoutUnknown(before),
    after: withoutUnknown(after),
    known_after_apply: unknownPaths(after, [attribute]).map(pathText),
    secret,
    replaces,
  };
}

/** A diagnostic, for programs. */
export function diagnosticDocument({ severity, code, summary, detail, attribute, ...where }: Diagnostic): JsonObject {
  const { instance, place } = where;
  return {
    severity,
    code,
    summary,
    detail,
    attribute: attribute === undefined ? null : pathText(attribute),
    instance: instance ?? null,
    place: place === undefined ? null : { file: place.file, line: place.line, column: place.column },
  };
}

function withoutUnknown(value: Value): JsonValue {
  if (value === UNKNOWN) return null;
  if (isList(value)) return value.map(withoutUnknown);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withoutUnknown(member)]));
}

function unknownPaths(value: Value, path: AttributePath): readonly AttributePath[] {
  if (value === UNKNOWN) return [path];
  if (isList(value)) return value.flatMap((item, at) => unknownPaths(item, [...path, at]));
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, member]) => unknownPaths(member, [...path, key]));
}
