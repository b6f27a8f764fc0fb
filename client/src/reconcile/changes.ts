import {
  type Attribute,
  type Diagnostic,
  isAbsent,
  type Plan,
  type Resource,
  sameValue,
  UNKNOWN,
  type Value,
  type Values,
} from "@thoth-iac/model";
import { hidingSecrets } from "./secret-parts.ts";
import type { AttributeChange } from "./tenant-plan.ts";

/** What a model's plan changes of an instance, as people are told of it: inputs, each in one form, without secrets. */
export function attributeChanges(
  resource: Resource,
  {
    plan,
    prior,
    configuration,
  }: { readonly plan: Plan; readonly prior: Values | undefined; readonly configuration: Values },
): readonly AttributeChange[] {
  const before = prior ?? {};
  return resource.attributes
    .filter((attribute) => attribute.input && !attribute.local && isSaid(attribute, configuration))
    .filter(({ name }) => differs(plan, before, name))
    .map((attribute): AttributeChange => {
      const { name } = attribute;
      const was: Value = before[name] ?? null;
      const after: Value = plan.cleared.includes(name) ? null : (plan.planned[name] ?? null);
      const shown: { readonly before: Value; readonly after: Value } = {
        before: hidingSecrets(attribute, was),
        after: hidingSecrets(attribute, after),
      };
      // Where nothing but hidden parts differ, there is nothing to show.
      const secret = attribute.sensitive === true || sameValue(shown.before, shown.after);
      return {
        attribute: name,
        kind: isAbsent(after) ? "cleared" : isAbsent(was) ? "set" : "changed",
        ...(secret ? { before: null, after: null } : shown),
        secret,
        replaces: plan.requiresReplace.includes(name),
      };
    });
}

/** The same changes without the values of attributes that are not to be shown. */
export function withoutHidden(
  changes: readonly AttributeChange[],
  hidden: readonly string[] = [],
): readonly AttributeChange[] {
  if (hidden.length === 0) return changes;
  return changes.map((change) =>
    hidden.includes(change.attribute) ? { ...change, before: null, after: null, secret: true } : change,
  );
}

/** The same diagnostics, without what was found where nothing is to be shown. */
export function withoutFound(
  diagnostics: readonly Diagnostic[],
  hidden: readonly string[] = [],
): readonly Diagnostic[] {
  return diagnostics.map((diagnostic) => {
    const { attribute = [], detail } = diagnostic;
    const found = hidden.includes(String(attribute[0])) ? detail.indexOf("; found ") : -1;
    return found < 0
      ? diagnostic
      : { ...diagnostic, detail: `${detail.slice(0, found)}; found something else (not shown).` };
  });
}

function differs({ planned, cleared }: Plan, before: Values, name: string): boolean {
  if (cleared.includes(name)) return true;
  // What the server is left to decide is no change that somebody made.
  return planned[name] !== UNKNOWN && !sameValue(planned[name] ?? null, before[name] ?? null);
}

/** Of two forms of one value only the one that the configuration has is told. */
function isSaid({ name, twin }: Attribute, configuration: Values): boolean {
  return twin === undefined || !isAbsent(configuration[name]) || isAbsent(configuration[twin]);
}
