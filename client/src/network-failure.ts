import { type Diagnostic, error } from "@thoth-iac/model";
import { readable } from "./answer.ts";
import type { Redact } from "./redaction.ts";

/** Why no answer came, and whether another attempt may help. */
export interface NetworkFailure {
  readonly diagnostic: Diagnostic;
  readonly retry: boolean;
}

/** What was asked, and of which host. */
export interface Asked {
  /** Method, path and host, without the query. */
  readonly asked: string;
  readonly host: string;
  readonly redact: Redact;
}

/** Reads what `fetch` threw, on Node and on Bun. */
export function networkFailureOf(thrown: unknown, { asked, host, redact }: Asked): NetworkFailure {
  const code = codesOf(thrown).find((candidate) => explain(candidate, host) !== undefined);
  const known = code === undefined ? undefined : explain(code, host);
  if (known !== undefined) {
    const { summary, advice, retry } = known;
    return {
      diagnostic: error("unreachable", { summary, detail: `${asked} got no answer (${code}). ${advice}` }),
      retry,
    };
  }
  const said = readable(redact(reasonOf(thrown)), 200);
  return {
    diagnostic: error("unreachable", {
      summary: "The call to GovAPI broke",
      detail: `${asked} got no answer: ${said}. Check the base URL and the network.`,
    }),
    retry: false,
  };
}

interface Explanation {
  readonly summary: string;
  readonly advice: string;
  readonly retry: boolean;
}

const insecure =
  "For trying things out, insecure_skip_tls_verify = true (thothctl: --insecure-skip-tls-verify) accepts any certificate; then whoever stands on the way can read the credential.";

function explain(code: string, host: string): Explanation | undefined {
  const certificate =
    certificates[code] ??
    (/^(?:CERT|CRL|UNABLE_TO|INVALID_(?:CA|PURPOSE))_?/.test(code) ? "could not be verified." : undefined);
  if (certificate !== undefined) {
    return {
      summary: "GovAPI's TLS certificate cannot be trusted",
      advice: `The certificate of ${host} ${certificate} ${insecure}`,
      retry: false,
    };
  }
  if (code.startsWith("ERR_SSL_") || code === "EPROTO") {
    return {
      summary: "No TLS connection to GovAPI",
      advice: `${host} did not answer in TLS. Check host and port of the base URL: the port may speak plain http, or a proxy stands between.`,
      retry: false,
    };
  }
  if (code.startsWith("HPE_") || code === "UND_ERR_HEADERS_OVERFLOW") {
    return {
      summary: "What answers is not GovAPI",
      advice: `${host} answered, but not in HTTP that can be read. Check host and port.`,
      retry: false,
    };
  }
  return connections[code] && { ...connections[code], advice: `${connections[code].advice(host)}` };
}

const certificates: { readonly [code: string]: string | undefined } = {
  CERT_HAS_EXPIRED: "has expired. Renew it on the server, and check this machine's clock.",
  CERT_NOT_YET_VALID: "is not valid yet. Check this machine's clock and the server's.",
  CERT_SIGNATURE_FAILURE:
    "does not bear the signature of its authority as this machine knows it; it may have been made anew. Renew it in NODE_EXTRA_CA_CERTS.",
  CERT_REVOKED: "was revoked. Replace it on the server.",
  DEPTH_ZERO_SELF_SIGNED_CERT:
    "is self-signed. Give the server one from a known authority, or name its authority in NODE_EXTRA_CA_CERTS.",
  SELF_SIGNED_CERT_IN_CHAIN:
    "comes from an authority that this machine does not know. Name the authority in NODE_EXTRA_CA_CERTS.",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    "comes without its chain, or from an unknown authority. Complete the chain, or name the authority in NODE_EXTRA_CA_CERTS.",
  UNABLE_TO_GET_ISSUER_CERT:
    "comes from an authority that this machine does not know. Name the authority in NODE_EXTRA_CA_CERTS.",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    "comes from an authority that this machine does not know. Name the authority in NODE_EXTRA_CA_CERTS.",
  UNKNOWN_CERTIFICATE_VERIFICATION_ERROR: "could not be verified. Look at its authority and its dates.",
  ERR_TLS_CERT_ALTNAME_INVALID: "is for another host name. Check the host of the base URL.",
};

const broken = {
  summary: "The connection to GovAPI broke",
  advice: (host: string) =>
    `${host} closed it before the answer was whole. GovAPI may be restarting; repeat in a while.`,
  retry: true,
};

const refused = {
  summary: "No connection to GovAPI",
  advice: (host: string) =>
    `Nothing listens at ${host}, or at the proxy that the environment names for it. Start GovAPI, or check host and port of the base URL.`,
  retry: true,
};

const unanswered = {
  summary: "No connection to GovAPI",
  advice: (host: string) => `${host} does not answer at all. Check the network, the firewall, and the base URL.`,
  retry: true,
};

interface Connection {
  readonly summary: string;
  readonly advice: (host: string) => string;
  readonly retry: boolean;
}

const connections: { readonly [code: string]: Connection | undefined } = {
  ECONNREFUSED: refused,
  ConnectionRefused: refused,
  ENOTFOUND: {
    summary: "GovAPI's host does not exist",
    advice: (host) => `No address is known for ${host}. Check tenant_id, apex_domain and govapi_url.`,
    retry: false,
  },
  EAI_AGAIN: {
    summary: "GovAPI's host cannot be looked up now",
    advice: (host) => `The name service gave no answer for ${host}. Check the network; repeat in a while.`,
    retry: true,
  },
  ECONNRESET: broken,
  ConnectionClosed: broken,
  EPIPE: broken,
  UND_ERR_SOCKET: broken,
  UND_ERR_CLOSED: broken,
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: broken,
  ECONNABORTED: broken,
  ETIMEDOUT: unanswered,
  UND_ERR_CONNECT_TIMEOUT: unanswered,
  UND_ERR_HEADERS_TIMEOUT: unanswered,
  UND_ERR_BODY_TIMEOUT: broken,
  EHOSTUNREACH: unanswered,
  ENETUNREACH: unanswered,
  EADDRNOTAVAIL: unanswered,
  FailedToOpenSocket: unanswered,
};

function codesOf(thrown: unknown, depth = 0): readonly string[] {
  if (typeof thrown !== "object" || thrown === null || depth > 5) return [];
  const code = "code" in thrown && typeof thrown.code === "string" ? [thrown.code] : [];
  const cause = "cause" in thrown ? codesOf(thrown.cause, depth + 1) : [];
  // One host may have several addresses, each of which failed.
  const errors = "errors" in thrown && Array.isArray(thrown.errors) ? thrown.errors : [];
  return [...code, ...cause, ...errors.flatMap((each) => codesOf(each, depth + 1))];
}

function reasonOf(thrown: unknown, depth = 0): string {
  if (typeof thrown !== "object" || thrown === null || depth > 5) return "no reason given";
  // Fetch says only that it failed; why is in the cause.
  if ("cause" in thrown && thrown.cause) return reasonOf(thrown.cause, depth + 1);
  return "message" in thrown && typeof thrown.message === "string" ? thrown.message : "no reason given";
}
