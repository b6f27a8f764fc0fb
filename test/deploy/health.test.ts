import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { parse } from "yaml";
import { root } from "../house/tree.ts";
import { type KubernetesObject, kustomized, type Plain } from "../support/kustomization.ts";
import { programOnPath } from "../support/program-on-path.ts";

/* What Argo CD says of a ThothTenant and of the Applications, by the Lua that stands in its ConfigMap. */

const folder = join(root, "deploy", "argocd", "health");
const lua = programOnPath("lua5.1", ["-v"]);

interface HealthTest {
  readonly healthStatus: { readonly status: string; readonly message?: string };
  readonly inputPath: string;
}

const checks = ["thoth-tenant", "application"].map((name) => {
  const { tests }: { readonly tests: readonly HealthTest[] } = parse(
    readFileSync(join(folder, name, "health_test.yaml"), "utf8"),
  );
  return { name, tests };
});

test.each(checks)("every object of $name's testdata is judged", ({ name, tests }) => {
  const files = readdirSync(join(folder, name, "testdata")).map((file) => `testdata/${file}`);
  expect(tests.map(({ inputPath }) => inputPath).toSorted()).toEqual(files.toSorted());
});

const cases = checks.flatMap(({ name, tests }) => tests.map((each) => ({ name, ...each })));

(lua === undefined ? describe.skip : describe)("in Argo CD's ConfigMap, on Lua 5.1", () => {
  test.each(cases)("$name/$inputPath is $healthStatus.status", async ({ name, inputPath, healthStatus }) => {
    const [configMap] = await kustomized(folder);
    const object: KubernetesObject & Plain = parse(readFileSync(join(folder, name, inputPath), "utf8"));
    const { data } = configMap as KubernetesObject & { readonly data: Readonly<Record<string, string>> }; // as: a ConfigMap
    const key = `resource.customizations.health.${object.apiVersion.split("/")[0]}_${object.kind}`;
    expect(healthOf(data[key] ?? "", object)).toEqual({ message: "", ...healthStatus });
  });

  test("Lua that needs more than Argo CD has fails here too", () => {
    expect(() => healthOf('return { status = string.upper("x") }', {})).toThrow(/string/);
  });
});

/** Runs a health check with what Argo CD gives it: the object, the basic functions and tables, and nothing else. */
function healthOf(source: string, object: Plain) {
  const harness = `
    local check = assert(loadstring(${textInLua(source)}, "health"))
    setfenv(check, { obj = ${inLua(object)}, ipairs = ipairs, pairs = pairs, type = type, tostring = tostring,
      tonumber = tonumber, table = table })
    local health = check()
    io.write(health.status, "\\n", health.message or "")`;
  const { stdout, stderr, status } = spawnSync(lua ?? "", ["-"], { input: harness, encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  const [health, message = ""] = stdout.split("\n");
  return { status: health, message };
}

function inLua(value: Plain): string {
  if (value === null) return "nil";
  if (typeof value === "string") return textInLua(value);
  if (typeof value !== "object") return String(value);
  if (Array.isArray(value)) return `{ ${value.map(inLua).join(", ")} }`;
  const members = Object.entries(value).map(([key, member]) => `[${textInLua(key)}] = ${inLua(member)}`);
  return `{ ${members.join(", ")} }`;
}

function textInLua(text: string): string {
  const escaped = [...Buffer.from(text)].map((byte) => `\\${String(byte).padStart(3, "0")}`);
  return `"${escaped.join("")}"`;
}
