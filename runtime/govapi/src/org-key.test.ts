import { randomBytes } from "node:crypto";
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { makeOrgKey, matchesOrgKey, orgKeyId } from "./org-key.ts";

test("a new key tells its id, matches its hash, and is in no part inside it", () => {
  const key = makeOrgKey(randomBytes);
  expect(key.text).toMatch(/^thoth_org_[0-9a-f]{16}_[0-9a-f]{56}$/);
  expect(orgKeyId(key.text)).toBe(key.id);
  expect(matchesOrgKey(key.text, key.hash)).toBe(true);
  expect(matchesOrgKey(makeOrgKey(randomBytes).text, key.hash)).toBe(false);
  expect(key.text).not.toContain(key.hash.slice(0, 16));
});

test("a key with any one character changed is not a key", () => {
  const { text } = makeOrgKey(randomBytes);
  fc.assert(
    fc.property(fc.nat(text.length - 1), fc.constantFrom(..."0123456789abcdef_xT "), (at, character) => {
      fc.pre(text[at] !== character);
      expect(orgKeyId(`${text.slice(0, at)}${character}${text.slice(at + 1)}`)).toBeUndefined();
    }),
  );
});

test("no other text is a key", () => {
  fc.assert(fc.property(fc.string(), (text) => expect(orgKeyId(text)).toBeUndefined()));
});
