import type { Message } from "@thoth-iac/grpc";
import { attributeNamed, hasIdentity, type Resource, type Values } from "@thoth-iac/model";
import { typeOf } from "./schema.ts";
import { decodeValue, encodeValue } from "./wire/cty.ts";
import { encodeType, type Type } from "./wire/cty-type.ts";
import { isRecord, record, type Value } from "./wire/cty-value.ts";
import type { dynamicValue } from "./wire/tfplugin6-messages.ts";

/** Tells tenants apart in identities; import may leave it out, for the provider knows its own. */
const tenant = "tenant_id";

/** The attributes that tell instances apart everywhere: the tenant, and the model's identity within it. */
export function identitySchemaOf(resource: Resource) {
  const attributes = namesOf(resource).map((name) => ({
    name,
    type: encodeType(typeOf(attributeNamed(resource, name).type)),
    description: attributeNamed(resource, name).description,
    required_for_import: name !== tenant,
    optional_for_import: name === tenant,
  }));
  return { version: 0, identity_attributes: attributes };
}

/** The type constraint of a resource's identity. */
export function identityTypeOf(resource: Resource): Type {
  return [
    "object",
    Object.fromEntries(namesOf(resource).map((name) => [name, typeOf(attributeNamed(resource, name).type)])),
  ];
}

/** The identity that state tells; nothing for a resource without one, or when there is no state. */
export function identityOf(
  resource: Resource,
  state: Value,
): { readonly identity_data: { readonly msgpack: Uint8Array } } | undefined {
  if (!hasIdentity(resource) || !isRecord(state)) return undefined;
  const names = namesOf(resource);
  if (names.some((name) => typeof state[name] !== "string")) return undefined;
  return {
    identity_data: encodeValue(record(names.map((name) => [name, state[name] ?? null])), identityTypeOf(resource)),
  };
}

/** The identity that import was given: attribute values by name. */
export function givenIdentity(resource: Resource, data: Message<typeof dynamicValue> | undefined): Values | undefined {
  const given = decodeValue(data, identityTypeOf(resource));
  if (!isRecord(given)) return undefined;
  const texts = Object.entries(given).filter(([, value]) => typeof value === "string");
  return Object.fromEntries(texts.map(([name, value]) => [name, String(value)]));
}

function namesOf(resource: Resource): readonly string[] {
  return [tenant, ...resource.identity];
}
