import { adminTokenKey } from "./authenticate.ts";
import { makeOrgKey } from "./org-key.ts";
import type { Store } from "./store.ts";
import { type Clock, type Random, timestamp } from "./world.ts";

/** A tenant that is ready to be used. */
export interface Provisioned {
  readonly tenantId: string;
  /** Whether this call made the tenant. */
  readonly made: boolean;
  /** The text of the tenant's first organization key; nothing once that key was revoked. */
  readonly orgApiKey: string | undefined;
}

/**
 * Makes the tenant, its first organization key and the key that signs admin tokens, as far as they are not there. The
 * first key is derived from the store's master key: so it can be told again, while the database holds only its hash.
 */
export async function provision(
  store: Store,
  tenant: string,
  world: { readonly clock: Clock; readonly random: Random },
): Promise<Provisioned> {
  const { id, text, hash } = makeOrgKey((bytes) =>
    store.derive(JSON.stringify(["first organization key", tenant, bytes]), bytes),
  );
  return store.write(async (session) => {
    const now = timestamp(world.clock);
    if ((await session.setting(adminTokenKey)) === undefined) {
      await session.setSetting(adminTokenKey, Buffer.from(world.random(32)).toString("base64url"));
    }
    const known = (await session.tenants()).includes(tenant);
    if (!known) {
      await session.addTenant(tenant, now);
      const unset = { expiresAt: undefined, revokedAt: undefined, lastUsedAt: undefined };
      await session.addKey({ id, tenant, hash, permissions: ["read", "write", "execute"], createdAt: now, ...unset });
    }
    const key = await session.key(id);
    return {
      tenantId: tenant,
      made: !known,
      orgApiKey: key !== undefined && key.revokedAt === undefined ? text : undefined,
    };
  });
}
