import type { Attribute, AttributePath, AttributeType, Diagnostic } from "@thoth-iac/model";
import { ValueError } from "./wire/cty-error.ts";
import { Severity } from "./wire/tfplugin6-messages.ts";

/** Diagnostics as Terraform wants them, each pointing at its attribute so that the line is underlined. */
export function diagnosticsOf(diagnostics: readonly Diagnostic[], attributes: readonly Attribute[] = []) {
  return diagnostics.map(({ severity, summary, detail, attribute }) => ({
    severity: severity === "error" ? Severity.ERROR : Severity.WARNING,
    summary,
    detail,
    ...(attribute && { attribute: { steps: stepsOf(attribute, { kind: "object", attributes }) } }),
  }));
}

/** A value that does not have the form that its type promises, as a diagnostic; anything else is thrown on. */
export function malformed(thrown: unknown): Diagnostic {
  if (!(thrown instanceof ValueError)) throw thrown;
  return {
    severity: "error",
    code: "invalid_type",
    summary: "Value cannot be used",
    detail: `${thrown.message}.`,
    attribute: thrown.path,
  };
}

type Step =
  | { readonly attribute_name: string }
  | { readonly element_key_string: string }
  | { readonly element_key_int: number };

/**
 * The way to an attribute, or to an item in one. Terraform finds the line of nothing deeper, and would underline the
 * head of the block instead; the words of the diagnostic name the rest of the way.
 */
function stepsOf(path: AttributePath, root: AttributeType): readonly Step[] {
  const steps: Step[] = [];
  let type: AttributeType | undefined = root;
  for (const step of path.slice(0, 2)) {
    // Members of a set have no address that could be written down; the set itself is pointed at.
    if (type?.kind === "set" || (steps.length > 0 && type?.kind === "object")) break;
    if (typeof step === "number") steps.push({ element_key_int: step });
    else steps.push(type?.kind === "map" ? { element_key_string: step } : { attribute_name: step });
    type = below(type, step);
  }
  return steps;
}

function below(type: AttributeType | undefined, step: string | number): AttributeType | undefined {
  if (type?.kind === "object") return type.attributes.find((attribute) => attribute.name === step)?.type;
  return type !== undefined && "element" in type ? type.element : undefined;
}
