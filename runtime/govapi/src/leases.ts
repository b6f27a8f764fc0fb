import {
  error,
  failure,
  type JsonValue,
  type Lease,
  leaseSeconds,
  ownershipRoutes,
  type Result,
  success,
} from "@thoth-iac/model";
import { ok } from "./answer.ts";
import { isLine, isOwner, ownerExpected } from "./mark.ts";
import type { Call, Operation } from "./operation.ts";
import type { RecordKey, Session } from "./store.ts";

/** The lease that a write claims to be made under. */
export type LeaseClaim = Pick<Lease, "name" | "token">;

/**
 * A diagnostic unless the claimed token is the lease's present one. A lease that has expired still counts while nobody
 * else took it: nobody else has written under it.
 */
export async function heldLease(
  { name, token }: LeaseClaim,
  { tenant, session }: { readonly tenant: string; readonly session: Session },
): Promise<Result<Lease>> {
  const lease = await storedLease(session, keyOf(tenant, name));
  if (lease !== undefined && !lease.released && lease.token === token) return success(leaseOf(lease));
  return failure(error("lease_lost", { summary: "The lease is lost", detail: lossOf({ name, token }, lease) }));
}

/** The operations on leases. */
export const leaseOperations: readonly Operation[] = [
  { route: ownershipRoutes.acquireLease, within: "write", run: acquire },
  { route: ownershipRoutes.renewLease, within: "write", run: renew },
  { route: ownershipRoutes.releaseLease, within: "write", run: release },
];

/** A lease outlives its holders, so that its token never goes down. */
interface StoredLease extends Lease {
  readonly released: boolean;
}

async function acquire({ tenant, params, body, now }: Call, session: Session) {
  const name = nameIn(params[0]);
  if (!name.ok) return name;
  const { holder } = body;
  if (!isLine(holder, 200)) return refused("holder", "a text of 1 to 200 characters that tells people who holds it");
  const seconds = secondsIn(body.ttl_seconds);
  if (!seconds.ok) return seconds;
  const key = keyOf(tenant, name.value);
  const before = await storedLease(session, key);
  const present = before === undefined || before.released ? undefined : before;
  if (present && present.holder !== holder && present.expires_at > now) {
    const detail = `${present.name} is held by ${present.holder} since ${present.acquired_at}, and until ${present.expires_at} unless it is renewed or given back.`;
    return failure(error("lease_held", { summary: "The lease is held", detail }));
  }
  const same = present?.holder === holder ? present : undefined;
  const lease: StoredLease = {
    name: name.value,
    holder,
    token: same?.token ?? (before?.token ?? 0) + 1,
    acquired_at: same?.acquired_at ?? now,
    expires_at: after(now, seconds.value),
    released: false,
  };
  await keep(lease, { key, now, session });
  return success(ok({ ...leaseOf(lease) }));
}

async function renew({ tenant, params, body, now }: Call, session: Session) {
  const name = nameIn(params[0]);
  if (!name.ok) return name;
  const token = tokenIn(body.token);
  if (!token.ok) return token;
  const seconds = secondsIn(body.ttl_seconds);
  if (!seconds.ok) return seconds;
  const held = await heldLease({ name: name.value, token: token.value }, { tenant, session });
  if (!held.ok) return held;
  const lease = { ...held.value, expires_at: after(now, seconds.value) };
  await keep({ ...lease, released: false }, { key: keyOf(tenant, name.value), now, session });
  return success(ok({ ...lease }));
}

async function release({ tenant, params, query, now }: Call, session: Session) {
  const name = nameIn(params[0]);
  if (!name.ok) return name;
  const text = query.get("token") ?? "";
  const token = tokenIn(/^\d{1,16}$/.test(text) ? Number(text) : undefined);
  if (!token.ok) return token;
  const held = await heldLease({ name: name.value, token: token.value }, { tenant, session });
  if (held.ok) await keep({ ...held.value, released: true }, { key: keyOf(tenant, name.value), now, session });
  return success(ok({ name: name.value }));
}

function keyOf(tenant: string, id: string): RecordKey {
  return { tenant, kind: "/thoth/leases", id };
}

async function storedLease(session: Session, key: RecordKey): Promise<StoredLease | undefined> {
  const stored = await session.record(key);
  if (stored === undefined) return undefined;
  // as: only `keep` writes records of this kind.
  return { name: key.id, ...(stored.document as Omit<StoredLease, "name">) };
}

interface Keeping {
  readonly key: RecordKey;
  readonly now: string;
  readonly session: Session;
}

async function keep({ name: _, ...document }: StoredLease, { key, now, session }: Keeping): Promise<void> {
  await session.putRecord({ ...key, document, secret: {}, at: now });
}

function leaseOf({ name, holder, token, acquired_at, expires_at }: StoredLease): Lease {
  return { name, holder, token, acquired_at, expires_at };
}

function lossOf({ name, token }: LeaseClaim, now: StoredLease | undefined): string {
  if (now === undefined || token > now.token)
    return `Token ${token} of ${name} was never given out. Acquire the lease first.`;
  if (token === now.token) return `Token ${token} of ${name} was given back. Acquire the lease again.`;
  const taker = now.released ? "" : `, by ${now.holder} at ${now.acquired_at}`;
  return `${name} was taken since${taker}; its token is ${now.token}, not ${token}. Acquire the lease again.`;
}

function nameIn(sent: string | undefined): Result<string> {
  return isOwner(sent) ? success(sent) : refused("name", ownerExpected);
}

function tokenIn(sent: JsonValue | undefined): Result<number> {
  return isWhole(sent, { least: 1, most: Number.MAX_SAFE_INTEGER })
    ? success(sent)
    : refused("token", "the number that came with the lease");
}

function secondsIn(sent: JsonValue | undefined): Result<number> {
  const { least, most } = leaseSeconds;
  return isWhole(sent, leaseSeconds)
    ? success(sent)
    : refused("ttl_seconds", `a whole number of seconds from ${least} to ${most}`);
}

function isWhole(
  sent: JsonValue | undefined,
  { least, most }: { readonly least: number; readonly most: number },
): sent is number {
  return typeof sent === "number" && Number.isSafeInteger(sent) && sent >= least && sent <= most;
}

function refused(attribute: string, expected: string) {
  const detail = `${attribute} must be ${expected}.`;
  return failure(error("invalid_value", { summary: "Not a request for a lease", detail, attribute: [attribute] }));
}

function after(now: string, seconds: number): string {
  return new Date(Date.parse(now) + seconds * 1000).toISOString();
}
