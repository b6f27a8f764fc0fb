import { type Diagnostic, error } from "@thoth-iac/model";

const mostRedirects = 5;

/** A redirect as it came. */
export interface Redirect {
  readonly method: string;
  readonly from: string;
  readonly location: string | null;
  /** How many were followed before. */
  readonly followed: number;
  /** Method, path and host, without the query. */
  readonly asked: string;
}

/** Where to go on, or why not: only reads are followed, and only within one origin, so that no credential leaves it. */
export function redirectOf({ method, from, location, followed, asked }: Redirect): string | Diagnostic {
  const refuse = (found: string, advice: string) =>
    error("target_refused", {
      summary: "GovAPI's redirect was not followed",
      detail: `${asked} was redirected${found}. ${advice}`,
    });
  if (location === null || !URL.canParse(location, from)) return refuse(" to no usable address", "Check the base URL.");
  const target = new URL(location, from);
  const here = new URL(from);
  if (target.origin !== here.origin) {
    const advice = "The credential is sent to no other host. If that host is right, make it the base URL (govapi_url).";
    return refuse(` to ${target.origin}`, advice);
  }
  if (target.username !== "" || target.password !== "")
    return refuse(" to an address with a password in it", "Check the server.");
  if (method !== "GET")
    return refuse(" though it writes", `Writes are not repeated elsewhere. Check the path of the base URL.`);
  if (followed >= mostRedirects)
    return refuse(` more than ${mostRedirects} times`, "The server redirects in a circle; check the base URL.");
  return target.href;
}
