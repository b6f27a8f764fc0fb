import { error, failure, type Result, success } from "@thoth-iac/model";
import { readAdminToken } from "./admin-token.ts";
import { matchesOrgKey, orgKeyId } from "./org-key.ts";
import type { Session } from "./store.ts";
import { type Clock, timestamp } from "./world.ts";

/** What a caller may do with the control plane. */
export type Permission = "read" | "write";

/** Who asks. */
export interface Caller {
  /** The id of the key, or the subject of the token. */
  readonly id: string;
  readonly tenant: string;
  readonly permissions: readonly Permission[];
}

/** The name under which a tenant's admin token key is kept. */
export const adminTokenKey = "admin_token_key";

const wanted = "Send X-Api-Key with an organization key, or Authorization: Bearer with an admin token.";

/** The caller that a request's credential stands for. */
export async function authenticate(headers: Headers, session: Session, clock: Clock): Promise<Result<Caller>> {
  const key = headers.get("x-api-key");
  const authorization = headers.get("authorization");
  if (key !== null && authorization !== null) {
    return failure(
      error("invalid_configuration", {
        summary: "Two credentials",
        detail: "Send X-Api-Key or Authorization, not both.",
      }),
    );
  }
  if (key !== null) return callerOfKey(key, session, clock);
  if (authorization !== null) return callerOfToken(authorization, session, clock);
  return failure(error("unauthenticated", { summary: "No credential", detail: wanted }));
}

/** A diagnostic unless the caller belongs to the tenant and has the permission. */
export function authorize(caller: Caller, tenant: string, permission: Permission): Result<Caller> {
  if (caller.tenant !== tenant)
    return failure(
      error("forbidden", {
        summary: "Other tenant",
        detail: "The credential belongs to another tenant than the path names.",
      }),
    );
  if (caller.permissions.includes(permission)) return success(caller);
  return failure(
    error("forbidden", { summary: "Not permitted", detail: `The credential lacks the permission ${permission}.` }),
  );
}

async function callerOfKey(text: string, session: Session, clock: Clock): Promise<Result<Caller>> {
  const id = orgKeyId(text);
  const key = id === undefined ? undefined : await session.key(id);
  if (key === undefined || !matchesOrgKey(text, key.hash)) {
    return failure(
      error("unauthenticated", { summary: "Unknown key", detail: "GovAPI does not know this organization key." }),
    );
  }
  const now = timestamp(clock);
  if (key.revokedAt !== undefined)
    return failure(
      error("unauthenticated", {
        summary: "Revoked key",
        detail: `The organization key was revoked at ${key.revokedAt}.`,
      }),
    );
  if (key.expiresAt !== undefined && key.expiresAt <= now) {
    return failure(
      error("unauthenticated", { summary: "Expired key", detail: `The organization key expired at ${key.expiresAt}.` }),
    );
  }
  return success({ id: key.id, tenant: key.tenant, permissions: permissionsIn(key.permissions) });
}

async function callerOfToken(authorization: string, session: Session, clock: Clock): Promise<Result<Caller>> {
  const token = /^Bearer +([^\s]+)$/i.exec(authorization)?.[1];
  const signingKey = await session.setting(adminTokenKey);
  const claims =
    token === undefined || signingKey === undefined
      ? undefined
      : readAdminToken(token, Buffer.from(signingKey, "base64url"));
  if (claims === undefined)
    return failure(
      error("unauthenticated", { summary: "Token not accepted", detail: `GovAPI did not issue this token. ${wanted}` }),
    );
  if (claims.expires * 1000 <= clock()) {
    return failure(
      error("unauthenticated", { summary: "Expired token", detail: "The admin token has expired; sign in again." }),
    );
  }
  const permissions: readonly Permission[] = claims.role === "admin" ? ["read", "write"] : ["read"];
  return success({ id: claims.subject, tenant: claims.tenant, permissions });
}

function permissionsIn(words: readonly string[]): readonly Permission[] {
  return words.filter((word) => word === "read" || word === "write");
}
