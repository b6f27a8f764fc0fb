import { expect, test } from "@jest/globals";
import { camelCase, resources, respelt } from "@thoth-iac/model";
import { foreignState } from "./tenant-guard.ts";

test.each(Object.values(resources))("state of $name that another tenant left behind is refused", (resource) => {
  expect(foreignState(resource, { tenant_id: "acme" }, "acme")).toBeUndefined();
  expect(foreignState(resource, {}, "acme")).toBeUndefined();
  expect(foreignState(resource, { tenant_id: "other" }, "acme")?.detail).toMatch(/tenant other; .* names acme/);
  expect(foreignState(respelt(resource, camelCase), { tenantId: "other" }, "acme")?.code).toBe("conflict");
});
