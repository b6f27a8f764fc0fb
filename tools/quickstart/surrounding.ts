import type { GovApi } from "./govapi.ts";
import type { StandIns } from "./stand-ins.ts";

/** What an example is run in: the checkout, a control plane, and the stand-ins for a company's other systems. */
export interface Surrounding {
  readonly root: string;
  readonly govapi: GovApi;
  readonly standIns: StandIns;
}

/** The environment by which every program finds the tenant. */
export function tenantIn({ govapi }: Surrounding): NodeJS.ProcessEnv {
  return { THOTH_TENANT_ID: govapi.tenantId, THOTH_GOVAPI_URL: govapi.url, THOTH_API_KEY: govapi.orgApiKey };
}
