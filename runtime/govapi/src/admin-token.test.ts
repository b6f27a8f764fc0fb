import { createHmac, randomBytes } from "node:crypto";
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { readAdminToken, signAdminToken } from "./admin-token.ts";

const key = randomBytes(32);
const claims = { tenant: "acme", subject: "ada", role: "admin", expires: 2_000_000_000 };

function forged(header: object, payload: object, signedWith: Uint8Array = key): string {
  const text = [header, payload].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
  return `${text}.${createHmac("sha256", signedWith).update(text).digest("base64url")}`;
}

test("a token says what was signed", () => {
  expect(readAdminToken(signAdminToken(claims, key), key)).toEqual(claims);
});

test.each(["role", "org_role", "thoth_role"])("a token may tell its role as %s", (name) => {
  const token = forged({ alg: "HS256" }, { org_id: "acme", exp: 1, [name]: "admin" });
  expect(readAdminToken(token, key)).toMatchObject({ role: "admin" });
});

test.each([
  ["signed with another key", forged({ alg: "HS256" }, { org_id: "acme", exp: 1, role: "admin" }, randomBytes(32))],
  ["of algorithm none", forged({ alg: "none" }, { org_id: "acme", exp: 1, role: "admin" })],
  [
    "without signature",
    `${forged({ alg: "none" }, { org_id: "acme", exp: 1, role: "admin" }).split(".").slice(0, 2).join(".")}.`,
  ],
  ["without expiry", forged({ alg: "HS256" }, { org_id: "acme", role: "admin" })],
  ["without tenant", forged({ alg: "HS256" }, { exp: 1, role: "admin" })],
  ["with a list as payload", forged({ alg: "HS256" }, [])],
])("a token %s is not accepted", (_, token) => {
  expect(readAdminToken(token, key)).toBeUndefined();
});

test("any text is either a token of this key or not one, and never an exception", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), (a, b, c) =>
      expect(readAdminToken(`${a}.${b}.${c}`, key)).toBeUndefined(),
    ),
  );
});
