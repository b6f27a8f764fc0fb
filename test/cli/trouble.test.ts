import { writeFile } from "node:fs/promises";
import { createServer, type RequestListener } from "node:http";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { listening } from "../support/listening.ts";
import { inFolder, run, start } from "./running.ts";

const get = ["settings", "get", "--json"];

/** Runs a test against a server that answers every request in one way. */
async function against(
  answer: RequestListener,
  work: (env: Readonly<Record<string, string>>) => Promise<void>,
): Promise<void> {
  const { url, close } = await listening(createServer(answer));
  try {
    await work({ THOTH_GOVAPI_URL: url, THOTH_TENANT_ID: "acme", THOTH_API_KEY: "thoth_org_of_the_test" });
  } finally {
    await close();
  }
}

describe("thothctl, when GovAPI", () => {
  test.each([
    [401, 4, "does not accept the credential"],
    [403, 4, "may not do this"],
    [404, 1, "does not have this"],
    [409, 1, "state does not allow"],
    [422, 1, "did not accept"],
  ])("answers with %i, exits with %i and says that it %s", async (status, code, words) => {
    await against(
      (_, response) =>
        response.writeHead(status, { "content-type": "application/json" }).end('{"error":"no","message":"not today"}'),
      async (env) => {
        const ended = await run(get, { env });
        expect(ended).toMatchObject({ code, stdout: "" });
        expect(ended.stderr).toContain("not today");
        expect(ended.stderr).toContain(words);
        expect(ended.stderr).not.toContain(env.THOTH_API_KEY);
      },
    );
  });

  test.each([
    ["text that is not JSON", "oops"],
    ["an HTML page", "<html></html>"],
  ])("answers with %s, exits with 1 and one error", async (_, body) => {
    await against(
      (_request, response) => response.end(body),
      async (env) => {
        const ended = await run(get, { env });
        expect(ended).toMatchObject({ code: 1, stdout: "" });
        expect(ended.stderr.match(/^Error:/gm)).toHaveLength(1);
      },
    );
  });

  test("does not answer in time, ends soon after and names the flag", async () => {
    await against(
      () => undefined,
      async (env) => {
        const { code, stderr } = await run([...get, "--timeout-seconds", "5"], { env });
        expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining("--timeout-seconds") });
      },
    );
  });

  test("does not answer and the person gives up, exits with 130 at once", async () => {
    const asked = Promise.withResolvers<void>();
    await against(
      () => asked.resolve(),
      async (env) => {
        const { child, ended } = start(get, { env });
        await asked.promise;
        child.kill("SIGINT");
        expect(await ended).toMatchObject({ code: 130, stdout: "", stderr: expect.stringContaining("interrupted") });
      },
    );
  });

  test("is not there, says what address was tried", async () => {
    const { code, stderr } = await run(get, {
      env: { THOTH_GOVAPI_URL: "http://127.0.0.1:1", THOTH_TENANT_ID: "acme", THOTH_API_KEY: "k" },
    });
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining("127.0.0.1:1") });
  });

  test("names things so that a terminal would obey, prints them as plain text", async () => {
    const row = { provider: "jamf", name: "a\u001b[31mred\u0007\nb", enabled: true };
    await against(
      (_, response) => response.end(JSON.stringify({ data: [row] })),
      async (env) => {
        const { stdout } = await run(["mdm", "list"], { env });
        expect(stdout.split("\n")).toHaveLength(3);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
        expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
      },
    );
  });
});

describe("thothctl, for its credential,", () => {
  const place = { THOTH_GOVAPI_URL: "http://127.0.0.1:1", THOTH_TENANT_ID: "acme" };

  test("exits with 4 when there is none", async () => {
    const { code, stderr } = await run(get, { env: place });
    expect({ code, stderr }).toEqual({ code: 4, stderr: expect.stringContaining("THOTH_API_KEY") });
  });

  test.each([
    [["--auth-token", "t", "--org-api-key", "k"], {}, "--auth-token and --org-api-key"],
    [["--auth-token-file", "/nowhere"], {}, "/nowhere, which does not exist"],
    [["--auth-token-file", "/"], {}, "is a folder"],
    [[], { THOTH_ADMIN_BEARER_TOKEN_FILE: "/nowhere" }, "THOTH_ADMIN_BEARER_TOKEN_FILE names /nowhere"],
    [[], { THOTH_AUTH_SESSION_FILE: "/nowhere" }, "THOTH_AUTH_SESSION_FILE names /nowhere"],
    [["--org-api-key", "two words"], {}, "blanks"],
    [["--org-api-key", "k", "--govapi-url", "http://grid.example.com"], {}, "--govapi-url is plain http"],
    [["--org-api-key", "k", "--timeout-seconds", "soon"], {}, "--timeout-seconds"],
    [["--org-api-key", "k", "--tenant-id", "a/b"], {}, "--tenant-id"],
  ])("refuses %j with %j before it calls anybody", async (flags, env, complaint) => {
    const { code, stdout, stderr } = await run([...get, ...flags], { env: { ...place, ...env } });
    expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: "", stderr: expect.stringContaining(complaint) });
  });

  test("refuses an empty file and names it", async () => {
    await inFolder(async (folder) => {
      const path = join(folder, "token");
      await writeFile(path, "\n");
      const { code, stderr } = await run([...get, "--auth-token-file", path], { env: place });
      expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(path) });
    });
  });
});

describe("thothctl, when its output", () => {
  test("is no longer read, ends in order and without a word", async () => {
    const { child, ended, line } = start(["manual"]);
    await line();
    child.stdout?.destroy();
    expect(await ended).toMatchObject({ code: 0, stderr: "" });
  });
});
