import { expect, test } from "@jest/globals";
import { parse, type Resource, resources } from "@thoth-iac/model";
import { applied, type TenantOptions, tenantInMemory } from "../support/managed.ts";

const listed: readonly Resource[] = Object.values(resources).filter(
  ({ routes }) => typeof routes.read === "object" && routes.read.move === "find",
);

/** A server that does what it is asked, whose first answer to a POST never arrives, and that knows no Idempotency-Key. */
function losingFirstAnswer(): NonNullable<TenantOptions["between"]> {
  let lost = false;
  return async (request, next) => {
    const headers = new Headers(request.headers);
    headers.delete("idempotency-key");
    const answer = await next(new Request(request, { headers }));
    if (request.method !== "POST" || lost) return answer;
    lost = true;
    throw new TypeError("fetch failed", { cause: Object.assign(new Error("reset"), { code: "ECONNRESET" }) });
  };
}

test.each(listed)(
  "a $name whose creation is tried again is not doubled, whatever the server knows of retries",
  async (resource) => {
    const tenant = await tenantInMemory({ between: losingFirstAnswer(), attempts: 3 });
    const parsed = parse(resource, resource.example);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.diagnostics));
    await applied(tenant, resource, { configuration: parsed.value });
    const read = resource.routes.read;
    if (typeof read !== "object" || read.move !== "find") throw new Error("only lists are looked at");
    const rows = await tenant.client.list({ route: read.list });
    expect(rows.ok && rows.value.length).toBe(1);
    expect(tenant.requests.filter((request) => request.startsWith("POST"))).toHaveLength(2);
  },
);
