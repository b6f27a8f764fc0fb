import { existsSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect, test } from "@jest/globals";
import ts from "typescript";
import { importsOf, packageIn, parsed, placesOf } from "./syntax.ts";
import { isTest, manifestOf, packages, productFiles, root, typeScriptFiles } from "./tree.ts";

const scope = "@thoth-iac/";

/** Who may import whom: each package with all the packages of ours that it names. */
const arrows: Readonly<Record<(typeof packages)[number], readonly string[]>> = {
  model: [],
  client: ["model"],
  grpc: [],
  provider: ["client", "grpc", "model"],
  pulumi: ["client", "grpc", "model"],
  cdktf: ["model"],
  "runtime/govapi": ["model"],
  "runtime/thothctl": ["client", "govapi", "model"],
};

const imports = productFiles().flatMap((file) =>
  importsOf(parsed(file)).map((found) => ({ ...found, path: file.path })),
);

test.each(packages)("the dependencies of %s are its arrows", (folder) => {
  const named = Object.keys(manifestOf(folder).dependencies ?? {}).filter((name) => name.startsWith(scope));
  expect(named.map((name) => name.slice(scope.length)).toSorted()).toEqual(arrows[folder]);
});

test("all packages share one version", () => {
  const versions = [...packages, "test", "tools", "."].map((folder) => manifestOf(folder).version);
  expect(new Set(versions).size).toBe(1);
  // The command line says it without loading the model, so it is written down twice.
  for (const file of ["model/src/version.ts", "runtime/thothctl/src/version.ts"]) {
    expect(readFileSync(join(root, file), "utf8")).toContain(`export const version = "${versions[0]}";`);
  }
});

test("the model depends on zod, and no other package does", () => {
  expect(Object.keys(manifestOf("model").dependencies ?? {})).toEqual(["zod"]);
  const others = imports.filter(({ specifier, path }) => packageIn(specifier) === "zod" && !path.startsWith("model/"));
  expect(others).toEqual([]);
});

test("the model imports zod and nothing else, not even from Node", () => {
  const foreign = imports.filter(({ path }) => path.startsWith("model/"));
  expect(foreign.filter(({ specifier }) => !specifier.startsWith(".") && specifier !== "zod")).toEqual([]);
});

test("thothctl knows govapi in its serve command only", () => {
  const found = imports.filter(
    ({ specifier, path }) => specifier === `${scope}govapi` && path.startsWith("runtime/thothctl"),
  );
  expect(found.filter(({ path }) => path !== "runtime/thothctl/src/commands/serve.ts")).toEqual([]);
});

test("only listen.ts opens a port of GovAPI's", () => {
  const adapter = imports.filter(({ specifier }) => packageIn(specifier) === "@hono/node-server");
  const servers = productFiles()
    .filter(({ path }) => path.startsWith("runtime/"))
    .flatMap((file) => placesOf(parsed(file), (node) => ts.isIdentifier(node) && node.text === "createServer"));
  const found = [...adapter.map(({ place }) => place), ...servers];
  expect(found.filter((place) => !place.startsWith("runtime/govapi/src/listen.ts:"))).toEqual([]);
});

test("only grpc speaks HTTP/2 and protobuf, and only the faces of an engine use it", () => {
  const wire = /^(?!\.|@pulumi\/).*(?:http2|protobuf|grpc)/;
  const found = imports.filter(({ specifier, path }) => wire.test(specifier) && !path.startsWith("grpc/"));
  const isFace = (path: string) => path.startsWith("provider/") || path.startsWith("pulumi/");
  expect(found.filter(({ specifier, path }) => specifier !== `${scope}grpc` || !isFace(path))).toEqual([]);
});

test("only the provider knows Terraform's encodings", () => {
  const encodings = /msgpack|cty|tfplugin/;
  expect(imports.filter(({ specifier, path }) => encodings.test(specifier) && !path.startsWith("provider/"))).toEqual(
    [],
  );
});

test("a package is entered by its doors", () => {
  const inside = imports.filter(({ specifier }) => specifier.startsWith(`${scope}`) && specifier.split("/").length > 2);
  expect(inside).toEqual([]);
  const outside = imports.filter(({ specifier, path }) => {
    const home = packages.find((folder) => path.startsWith(`${folder}/`)) ?? "";
    return specifier.startsWith(".") && !normalize(join(dirname(path), specifier)).startsWith(`${home}/`);
  });
  expect(outside).toEqual([]);
});

test("a product file imports no test, and no file of the tests", () => {
  const found = imports.filter(({ specifier }) => isTest(specifier) || specifier.includes("jest"));
  expect(found).toEqual([]);
});

test("sources never import Bun's own modules", () => {
  const all = typeScriptFiles().flatMap((file) => importsOf(parsed(file)));
  expect(all.filter(({ specifier }) => specifier === "bun" || specifier.startsWith("bun:"))).toEqual([]);
});

test("the packages of the table are those of the workspace", () => {
  expect(packages.filter((folder) => !existsSync(join(root, folder, "package.json")))).toEqual([]);
});
