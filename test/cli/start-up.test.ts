import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect, test } from "@jest/globals";

const root = join(import.meta.dirname, "..", "..");

/** The files that the sources of thothctl load for a command line, as paths beneath the checkout. */
async function loadedFor(args: readonly string[]): Promise<readonly string[]> {
  const main = JSON.stringify(join(root, "runtime", "thothctl", "src", "main.ts"));
  const program = `
    const { registerHooks } = require("node:module");
    const loaded = [];
    registerHooks({ load: (url, context, next) => { loaded.push(url); return next(url, context); } });
    process.on("exit", () => require("node:fs").writeSync(3, JSON.stringify(loaded)));
    process.argv.splice(1, 0, "thothctl");
    import(${main});`;
  const options = ["--conditions=@thoth-iac/source", "--disable-warning=ExperimentalWarning", "-e", program, "--"];
  const child = spawn(process.execPath, [...options, ...args], {
    cwd: root,
    env: {},
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  let told = "";
  child.stdio[3]?.on("data", (bytes: Buffer) => {
    told += bytes;
  });
  await once(child, "close");
  const urls: readonly string[] = JSON.parse(told);
  return urls.filter((url) => url.startsWith("file:")).map((url) => decodeURI(url).replace(`file://${root}/`, ""));
}

test.each([["version"], ["--version"]])("%s waits for neither the model, nor the client, nor GovAPI", async (word) => {
  const loaded = await loadedFor([word]);
  expect(loaded).toContain("runtime/thothctl/src/main.ts");
  expect(loaded.filter((path) => /^(model|client|runtime\/govapi)\/|node_modules\/(?!commander\/)/.test(path))).toEqual(
    [],
  );
});

test("a command that only reads waits for the model and the client, not for GovAPI", async () => {
  const loaded = await loadedFor(["settings", "get"]);
  expect(loaded).toContain("client/src/client.ts");
  expect(loaded.filter((path) => /^runtime\/govapi\/|hono/.test(path))).toEqual([]);
});
