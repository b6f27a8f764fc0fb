export * from "../bindings/cdktf/index.ts";
export { ThothProvider } from "../bindings/cdktf/provider/index.ts";
export {
  type IThothTenant,
  ThothTenant,
  type ThothTenantAttributes,
  type ThothTenantProps,
} from "./constructs/thoth-tenant.ts";
