import { expect, test } from "@jest/globals";
import { isMask, withoutMasks, withoutSecrets } from "./value.ts";

test.each(["****", "•••••", "<redacted>", "[MASKED]", "(hidden)", "REDACTED", "redacted"])(
  "takes %s for a mask",
  (text) => {
    expect(isMask(text)).toBe(true);
  },
);

test.each(["secret", "masked", "hidden", "xxx", "**", "whsec_MDEy", ""])(
  "takes %s for what a person may have chosen",
  (text) => {
    expect(isMask(text)).toBe(false);
  },
);

test("leaves masks out where a secret's name is, so that none is written back", () => {
  const document = { webhook: { url: "https://a.example", secret: "****" }, note: "****", pam: { secret: "kept" } };
  expect(withoutMasks(document)).toEqual({
    webhook: { url: "https://a.example" },
    note: "****",
    pam: { secret: "kept" },
  });
});

test("leaves secrets out at any depth, and keeps what only sounds like one", () => {
  const value = [
    { api_token: "t", list: [{ client_secret: "s", client_id: "i" }], secret_ref: "op://x", token: { kind: "k" } },
  ];
  expect(withoutSecrets(value)).toEqual([{ list: [{ client_id: "i" }], secret_ref: "op://x", token: { kind: "k" } }]);
});
