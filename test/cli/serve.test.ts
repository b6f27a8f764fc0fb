import { once } from "node:events";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { listening } from "../support/listening.ts";
import { callTenant } from "../support/running-govapi.ts";
import { startWebhookReceiver } from "../support/webhook-receiver.ts";
import { inFolder, run, type Serving, serve, start } from "./running.ts";

describe("thothctl serve", () => {
  test.each(["SIGTERM", "SIGINT"] as const)(
    "prints one line once it accepts connections, and ends in order on %s",
    async (signal) => {
      const server = await serve(["--tenant", "acme"]);
      expect(server).toMatchObject({ tenant: "acme", orgApiKey: expect.stringMatching(/^thoth_org_/) });
      expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
      server.child.kill(signal);
      const { code, stdout, stderr } = await server.ended;
      expect({ code, lines: stdout.trim().split("\n").length }).toEqual({ code: 0, lines: 1 });
      expect(stderr).not.toContain(server.orgApiKey);
    },
  );

  test("listens on loopback, serves the tenant of the environment, and says that memory forgets", async () => {
    const server = await serve([], { env: { THOTH_TENANT_ID: "from-env" } });
    await server.said("--data");
    server.child.kill();
    await server.ended;
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(server.tenant).toBe("from-env");
  });

  test("keeps everything that was acknowledged before kill -9, and shows its key again only if asked to", async () => {
    await inFolder(async (folder) => {
      const first = await serve(["--data", join(folder, "govapi"), "--tenant", "acme"]);
      await policies(first, first.env, 5);
      first.child.kill("SIGKILL");
      expect((await first.ended).signal).toBe("SIGKILL");
      const second = await serve(["--data", join(folder, "govapi"), "--tenant", "acme"]);
      expect(second.orgApiKey).toBeUndefined();
      const { stdout } = await run(["browser", "policies", "list", "--json"], { env: { ...first.env, ...second.env } });
      expect(JSON.parse(stdout)).toMatchObject({ total: 5 });
      second.child.kill();
      await second.ended;
      const third = await serve(["--data", join(folder, "govapi"), "--tenant", "acme", "--show-key"]);
      third.child.kill();
      await third.ended;
      expect(third.orgApiKey).toBe(first.orgApiKey);
    });
  });

  test("lets webhooks reach loopback only with --allow-private-targets", async () => {
    const receiver = await startWebhookReceiver({ secret: "open sesame" });
    const settings = ["bootstrap", "--webhook-url", receiver.url, "--webhook-secret", "open sesame", "--test-webhook"];
    const open = await serve(["--allow-private-targets"]);
    expect(await run(settings, { env: open.env })).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("delivered"),
    });
    const closed = await serve([]);
    expect(await run(settings, { env: closed.env })).toMatchObject({ code: 1 });
    expect(receiver.deliveries).toHaveLength(1);
    for (const { child, ended } of [open, closed]) {
      child.kill();
      await ended;
    }
    await receiver.close();
  });

  test("finishes the request in flight before it ends", async () => {
    const answers = Promise.withResolvers<void>();
    const arrived = Promise.withResolvers<void>();
    const slow = createServer((_, response) => {
      arrived.resolve();
      void answers.promise.then(() => response.end("{}"));
    });
    const { url, close } = await listening(slow);
    const server = await serve(["--allow-private-targets", "--tenant", "acme"]);
    await run(["bootstrap", "--webhook-url", `${url}/`], { env: server.env });
    const tested = callTenant(
      { url: server.url, tenant: "acme", orgApiKey: server.orgApiKey ?? "" },
      { route: "POST /thoth/settings/webhook/test", body: {} },
    );
    await arrived.promise;
    server.child.kill("SIGTERM");
    answers.resolve();
    expect((await tested).body).toMatchObject({ status: "delivered" });
    expect((await server.ended).code).toBe(0);
    await close();
  });

  test("asks for no credential on loopback if told so by GOVAPI_SKIP_AUTH, and refuses that anywhere else", async () => {
    const server = await serve(["--tenant", "acme"], { env: { GOVAPI_SKIP_AUTH: "true" } });
    expect((await fetch(`${server.url}/acme/thoth/settings`)).status).toBe(200);
    server.child.kill();
    await server.ended;
    const refused = await run(["serve", "--listen", "0.0.0.0:0"], { env: { GOVAPI_SKIP_AUTH: "true" } });
    expect(refused).toMatchObject({ code: 2, stdout: "", stderr: expect.stringContaining("GOVAPI_SKIP_AUTH") });
  });

  test.each([
    [["--listen", "8080"], "--listen must be host:port"],
    [["--listen", "127.0.0.1:99999"], "--listen must be host:port"],
    [["--data", "here", "--memory"], "Give one of them"],
    [["--tenant", "a b"], "a b"],
    [["--port", "80"], "Unknown option '--port'"],
  ])("refuses %j", async (args, complaint) => {
    await inFolder(async (cwd) => {
      const refused = await run(["serve", ...args], { cwd });
      expect(refused).toMatchObject({ code: 2, stdout: "", stderr: expect.stringContaining(complaint) });
      expect(await readdir(cwd)).toEqual([]);
    });
  });

  test("says that a port is taken", async () => {
    const server = await serve([]);
    const { code, stderr } = await run(["serve", "--listen", server.url.replace("http://", "")]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining("another program listens there") });
    server.child.kill();
    await server.ended;
  });

  test("says that a data folder cannot be made", async () => {
    await inFolder(async (folder) => {
      await mkdir(join(folder, "d"));
      await writeFile(join(folder, "d", "file"), "");
      const { code, stderr } = await run(["serve", "--data", join(folder, "d", "file", "govapi")]);
      expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining("data directory") });
    });
  });

  test("goes on serving when nobody reads its log or its line", async () => {
    const started = start(["serve", "--tenant", "acme"], { env: { GOVAPI_SKIP_AUTH: "true" } });
    const { url } = JSON.parse(await started.line()) as { url: string }; // as above: the line of `serve`
    started.child.stdout?.destroy();
    started.child.stderr?.destroy();
    for (let count = 0; count < 3; count++) expect((await fetch(`${url}/acme/thoth/settings`)).status).toBe(200);
    const ended = once(started.child, "exit");
    started.child.kill();
    expect((await ended)[0]).toBe(0);
  });
});

async function policies({ url, tenant }: Serving, env: Serving["env"], count: number): Promise<void> {
  for (let made = 0; made < count; made++) {
    const body = { name: `Policy ${made}`, provider: "chrome", policy: {} };
    const access = { url, tenant, orgApiKey: env.THOTH_API_KEY ?? "" };
    expect((await callTenant(access, { route: "POST /thoth/browser/policies", body })).status).toBeLessThan(300);
  }
}
