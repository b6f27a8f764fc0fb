import type { Session } from "@thoth-iac/client";
import type { Message } from "@thoth-iac/grpc";
import { documentOf, error, hasIdentity, parseIdentity, type Resource, warning } from "@thoth-iac/model";
import { diagnosticsOf, malformed } from "./diagnostics.ts";
import { givenIdentity, identityOf, identityTypeOf } from "./identity.ts";
import { decodePrivate, encodePrivate } from "./private.ts";
import { objectTypeOf, resourceTypes } from "./schema.ts";
import { objectOf, valuesOf } from "./value.ts";
import { decodeValue, encodeValue } from "./wire/cty.ts";
import { decodeSavedValue } from "./wire/cty-json.ts";
import { record, type Value } from "./wire/cty-value.ts";
import type { providerRpcs } from "./wire/tfplugin6.ts";

type Request<Rpc extends keyof typeof providerRpcs> = Message<(typeof providerRpcs)[Rpc]["request"]>;

/** Opens saved state, whichever version of this provider or of the reference provider wrote it. */
export function upgradeState(resource: Resource, { version, raw_state }: Request<"UpgradeResourceState">) {
  const type = objectTypeOf(resource.attributes);
  if (version > 0) {
    const detail = `State has version ${version} of this resource; this provider knows versions up to 0. Use the newer provider that wrote it.`;
    return {
      diagnostics: diagnosticsOf([
        error("invalid_configuration", { summary: "State is newer than the provider", detail }),
      ]),
    };
  }
  try {
    const { value } = decodeSavedValue(raw_state?.json ?? new Uint8Array(), type);
    return { upgraded_state: encodeValue(value, type) };
  } catch (thrown) {
    return { diagnostics: diagnosticsOf([malformed(thrown)], resource.attributes) };
  }
}

/** Brings state up to what GovAPI says. Null if the instance is gone. */
export async function readState(session: Session, resource: Resource, request: Request<"ReadResource">) {
  const type = objectTypeOf(resource.attributes);
  const current = decodeValue(request.current_state, type);
  const { imported, ...kept } = decodePrivate(request.private);
  if (resource.routes.read === undefined) return { new_state: encodeValue(current, type), private: request.private };
  const connected = await session.connected();
  if (!connected.ok)
    return { new_state: encodeValue(current, type), diagnostics: diagnosticsOf(connected.diagnostics) };
  const { lifecycle } = connected.value;
  const state = valuesOf(current);
  const read = await lifecycle.read(resource, state, imported === true);
  if (!read.ok)
    return {
      new_state: encodeValue(current, type),
      private: request.private,
      diagnostics: diagnosticsOf(read.diagnostics, resource.attributes),
    };
  const now = read.value === undefined ? null : objectOf(resource.attributes, read.value, [current]);
  return {
    new_state: encodeValue(now, type),
    private: encodePrivate(kept),
    new_identity: identityOf(resource, now),
  };
}

/** Opens a saved identity. */
export function upgradeIdentity(resource: Resource, { raw_identity }: Request<"UpgradeResourceIdentity">) {
  const type = identityTypeOf(resource);
  try {
    const { value } = decodeSavedValue(raw_identity?.json ?? new Uint8Array(), type);
    return { upgraded_identity: { identity_data: encodeValue(value, type) } };
  } catch (thrown) {
    return { diagnostics: diagnosticsOf([malformed(thrown)]) };
  }
}

/** Takes an existing instance into state by its identity; the read that follows brings the rest. */
export async function importState(session: Session, resource: Resource, request: Request<"ImportResourceState">) {
  const { type_name, id } = request;
  const connected = await session.connected();
  if (!connected.ok) return { diagnostics: diagnosticsOf(connected.diagnostics) };
  const tenant = connected.value.client.tenantId;
  const given = hasIdentity(resource) ? givenIdentity(resource, request.identity?.identity_data) : undefined;
  const identity = parseIdentity(resource, { id, given, tenant });
  if (!identity.ok) return { diagnostics: diagnosticsOf(identity.diagnostics) };
  const values = identity.value;
  const state = encodeValue(objectOf(resource.attributes, values, []), objectTypeOf(resource.attributes));
  const known = identityOf(resource, record(Object.entries({ ...values, tenant_id: tenant })));
  return {
    imported_resources: [{ type_name, state, private: encodePrivate({ imported: true }), identity: known }],
  };
}

/** Moves state between resources that keep their slices in one document, or from another address of this provider. */
export function moveState(target: Resource, request: Request<"MoveResourceState">) {
  const {
    source_provider_address: address,
    source_type_name: from,
    source_state,
    source_private,
    target_type_name: to,
  } = request;
  const refuse = (detail: string) => ({
    diagnostics: diagnosticsOf([error("invalid_value", { summary: "State cannot be moved", detail })]),
  });
  const source = resourceTypes.get(from);
  if (!address.endsWith("/thoth") || source === undefined)
    return refuse(`${from} of ${address} is nothing that ${to} could take over.`);
  if (source !== target && documentOf(source.routes) !== documentOf(target.routes))
    return refuse(
      `${from} and ${to} are different things in GovAPI. Moves are possible between resources that write one settings document.`,
    );
  const type = objectTypeOf(target.attributes);
  try {
    const { value, unexpected } = decodeSavedValue(source_state?.json ?? new Uint8Array(), type);
    const lost = unexpected
      .map((path) => String(path[0]))
      .filter((name) => source.attributes.some((attribute) => attribute.name === name && attribute.input));
    const told =
      lost.length === 0 || value === null
        ? []
        : [
            warning("conflict", {
              summary: "Some attributes stay behind",
              detail: `${to} does not have ${lost.join(", ")}. They stay on the server as they are, managed by nobody, until another resource takes them.`,
            }),
          ];
    return {
      target_state: encodeValue(known(value), type),
      target_private: source_private,
      target_identity: identityOf(target, value),
      diagnostics: diagnosticsOf(told),
    };
  } catch (thrown) {
    return { diagnostics: diagnosticsOf([malformed(thrown)], target.attributes) };
  }
}

function known(value: Value): Value {
  return value ?? record([]);
}
