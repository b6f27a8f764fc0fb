export * from "../bindings/cdktf/index.ts";
export { ThothProvider } from "./constructs/thoth-provider.ts";
export {
  type IThothTenant,
  ThothTenant,
  type ThothTenantAttributes,
  type ThothTenantProps,
} from "./constructs/thoth-tenant.ts";
