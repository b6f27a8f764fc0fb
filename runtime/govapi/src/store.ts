import type { JsonObject } from "@thoth-iac/model";

/** Which object: of which tenant, of which kind, with which id. */
export interface RecordKey {
  readonly tenant: string;
  readonly kind: string;
  readonly id: string;
}

/** An object of the control plane as the store keeps it. */
export interface StoredRecord extends RecordKey {
  /** Grows by one with each write. */
  readonly version: number;
  readonly document: JsonObject;
  /** The part that lies encrypted. */
  readonly secret: JsonObject;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** What a write of a record says. */
export interface RecordWrite extends RecordKey {
  readonly document: JsonObject;
  readonly secret: JsonObject;
  readonly at: string;
}

/** A stretch of a list, in the order in which its records were made. */
export interface Stretch {
  readonly limit: number;
  readonly offset: number;
}

/** An organization key; its text is nowhere. */
export interface StoredKey {
  readonly id: string;
  readonly tenant: string;
  readonly hash: string;
  readonly permissions: readonly string[];
  readonly createdAt: string;
  readonly expiresAt: string | undefined;
  readonly revokedAt: string | undefined;
  readonly lastUsedAt: string | undefined;
}

/** The states of a job; the last two are final. */
export type JobStatus = "queued" | "running" | "succeeded" | "failed";

/** Work that outlives the request which asked for it. */
export interface StoredJob {
  readonly id: string;
  readonly tenant: string;
  readonly kind: string;
  /** What the job is about. Of each kind, one job per subject runs at a time. */
  readonly subject: string;
  readonly status: JobStatus;
  /** How often it was started. */
  readonly attempts: number;
  readonly result: JsonObject;
  readonly error: string | undefined;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly startedAt: string | undefined;
  readonly completedAt: string | undefined;
}

/** A device that an MDM system told about. */
export interface StoredEndpoint {
  readonly tenant: string;
  readonly id: string;
  readonly provider: string;
  readonly document: JsonObject;
  readonly seenAt: string;
}

/** The answer to a request that carried an `Idempotency-Key`. */
export interface StoredAnswer {
  readonly tenant: string;
  readonly caller: string;
  readonly key: string;
  /** Of the request: another one with the same key is a mistake of the caller. */
  readonly fingerprint: string;
  readonly status: number;
  readonly body: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** What can be done inside one transaction. */
export interface Session {
  readonly setting: (name: string) => Promise<string | undefined>;
  readonly setSetting: (name: string, value: string) => Promise<void>;
  readonly tenants: () => Promise<readonly string[]>;
  readonly addTenant: (id: string, at: string) => Promise<void>;

  readonly key: (id: string) => Promise<StoredKey | undefined>;
  readonly addKey: (key: StoredKey) => Promise<void>;
  readonly touchKey: (id: string, at: string) => Promise<void>;

  readonly record: (key: RecordKey) => Promise<StoredRecord | undefined>;
  readonly records: (of: Omit<RecordKey, "id">, stretch?: Stretch) => Promise<readonly StoredRecord[]>;
  readonly recordCount: (of: Omit<RecordKey, "id">) => Promise<number>;
  /** Makes or replaces a record. */
  readonly putRecord: (write: RecordWrite) => Promise<StoredRecord>;
  /** Removes a record, if it is there. */
  readonly dropRecord: (key: RecordKey) => Promise<void>;

  readonly job: (tenant: string, id: string) => Promise<StoredJob | undefined>;
  readonly addJob: (job: StoredJob) => Promise<void>;
  readonly putJob: (job: StoredJob) => Promise<void>;
  /** Jobs in that state, oldest first. */
  readonly jobs: (status: JobStatus) => Promise<readonly StoredJob[]>;

  readonly putEndpoints: (endpoints: readonly StoredEndpoint[]) => Promise<void>;
  readonly endpoints: (tenant: string, provider: string) => Promise<readonly StoredEndpoint[]>;

  readonly answer: (of: Pick<StoredAnswer, "tenant" | "caller" | "key">) => Promise<StoredAnswer | undefined>;
  readonly putAnswer: (answer: StoredAnswer) => Promise<void>;
  readonly dropAnswersBefore: (at: number) => Promise<void>;
}

/** Where GovAPI keeps everything. Sessions run one after the other and must not be opened inside one another. */
export interface Store {
  /** Several reads of one state. */
  readonly read: <T>(work: (session: Session) => Promise<T>) => Promise<T>;
  /**
   * All or nothing. Settles only when the writes are on disk. What a session has read still holds when it commits: versions
   * and leases rest on that, so a store over many connections needs serializable transactions.
   */
  readonly write: <T>(work: (session: Session) => Promise<T>) => Promise<T>;
  /** A fingerprint of a text that only this store can make. */
  readonly fingerprint: (text: string) => string;
  /** Secret bytes for a purpose, always the same from this store. */
  readonly derive: (purpose: string, bytes: number) => Uint8Array;
  readonly close: () => Promise<void>;
}
