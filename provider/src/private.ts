/** What is kept beside a resource's state, for this provider only. Never a secret. */
export interface Private {
  /** The state comes from an import and holds only the identity. */
  readonly imported?: true;
  /** Inputs that the person had set, of those the server decides when they are left out. */
  readonly set?: readonly string[];
  /** In a plan: inputs to clear on the server. */
  readonly cleared?: readonly string[];
}

/** Writes what is kept. */
export function encodePrivate(kept: Private): Uint8Array {
  return Object.keys(kept).length === 0 ? new Uint8Array() : Buffer.from(JSON.stringify(kept));
}

/** Reads what is kept; what another provider or version wrote and this one does not understand counts as nothing. */
export function decodePrivate(bytes: Uint8Array): Private {
  if (bytes.length === 0) return {};
  try {
    const read: unknown = JSON.parse(Buffer.from(bytes).toString());
    if (typeof read !== "object" || read === null) return {};
    return {
      ...("imported" in read && read.imported === true && { imported: true }),
      ...("set" in read && { set: namesIn(read.set) }),
      ...("cleared" in read && { cleared: namesIn(read.cleared) }),
    };
  } catch {
    return {};
  }
}

function namesIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((name) => typeof name === "string") : [];
}
