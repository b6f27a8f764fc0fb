/** How every test is run. */
const sources = {
  roots: ["model", "client", "grpc", "provider", "pulumi", "cdktf", "runtime", "test", "tools"].map(
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
};

/** The tests of the constructs a second time: on the other framework, with the bindings that are made for it. */
const onTerrain = {
  ...sources,
  displayName: "cdktn",
  roots: ["<rootDir>/cdktf"],
  moduleNameMapper: { "^cdktf$": "cdktn", "^cdktf/(.*)$": "cdktn/$1", "^(\\..*/bindings)/cdktf/(.*)$": "$1/cdktn/$2" },
};

/** @type {import("jest").Config} */
export default { projects: [sources, onTerrain], maxWorkers: 2, testTimeout: 20_000 }; // of a project it would be ignored
