import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { addressClass } from "./address-class.ts";

describe("an address", () => {
  test.each([
    "8.8.8.8",
    "1.1.1.1",
    "172.15.255.255",
    "172.32.0.0",
    "100.63.255.255",
    "100.128.0.0",
    "2606:4700::1111",
    "::ffff:8.8.8.8",
  ])("on the public internet is public (%s)", (address) => expect(addressClass(address)).toBe("public"));

  test.each([
    "10.0.0.1",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "100.64.0.1",
    "fc00::1",
    "fdff::1",
    "::ffff:10.0.0.1",
    "::ffff:c0a8:101",
  ])("of a private network is private (%s)", (address) => expect(addressClass(address)).toBe("private"));

  test.each(["127.0.0.1", "127.255.255.254", "::1", "::ffff:127.0.0.1", "::ffff:7f00:1", "0:0:0:0:0:ffff:7f00:0001"])(
    "of this machine is loopback (%s)",
    (address) => expect(addressClass(address)).toBe("loopback"),
  );

  test.each([
    "0.0.0.0",
    "::",
    "::ffff:0.0.0.0",
    "169.254.169.254",
    "::ffff:169.254.169.254",
    "::ffff:a9fe:a9fe",
    "fe80::1",
    "fe80::1%eth0",
    "168.63.129.16",
    "100.100.100.200",
    "fd00:ec2::254",
    "192.0.0.192",
    "224.0.0.1",
    "255.255.255.255",
    "ff02::1",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "2001::1",
    "2001:db8::1",
    "::7f00:1",
    "198.18.0.1",
    "not an address",
    "",
  ])("that is never a target is forbidden (%s)", (address) => expect(addressClass(address)).toBe("forbidden"));

  test("means the same when IPv6 carries it, in either spelling", () => {
    fc.assert(
      fc.property(fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255)), ([a, b, c, d]) => {
        const plain = addressClass(`${a}.${b}.${c}.${d}`);
        const groups = `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
        expect(addressClass(`::ffff:${a}.${b}.${c}.${d}`)).toBe(plain);
        expect(addressClass(`::ffff:${groups}`)).toBe(plain);
        expect(addressClass(`0:0:0:0:0:ffff:${groups}`)).toBe(plain);
      }),
    );
  });
});
