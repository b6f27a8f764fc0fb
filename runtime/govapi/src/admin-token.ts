import { createHmac, timingSafeEqual } from "node:crypto";
import { isRecord, type JsonObject, type JsonValue } from "@thoth-iac/model";
import { member, textMember } from "./json.ts";

/** What an admin token says. */
export interface AdminClaims {
  readonly tenant: string;
  readonly subject: string;
  readonly role: string;
  /** Seconds since 1970. */
  readonly expires: number;
}

/** A signed admin token (JWT, HS256). */
export function signAdminToken(claims: AdminClaims, key: Uint8Array): string {
  const header = encode({ alg: "HS256", typ: "JWT" });
  const payload = encode({ org_id: claims.tenant, sub: claims.subject, role: claims.role, exp: claims.expires });
  return `${header}.${payload}.${signature(`${header}.${payload}`, key)}`;
}

/** What a token says, if this key signed it; whether it is still valid is for the caller to judge. */
export function readAdminToken(token: string, key: Uint8Array): AdminClaims | undefined {
  const [header, payload, sealed, ...rest] = token.split(".");
  if (header === undefined || payload === undefined || sealed === undefined || rest.length > 0) return undefined;
  const expected = Buffer.from(signature(`${header}.${payload}`, key));
  const given = Buffer.from(sealed);
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) return undefined;
  const head = decode(header);
  const claims = decode(payload);
  if (head === undefined || claims === undefined || textMember(head, "alg") !== "HS256") return undefined;
  const tenant = textMember(claims, "org_id");
  const role = textMember(claims, "role") ?? textMember(claims, "org_role") ?? textMember(claims, "thoth_role");
  const expires = member(claims, "exp");
  if (tenant === undefined || role === undefined || typeof expires !== "number") return undefined;
  return { tenant, role, expires, subject: textMember(claims, "sub") ?? "admin" };
}

function encode(value: JsonObject): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

function decode(part: string): JsonObject | undefined {
  try {
    const value: JsonValue = JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function signature(text: string, key: Uint8Array): string {
  return createHmac("sha256", key).update(text).digest("base64url");
}
