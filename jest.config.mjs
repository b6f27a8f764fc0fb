/** @type {import("jest").Config} */
export default {
  roots: ["model", "client", "grpc", "provider", "pulumi", "runtime", "test", "tools"].map(
    (folder) => `<rootDir>/${folder}`,
  ),
  testMatch: ["**/*.test.ts"],
  testPathIgnorePatterns: ["/node_modules/", "/dist/"],
  modulePathIgnorePatterns: ["/dist/"],
  extensionsToTreatAsEsm: [".ts"],
  // The sources themselves, and the first condition that a package offers of its own.
  testEnvironmentOptions: { customExportConditions: ["@thoth-iac/source", "node", "node-addons"] },
  transform: {
    "\\.ts$": [
      "@swc/jest",
      {
        jsc: { parser: { syntax: "typescript" }, target: "es2023", experimental: { keepImportAttributes: true } },
        module: { type: "es6" },
        sourceMaps: "inline",
      },
    ],
  },
  setupFiles: ["<rootDir>/tools/one-realm.mjs"],
  maxWorkers: 2,
  testTimeout: 20_000,
};
