import { isAbsent, type JsonValue, type Resource, sameValue, type Values, valueAt } from "@thoth-iac/model";

/** True if a removal by writing would write what is there. */
export function isRemovedAlready({ routes: { delete: verb } }: Resource, answer: JsonValue): boolean {
  if (typeof verb !== "object" || verb.move !== "write") return false;
  return Object.entries(verb.body).every(([key, value]) => sameValue(valueAt(answer, [key]), value));
}

/**
 * True for an instance that was removed by writing and lies asleep since: nobody would wake it, as the configuration
 * says nothing of what was written then.
 */
export function isAsleep(resource: Resource, configuration: Values, answer: JsonValue): boolean {
  const { delete: verb } = resource.routes;
  if (typeof verb !== "object" || verb.move !== "write" || !isRemovedAlready(resource, answer)) return false;
  return resource.attributes.some(({ name, input, wire, default: fallback }) => {
    const isWritten = input && Object.hasOwn(verb.body, wire?.join(".") ?? "");
    return isWritten && fallback === undefined && isAbsent(configuration[name]);
  });
}
