import { error, failure, type Result, success } from "@thoth-iac/model";

/** Names under which a base URL or a tenant was given, for the diagnostics. */
export interface Given {
  readonly value: string;
  /** As a person writes it: `govapi_url`, `--govapi-url`, `THOTH_GOVAPI_URL`. */
  readonly name: string;
  /** The attribute to underline, if it was an attribute. */
  readonly attribute?: string | undefined;
}

/** The base URL without its trailing slash: https, or http on loopback; its path is kept. */
export function baseUrlOf(given: Given): Result<string> {
  const text = given.value.trim();
  const refuse = (found: string, advice: string) =>
    failure(
      error("invalid_configuration", {
        summary: "The base URL of GovAPI cannot be used",
        detail: `${given.name} ${found}. Expected a URL such as https://grid.acme.atensecurity.com. ${advice}`,
        attribute: given.attribute === undefined ? undefined : [given.attribute],
      }),
    );
  if (!URL.canParse(text)) return refuse("is not a URL", "Give scheme and host.");
  const url = new URL(text);
  if (url.username !== "" || url.password !== "") {
    return refuse("holds a user name or password", "Take them out: the credential has attributes of its own.");
  }
  if (url.search !== "" || url.hash !== "") return refuse("holds a query or a fragment", "Take it out.");
  if (url.protocol === "http:" && !isLoopback(url.hostname)) {
    return refuse(
      `is plain http to ${url.host}`,
      "Use https: http would send the credential unencrypted. http is for loopback only.",
    );
  }
  if (url.protocol !== "https:" && url.protocol !== "http:")
    return refuse(`has the scheme ${url.protocol}`, "Use https.");
  return success(`${url.origin}${url.pathname.replace(/\/+$/, "")}`);
}

/** True for the names and addresses of this machine itself, as `URL` spells host names. */
export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

/** The host that the product gives a tenant: `https://grid.<tenant>.<apex>`. */
export function productUrlOf(tenant: Given, apex: Given): Result<string> {
  const label = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/i;
  const problems = [
    ...(label.test(tenant.value) ? [] : [wrong(tenant, "one part of a host name: letters, digits and hyphens")]),
    ...(apex.value.split(".").every((part) => label.test(part)) && apex.value.length <= 180
      ? []
      : [wrong(apex, "a domain without scheme and path, such as atensecurity.com")]),
  ];
  if (problems.length > 0) return failure(...problems);
  return success(`https://grid.${tenant.value.toLowerCase()}.${apex.value.toLowerCase()}`);
}

/** The tenant, if it can stand in a path. */
export function tenantOf(given: Given): Result<string> {
  if (/^(?!\.{1,2}$)[\w.~-]{1,128}$/.test(given.value)) return success(given.value);
  return failure(wrong(given, "a tenant slug: letters, digits, hyphen, dot and underscore"));
}

function wrong(given: Given, expected: string) {
  return error("invalid_configuration", {
    summary: "A setting of the connection has a value that cannot be used",
    detail: `${given.name} is ${JSON.stringify(given.value.slice(0, 100))}. Expected ${expected}.`,
    attribute: given.attribute === undefined ? undefined : [given.attribute],
  });
}
