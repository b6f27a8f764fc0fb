import { encode, type JsonObject, type Resource, type Values, withoutSecrets } from "@thoth-iac/model";

/** What is known of an instance, in GovAPI's names and without its secrets. */
export function shown(resource: Pick<Resource, "attributes">, state: Values): JsonObject {
  const open = resource.attributes.filter((attribute) => !attribute.sensitive && !attribute.overlay);
  const document = encode(
    open.map((attribute) => ({ ...attribute, input: true })),
    state,
  );
  return withoutSecrets(document) as JsonObject; // an object stays one
}
