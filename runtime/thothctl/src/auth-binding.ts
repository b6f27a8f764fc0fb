import { error, failure, isRecord, type JsonValue, parseJson, type Result, success } from "@thoth-iac/model";

/** One rule of the secret broker, by the model's names. */
export type AuthBinding = { readonly [name: string]: JsonValue };

/**
 * A rule as it is written on the command line: `host:Header:ref:prefix`, or a JSON object. The reference holds colons
 * itself, so the first colon ends the host, the second the header, and the last begins the prefix, which may be empty.
 */
export function authBindingOf(text: string): Result<AuthBinding> {
  if (text.trimStart().startsWith("{")) {
    const value = parseJson(text);
    return isRecord(value) ? success(value as AuthBinding) : refused(text); // a record inside JSON holds JSON
  }
  const [, host_pattern = "", header = "", rest = ""] = /^([^:]+):([^:]+):(.+)$/s.exec(text) ?? [];
  const at = lastColon(rest);
  const secret_ref = rest.slice(0, at);
  const prefix = rest.slice(at + 1);
  if (host_pattern === "" || secret_ref === "") return refused(text);
  return success({ host_pattern, header, secret_ref, ...(prefix !== "" && { prefix }) });
}

/** Where the reference ends. The colon of `op://` is no end of it: no prefix begins with two slashes. */
function lastColon(rest: string): number {
  const at = rest.lastIndexOf(":");
  return at < 0 || rest.startsWith("//", at + 1) ? rest.length : at;
}

function refused(found: string) {
  const expected =
    "host:Header:reference:prefix, such as 'api.figma.com:Authorization:op://design/figma/token:Bearer '";
  const detail = `secret_broker_auth_bindings must be ${expected}, or a JSON object with host_pattern, header, secret_ref and prefix; found ${JSON.stringify(found)}.`;
  return failure(
    error("invalid_value", {
      summary: "A flag has a value that cannot be used",
      detail,
      attribute: ["secret_broker_auth_bindings"],
    }),
  );
}
