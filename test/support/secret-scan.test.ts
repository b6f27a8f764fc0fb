import { execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { secretsBeneath, secretsIn } from "./secret-scan.ts";

const secret = { name: "the key", text: 'a"secret/ text+1' };

test.each([
  ["plain", secret.text],
  ["as JSON", JSON.stringify({ a: secret.text })],
  ["in a URL", `https://x.example.com/?a=${encodeURIComponent(secret.text)}`],
  ...[0, 1, 2, 3].map((shift) => [
    `in base64 after ${shift} bytes`,
    Buffer.from(`${"x".repeat(shift)}${secret.text}tail`).toString("base64"),
  ]),
])("finds a secret %s", (_, content) => {
  expect(secretsIn("log", [content], [secret])).toEqual(["the key is in log"]);
});

test("finds no secret where there is none, or where it may be", () => {
  expect(secretsIn("log", ["a secret text"], [secret])).toEqual([]);
  expect(secretsIn("terraform.tfstate", [secret.text], [{ ...secret, mayBeIn: /tfstate/ }])).toEqual([]);
});

test("finds a secret in a compressed archive", async () => {
  const folder = await mkdtemp(join(tmpdir(), "thoth-scan-"));
  await writeFile(join(folder, "inner"), secret.text.repeat(100));
  const script = "import sys,zipfile; z=zipfile.ZipFile('plan','w',zipfile.ZIP_DEFLATED); z.write('inner'); z.close()";
  execFileSync("python3", ["-c", script], { cwd: folder });
  await rm(join(folder, "inner"));
  expect(await secretsBeneath(folder, [secret])).toEqual(["the key is in plan"]);
  await rm(folder, { recursive: true });
});
