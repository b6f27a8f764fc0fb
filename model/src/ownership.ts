import type { JsonObject } from "./value.ts";

/*
 * What GovAPI keeps for a tool that has no state file of its own: marks, which tell whose an instance is and what was
 * set of it, and leases, which let one apply at a time run. A GovAPI without them answers 404 and ignores the headers.
 */

/** What is remembered of one instance that a set of manifests owns. It holds no secret. */
export interface Mark {
  /** The instance: its resource and its identity, see `markId`. */
  readonly id: string;
  /** The set of manifests that the instance belongs to. */
  readonly owner: string;
  /** What the manifest calls it: `BrowserPolicy/block-extensions`. */
  readonly address: string;
  /** Names of the inputs that the manifest set. */
  readonly set: readonly string[];
  /** Values that GovAPI does not tell: of inputs that steer the tool, and the shape of what was laid over a document. */
  readonly kept: JsonObject;
  /** Fingerprints of the secrets that were sent, by attribute. */
  readonly secrets: { readonly [attribute: string]: string };
  /** For an action: how its last run ended. */
  readonly outcome?: "started" | "succeeded" | "failed";
}

/** A change of the marks that goes along with a write, and is made together with it or not at all. */
export type MarkChange =
  | { readonly put: Mark /** Take it from another owner. */; readonly takeOver?: boolean }
  | { readonly drop: Pick<Mark, "id" | "owner"> };

/**
 * The header of a write that changes a mark along with it; see `markHeaderValue`. The change is made if the write is
 * made, and the write is refused if the mark belongs to another owner.
 */
export const markHeader = "x-thoth-mark";

/** The longest `markHeader` that GovAPI takes. All headers together have 16 KiB; a longer change goes by its own route. */
export const mostMarkHeaderLength = 8_192;

/** The most bytes of JSON that a mark may have. */
export const mostMarkBytes = 65_536;

/**
 * The header of a write that is made under a lease: `<name>;<token>`. Once the lease was given back, or another has taken
 * it, the write is refused.
 */
export const leaseHeader = "x-thoth-lease";

/** How long a lease may be had for without renewal, in seconds. */
export const leaseSeconds = { least: 5, most: 3_600 } as const;

/** The right to apply, held by one holder at a time until it is given back or expires. */
export interface Lease {
  readonly name: string;
  readonly holder: string;
  /** Grows with every holder, so that writes of an earlier one can be told and refused. */
  readonly token: number;
  readonly acquired_at: string;
  readonly expires_at: string;
}

/** The routes of marks and leases, below `/{tenant}`. */
export const ownershipRoutes = {
  /** All marks of the tenant, in pages: `{data, total}`. */
  listMarks: "GET /thoth/marks",
  /** Body: a mark; `?take_over=true` takes it from another owner. */
  putMark: "PUT /thoth/marks/{id}",
  /** `?owner=` tells whose it must be. Deleting what is gone succeeds. */
  dropMark: "DELETE /thoth/marks/{id}",
  /** Body: `{holder, ttl_seconds}`. The holder itself gets the lease it has, so its text must be no other's. */
  acquireLease: "POST /thoth/leases/{name}",
  /** Body: `{token, ttl_seconds}`. */
  renewLease: "PUT /thoth/leases/{name}",
  /** `?token=`. Giving back what is lost succeeds. */
  releaseLease: "DELETE /thoth/leases/{name}",
} as const;

/** What owners, and with them leases, may be called. */
export const ownerPattern = /^[a-z0-9]([a-z0-9._-]{0,61}[a-z0-9])?$/;

/** The id of the mark of an instance: its resource, and the texts of its identity (for an action: its name). */
export function markId(resource: string, identity: readonly string[]): string {
  return [resource, ...identity].map(encodeURIComponent).join(":");
}

/** A change of a mark as a header says it: JSON in base64url, as header values are no place for arbitrary text. */
export function markHeaderValue(change: MarkChange): string {
  const bytes = new TextEncoder().encode(JSON.stringify(change));
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}
