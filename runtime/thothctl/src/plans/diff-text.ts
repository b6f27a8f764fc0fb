import { hiddenSecret, hidingSecrets, type Step } from "@thoth-iac/client";
import {
  type Attribute,
  isAbsent,
  isList,
  isRecord,
  type JsonObject,
  type JsonValue,
  jsonOf,
  UNKNOWN,
  type Value,
  type Values,
} from "@thoth-iac/model";
import { onOneLine, spelledOut } from "../output.ts";
import { unifiedHunks } from "./text-changes.ts";
import { toldChanges } from "./told-changes.ts";

/** What writes an object as YAML. */
export type Stringify = (value: JsonObject, options: { readonly lineWidth: number }) => string;

/** How an instance differs from its manifest, as a unified diff of YAML; no lines if it does not. Secrets are not shown. */
export function stepDiff(step: Step, stringify: Stringify): readonly string[] {
  const sides = sidesOf(step);
  if (sides === undefined) return [];
  const text = (side: JsonObject) => (Object.keys(side).length === 0 ? "" : stringify(side, { lineWidth: 0 }));
  const note = step.action === "run" ? `# runs: ${onOneLine(step.because ?? "")}\n` : "";
  const hunks = unifiedHunks(text(sides.live), `${note}${text(sides.desired)}`);
  if (hunks.length === 0) return [];
  const name = onOneLine(step.address);
  return [`--- live ${name}`, `+++ desired ${name}`, ...hunks.map(spelledOut)];
}

interface Sides {
  readonly live: JsonObject;
  readonly desired: JsonObject;
}

function sidesOf(step: Step): Sides | undefined {
  const { action, resource, prior, plan, wanted, mark } = step;
  const hidden = wanted?.hidden ?? [];
  const inputs = resource.attributes
    .filter(({ input }) => input)
    .map((attribute) => (hidden.includes(attribute.name) ? { ...attribute, sensitive: true } : attribute));
  const side = (isIn: (attribute: Attribute) => boolean, valueIn: (attribute: Attribute) => Value) =>
    Object.fromEntries(
      inputs.filter(isIn).flatMap((attribute): [string, JsonValue][] => {
        const value = valueIn(attribute);
        return isAbsent(value) ? [] : [[attribute.name, shownValue(attribute, value)]];
      }),
    );
  const changed = new Map(toldChanges(step).map((change) => [change.attribute, change]));
  if (action === "run") {
    const isChanged = ({ name }: Attribute) => changed.has(name);
    return {
      live: side(isChanged, ({ name }) => changed.get(name)?.before ?? null),
      desired: side(isChanged, ({ name }) => changed.get(name)?.after ?? null),
    };
  }
  if (action === "remove") {
    const isOurs = ({ name, local }: Attribute) => !local && (mark === undefined || mark.set.includes(name));
    return { live: side(isOurs, ({ name }) => prior?.[name] ?? null), desired: {} };
  }
  if (action !== "create" && action !== "update" && action !== "replace") return undefined;
  const configuration: Values = wanted?.configuration ?? {};
  const isSpokenOf = ({ name, local }: Attribute) => !local && (!isAbsent(configuration[name]) || changed.has(name));
  return {
    live: side(isSpokenOf, ({ name, sensitive }) => {
      // GovAPI does not tell a secret; the mark tells that one was sent.
      const isThere = sensitive && changed.get(name)?.kind === "changed";
      return prior?.[name] ?? (isThere ? hiddenSecret : null);
    }),
    desired: side(isSpokenOf, ({ name, sensitive }) => {
      const change = changed.get(name);
      if (change?.kind === "cleared") return null;
      const value = plan?.planned[name] ?? null;
      // The secrets themselves are not shown; that another one is sent is.
      return sensitive && change?.kind === "changed" && !isAbsent(value) ? anotherSecret : value;
    }),
  };
}

const anotherSecret = "(another secret)";

/** A value as YAML shows it: JSON in text form as what it means, in an order in which equal values are equal texts. */
function shownValue({ type, sensitive }: Attribute, value: Value): JsonValue {
  if (sensitive && value !== UNKNOWN) return value === anotherSecret ? anotherSecret : hiddenSecret;
  const shown = hidingSecrets({ type }, value);
  return orderly((type.kind === "json_text" ? jsonOf(shown) : undefined) ?? shown);
}

function orderly(value: Value): JsonValue {
  if (value === UNKNOWN) return "(known after apply)";
  if (isList(value)) return value.map(orderly);
  if (!isRecord(value)) return value;
  const members = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(members.map(([key, member]) => [key, orderly(member)]));
}
