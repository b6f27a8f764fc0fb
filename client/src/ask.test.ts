import { expect, test } from "@jest/globals";
import { queries } from "@thoth-iac/model";
import { createClient } from "./client.ts";
import { lifecycleOf } from "./lifecycle.ts";

test("tells a data source's outputs also to a caller that gives them as null, as Terraform does", async () => {
  const lifecycle = lifecycleOf(
    clientOf({ job_id: "job-1", provider: "jamf", status: "succeeded", synced_endpoints: 4 }),
  );
  const nulls = Object.fromEntries(queries.mdmSyncJob.attributes.map(({ name }) => [name, null]));
  const answered = await lifecycle.query(queries.mdmSyncJob, { ...nulls, job_id: "job-1" });
  expect(answered).toMatchObject({ ok: true, value: { job_id: "job-1", status: "succeeded", synced_endpoints: 4 } });
});

test("keeps an input as the person wrote it, whatever the server answers", async () => {
  const lifecycle = lifecycleOf(clientOf({ data: [] }));
  const answered = await lifecycle.query(queries.browserPolicies, { provider_name: null });
  expect(answered).toMatchObject({ ok: true, value: { provider_name: null, total: 0 } });
});

function clientOf(body: object) {
  return createClient({
    tenantId: "acme",
    baseUrl: "http://127.0.0.1:1",
    credential: { kind: "org_api_key", value: "key" },
    retry: { maxAttempts: 1, baseDelayMs: 1, maxDelayMs: 1 },
    requestTimeoutMs: 1_000,
    attribution: { via: "test", name: "test", version: "0" },
    fetch: async () => Response.json(body),
  });
}
