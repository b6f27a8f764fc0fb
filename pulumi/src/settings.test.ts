import { expect, test } from "@jest/globals";
import { camelCase, providerConfiguration } from "@thoth-iac/model";
import { settingsIn, settingsOf } from "./settings.ts";

test("every setting of the connection is asked for by its name in camelCase", () => {
  const asked: string[] = [];
  settingsIn((property) => {
    asked.push(property);
    return undefined;
  });
  expect(asked).toEqual(providerConfiguration.map(({ name }) => camelCase(name)));
});

test("numbers and truth values that came as text are read, and text stays text", () => {
  const given = { tenantId: "1234", retryMaxAttempts: "7", insecureSkipTlsVerify: "true", requestTimeoutSeconds: 30 };
  expect(settingsOf(given)).toEqual({
    tenant_id: "1234",
    retry_max_attempts: 7,
    insecure_skip_tls_verify: true,
    request_timeout_seconds: 30,
  });
});

test("text that is no number stays as it is, so that it can be told what is wrong with it", () => {
  expect(settingsOf({ retryMaxAttempts: "many" })).toEqual({ retry_max_attempts: "many" });
});
