/** What proves who calls. */
export interface Credential {
  readonly kind: "org_api_key" | "admin_bearer_token";
  readonly value: string;
  /** Where it came from, in words that complete "it came from ...". */
  readonly source?: string;
}

/** The header that carries a credential. */
export function credentialHeader(credential: Credential): readonly [name: string, value: string] {
  return credential.kind === "org_api_key"
    ? ["X-Api-Key", credential.value]
    : ["Authorization", `Bearer ${credential.value}`];
}

/** What a person should look at when GovAPI does not accept the credential. */
export function credentialAdvice(credential: Credential, now: number): string {
  const name = credential.kind === "org_api_key" ? "organization API key" : "admin bearer token";
  const from = credential.source === undefined ? "" : ` came from ${credential.source}; it`;
  if (credential.kind === "org_api_key") {
    return `The ${name}${from} may be revoked, expired, mistyped, or belong to another tenant. Check it, or make a new one.`;
  }
  const expiry = expiryOf(credential.value);
  if (expiry === undefined || expiry > now) {
    const until = expiry === undefined ? "" : ` It says that it is valid until ${dateText(expiry)}.`;
    return `The ${name}${from} may be revoked, expired, or belong to another tenant.${until} Log in again, or give another token.`;
  }
  return `The ${name}${from} expired at ${dateText(expiry)}. Log in again, or give a token that is still valid.`;
}

// Undefined if the text is no JWT or does not say.
function expiryOf(token: string): number | undefined {
  const [, claims, signature] = token.split(".");
  if (claims === undefined || signature === undefined) return undefined;
  try {
    const bytes = Uint8Array.from(atob(claims.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
    const exp: unknown = JSON.parse(new TextDecoder().decode(bytes))?.exp;
    // Beyond this no Date exists.
    return typeof exp === "number" && Math.abs(exp) < 8.64e12 ? exp * 1000 : undefined;
  } catch {
    return undefined;
  }
}

function dateText(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d+Z$/, "Z");
}
