import type { Type } from "./cty-type.ts";
import type { Path } from "./cty-value.ts";
import type { AttributePathInit } from "./tfplugin6-messages.ts";

/** Gives a path within a value of the given type as the protocol has it, which tells attributes from keys of a map. */
export function attributePathOf(path: Path, type: Type): AttributePathInit {
  let at: Type | undefined = type;
  const steps = path.map((step) => {
    const outer = at;
    at = outer === undefined ? undefined : innerType(outer, step);
    if (typeof step === "number") return { element_key_int: step };
    return outer?.[0] === "map" ? { element_key_string: step } : { attribute_name: step };
  });
  return { steps };
}

function innerType(type: Type, step: string | number): Type | undefined {
  if (typeof type === "string") return undefined;
  if (type[0] === "object") return type[1][step];
  return type[0] === "tuple" ? type[1][Number(step)] : type[1];
}
