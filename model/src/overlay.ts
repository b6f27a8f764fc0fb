import type { Attribute } from "./attributes.ts";
import { type Diagnostic, error } from "./diagnostic.ts";
import { sameMeaning } from "./diff.ts";
import { type JsonValue, jsonOf, known, type Values, valueAt } from "./value.ts";
import { decode } from "./wire.ts";

/**
 * Contradictions between an attribute and a free object that is laid over the whole body, last: the object would win,
 * and the attribute would be seen to drift for ever.
 */
export function checkOverlays(inputs: readonly Attribute[], values: Values): readonly Diagnostic[] {
  return inputs
    .filter((overlay) => overlay.overlay)
    .flatMap((overlay) => {
      const laid = jsonOf(values[overlay.name]);
      if (laid === undefined) return [];
      return inputs
        .filter((attribute) => attribute.wire !== undefined && !attribute.overlay)
        .filter((attribute) => contradicts(attribute, values, laid))
        .map(({ name, wire }) => {
          const detail = `${overlay.name} sets ${(wire ?? []).join(".")}, which the attribute ${name} sets to something else. Say it once: remove it from ${overlay.name}, or remove ${name}.`;
          return error("conflicting_attributes", {
            summary: "Said twice, and differently",
            detail,
            attribute: [overlay.name],
          });
        });
    });
}

function contradicts(attribute: Attribute, values: Values, laid: JsonValue): boolean {
  const own = known(values[attribute.name]);
  if (own === undefined || own === null || valueAt(laid, attribute.wire ?? []) === undefined) return false;
  const over = decode([{ ...attribute, writeOnly: false }], laid, { tenant: "", now: "" })[attribute.name];
  return !sameMeaning(attribute, own, over);
}
