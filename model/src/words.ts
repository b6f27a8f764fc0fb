import { z } from "zod";

/** Action for a tool call of some risk that no policy decides. */
export const shadowAction = z.enum(["allow", "step_up", "block"]);

/** Risk of a tool. */
export const riskTier = z.enum(["low", "medium", "high", "critical"]);

/** MDM systems that GovAPI can read device inventories from. */
export const mdmSlug = z.enum(["jamf", "intune", "workspace_one", "kandji", "custom"]);

/** Browsers that GovAPI can govern. */
export const browserSlug = z.enum(["chrome", "firefox", "safari", "island"]);

/** An address that GovAPI may call: https, or plain http on loopback for trying things out. */
export function httpsUrl(): z.ZodString {
  return z
    .string()
    .regex(/^(https:\/\/[^\s/?#@]+|http:\/\/(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?)([/?#]\S*)?$/);
}

/** What `httpsUrl` accepts, in words. */
export const httpsUrlExpected = "an https URL (plain http only for loopback), without credentials in it";

/** An RFC 3339 time. */
export function time(): z.ZodISODateTime {
  return z.iso.datetime({ offset: true });
}
