import { resolve } from "node:path";
import { expect, test } from "@jest/globals";
import { noticesOf, packagesIn } from "./notices.ts";

const root = resolve(import.meta.dirname, "..", "..");

test("the packages of others are those that hold the files, however deep npm put them", () => {
  const files = [
    "model/src/index.ts",
    "node_modules/zod/v4/index.js",
    "../node_modules/@hono/node-server/dist/index.mjs",
    "node_modules/one/node_modules/@two/three/index.js",
  ];
  expect(packagesIn(files)).toEqual(["zod", "@hono/node-server", "@two/three"]);
});

test("the licence of each is handed on", async () => {
  const text = await noticesOf(root, new Set(["zod", "commander"]));
  expect(text).toMatch(/^commander \d+\.\d+\.\d+\n\n\(The MIT License\).*^zod \d+\.\d+\.\d+\n\nMIT License/ms);
});

test("a package without a licence stops the build", async () => {
  await expect(noticesOf(root, new Set(["@thoth-iac/model"]))).rejects.toThrow("@thoth-iac/model has no licence file");
});
