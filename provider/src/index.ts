export { prefix, schemaOf } from "./schema.ts";
export { createProvider } from "./server.ts";
