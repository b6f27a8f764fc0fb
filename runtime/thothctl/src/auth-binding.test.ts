import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { authBindingOf } from "./auth-binding.ts";

const word = fc.stringMatching(/^[a-z][\w.-]{0,12}$/);
const reference = fc
  .tuple(fc.constantFrom("op", "vault", "aws-sm"), word, word)
  .map(([kind, one, two]) => `${kind}://${one}/${two}`);
const prefix = fc.stringMatching(/^[A-Za-z]{1,8} ?$/);

describe("a binding of the secret broker", () => {
  test("is read back as it was written, whatever its parts", () => {
    fc.assert(
      fc.property(word, word, reference, prefix, (host_pattern, header, secret_ref, prefix) => {
        const read = authBindingOf(`${host_pattern}:${header}:${secret_ref}:${prefix}`);
        expect(read).toEqual({ ok: true, value: { host_pattern, header, secret_ref, prefix } });
      }),
    );
  });

  test("has no prefix when nothing follows the last colon, or when that colon is the reference's own", () => {
    const value = { host_pattern: "a.example", header: "X-Key", secret_ref: "op://vault/item" };
    expect(authBindingOf("a.example:X-Key:op://vault/item:")).toEqual({ ok: true, value });
    expect(authBindingOf("a.example:X-Key:op://vault/item")).toEqual({ ok: true, value });
  });

  test("may be a JSON object", () => {
    const value = { host_pattern: "a", header: "b", secret_ref: "c" };
    expect(authBindingOf(JSON.stringify(value))).toEqual({ ok: true, value });
  });

  test.each(["", "a", "a:b", "a:b:", ":b:c:", "a::c:", "{", "[]"])("is refused as %j", (text) => {
    expect(authBindingOf(text)).toMatchObject({
      ok: false,
      diagnostics: [
        { attribute: ["secret_broker_auth_bindings"], detail: expect.stringContaining(JSON.stringify(text)) },
      ],
    });
  });

  test("is read or refused, whatever it holds", () => {
    fc.assert(fc.property(fc.string(), (text) => typeof authBindingOf(text).ok === "boolean"));
  });
});
