export { prefix, schemaOf } from "./schema.ts";
export { providerAddress, schemaJson } from "./schema-json.ts";
export { createProvider } from "./server.ts";
