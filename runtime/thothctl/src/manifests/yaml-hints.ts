import type { AttributePath, Diagnostic, Resource, Value, Values } from "@thoth-iac/model";

/** What whoever writes YAML may have overlooked, where a value has the wrong type or a name is of another tool. */
export function hintFor(diagnostic: Diagnostic, resource: Resource, spec: Values): string | undefined {
  const { code, attribute = [], detail } = diagnostic;
  if (code === "unknown_attribute") return writeOnlyHint(resource, attribute);
  if (code !== "invalid_type") return undefined;
  const value = valueAt(spec, attribute);
  if (detail.includes("must be true or false")) return boolHint(value);
  if (/must be a (whole )?number/.test(detail)) {
    return typeof value === "string" && value !== "" && !Number.isNaN(Number(value))
      ? "Write it without quotes."
      : undefined;
  }
  if (typeof value === "number" || typeof value === "boolean") return `Put it in quotes: "${value}".`;
  return undefined;
}

function boolHint(value: Value | undefined): string | undefined {
  if (typeof value !== "string") return undefined;
  if (/^(true|false)$/i.test(value)) return "Write it without quotes.";
  const meant = /^(yes|on|y)$/i.test(value) ? "true" : /^(no|off|n)$/i.test(value) ? "false" : undefined;
  return meant && `In YAML 1.2, in which manifests are written, ${value} is a text: write ${meant}.`;
}

function writeOnlyHint(resource: Resource, [name]: AttributePath): string | undefined {
  const hidden = resource.attributes.find((each) => each.name === name);
  if (hidden === undefined || !hidden.input) return undefined;
  return "It is for tools that keep what is written in a state file; manifests refer to secrets with {fromEnv: NAME} or {fromFile: PATH}.";
}

function valueAt(values: Values, path: AttributePath): Value | undefined {
  let here: Value | undefined = values;
  for (const step of path) {
    if (typeof here !== "object" || here === null) return undefined;
    here = Object.entries(here).find(([key]) => key === String(step))?.[1];
  }
  return here;
}
