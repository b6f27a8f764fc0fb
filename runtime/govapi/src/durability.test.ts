import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, expect, test } from "@jest/globals";
import { markHeader, markHeaderValue, markId } from "@thoth-iac/model";

const kills = 50;
const folder = mkdtempSync(join(tmpdir(), "govapi-kill-"));
const door = new URL("./index.ts", import.meta.url).href;
let running: ChildProcess | undefined;

afterAll(() => {
  running?.kill("SIGKILL");
  rmSync(folder, { recursive: true });
});

interface Started {
  readonly url: string;
  readonly orgApiKey: string;
}

async function start(): Promise<Started> {
  const options = {
    listen: { host: "127.0.0.1", port: 0 },
    dataDir: join(folder, "data"),
    tenant: "acme",
    showKey: true,
  };
  const script = `const { startServer } = await import(${JSON.stringify(door)}); console.log(JSON.stringify(await startServer(${JSON.stringify(options)})));`;
  const flags = ["--conditions=@thoth-iac/source", "--input-type=module", "--no-warnings"];
  const child = spawn(process.execPath, [...flags, "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { NODE_COMPILE_CACHE: join(folder, "compiled") },
  });
  running = child;
  const [line] = await once(createInterface({ input: child.stdout }), "line");
  return JSON.parse(line);
}

test(`no acknowledged write is lost, no repeated one doubled, and none without its mark, when the server is killed ${kills} times at random moments`, async () => {
  const acknowledged = new Set<string>();
  const doubtful: string[] = [];
  let counter = 0;
  let acknowledgedCounter = 0;
  let token = 0;
  let releasedToken = 0;

  for (let round = 0; round <= kills; round++) {
    const { url, orgApiKey } = await start();
    /** Whether the write was acknowledged; false when the server died before it could say so. */
    const send = async (method: string, path: string, body: object, more: object = {}) => {
      const headers = { "x-api-key": orgApiKey, "content-type": "application/json", ...more };
      const answer = await fetch(`${url}/acme/thoth/${path}`, { method, headers, body: JSON.stringify(body) }).catch(
        () => undefined,
      );
      if (answer !== undefined) expect(answer.status).toBe(200);
      return answer;
    };
    const ask = async (...call: Parameters<typeof send>): Promise<boolean> => (await send(...call)) !== undefined;
    const enroll = async (device: string): Promise<boolean> => {
      const body = { provider: "chrome", user_id: "ada", device_id: device };
      const id = markId("browser_enrollment", [device]);
      const put = { id, owner: "baseline", address: device, set: [], kept: {}, secrets: {} };
      const along = { "idempotency-key": device, [markHeader]: markHeaderValue({ put }) };
      const known = await ask("POST", "browser/enrollments", body, along);
      if (known) acknowledged.add(device);
      else doubtful.push(device);
      return known;
    };
    const settle = async (): Promise<boolean> => {
      const mine = ++counter;
      const known = await ask("PUT", "settings", { counter: mine });
      if (known) acknowledgedCounter = mine;
      return known;
    };
    /** Takes a lease and gives it back; false when the server died. */
    const lease = async (): Promise<boolean> => {
      const taken = await send("POST", "leases/baseline", { holder: "test", ttl_seconds: 3600 });
      const held = await taken?.json().catch(() => undefined);
      if (held === undefined) return false;
      const before = { token, releasedToken };
      ({ token } = held as { token: number });
      expect(token).toBeGreaterThanOrEqual(before.token);
      expect(token).toBeGreaterThan(before.releasedToken);
      const released = await ask("DELETE", `leases/baseline?token=${token}`, {});
      if (released) releasedToken = token;
      return released;
    };
    const columnOf = async (path: string, name: string): Promise<readonly string[]> => {
      const column: string[] = [];
      for (let page = 1; ; page++) {
        const answer = await fetch(`${url}/acme/thoth/${path}?page=${page}&per_page=1000`, {
          headers: { "x-api-key": orgApiKey },
        });
        const { data } = (await answer.json()) as { data: Readonly<Record<string, string>>[] };
        if (data.length === 0) return column;
        column.push(...data.map((row) => row[name] ?? ""));
      }
    };
    const marked = await columnOf("marks", "address");
    expect(new Set(marked)).toEqual(new Set(await columnOf("browser/enrollments", "device_id")));
    expect(await lease()).toBe(true);
    // What was in flight when the server died is repeated, with its key.
    expect(await Promise.all(doubtful.splice(0).map(enroll))).not.toContain(false);
    if (round === kills) {
      const settings = await (
        await fetch(`${url}/acme/thoth/settings`, { headers: { "x-api-key": orgApiKey } })
      ).json();
      expect(settings).toMatchObject({ counter: expect.any(Number) });
      expect((settings as { counter: number }).counter).toBeGreaterThanOrEqual(acknowledgedCounter);
      const stored = await columnOf("browser/enrollments", "device_id");
      expect(acknowledged.size).toBeGreaterThan(kills);
      expect(new Set(stored)).toEqual(acknowledged);
      expect(stored).toHaveLength(acknowledged.size);
      expect(releasedToken).toBeGreaterThan(kills);
      return;
    }
    const writer = async (name: string) => {
      for (let count = 0; await enroll(`${round}-${name}-${count}`); count++);
    };
    const settler = async () => {
      while (await settle());
    };
    const leaser = async () => {
      while (await lease());
    };
    const writers = [writer("a"), writer("b"), settler(), leaser()];
    const dead = running ? once(running, "exit") : undefined;
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 60));
    running?.kill("SIGKILL");
    await Promise.all([...writers, dead]);
  }
}, 240_000);
