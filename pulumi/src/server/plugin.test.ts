import { connect } from "node:http2";
import { PassThrough } from "node:stream";
import { expect, test } from "@jest/globals";
import { type Host, servePlugin } from "./plugin.ts";

interface Started {
  readonly port: number;
  readonly stdin: PassThrough;
  readonly said: () => string;
  readonly signal: (name: string) => void;
  readonly ended: Promise<number>;
}

/** A plugin in this process, with the ends of its pipes. */
async function started(args: readonly string[], isPiped = true): Promise<Started> {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const listeners = new Map<string, () => void>();
  const host = {
    argv: ["node", "main.ts", ...args],
    env: {},
    stdin,
    stdout,
    stderr,
    on: (name: string, listener: () => void) => listeners.set(name, listener),
  } as unknown as Host; // as much of a process as a plugin looks at
  let said = "";
  stderr.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  const ended = servePlugin({
    host,
    isPiped: () => isPiped,
    services: async () => ({ "/x.Y/Echo": async (bytes) => bytes }),
  });
  const line = await new Promise<string>((resolve) => stdout.once("data", (text) => resolve(String(text))));
  expect(line).toMatch(/^\d+\n$/);
  return { port: Number(line), stdin, said: () => said, signal: (name) => listeners.get(name)?.(), ended };
}

test("tells the port and nothing else, and serves until the engine interrupts it", async () => {
  const plugin = await started(["127.0.0.1:1"]);
  const session = connect(`http://127.0.0.1:${plugin.port}`);
  const stream = session.request({ ":path": "/x.Y/Echo", ":method": "POST", "content-type": "application/grpc" });
  stream.end(Buffer.from([0, 0, 0, 0, 1, 42]));
  const answer = await new Promise<Buffer>((resolve) => stream.once("data", resolve));
  expect([...answer]).toEqual([0, 0, 0, 0, 1, 42]);
  plugin.signal("SIGINT");
  expect(await plugin.ended).toBe(0);
  expect(plugin.said()).toBe("");
  session.destroy();
});

test.each(["end", "destroy"] as const)(
  "ends with the engine, which holds the other end of its input (%s)",
  async (how) => {
    const plugin = await started(["--logtostderr", "-v=9", "127.0.0.1:1"]);
    if (how === "end") plugin.stdin.end();
    else plugin.stdin.destroy(new Error("EPIPE"));
    expect(await plugin.ended).toBe(0);
  },
);

test("lives on where its input is no pipe, which says nothing of the engine", async () => {
  const plugin = await started(["127.0.0.1:1"], false);
  plugin.stdin.end();
  const session = connect(`http://127.0.0.1:${plugin.port}`);
  await new Promise((resolve) => session.once("connect", resolve));
  session.destroy();
  plugin.signal("SIGTERM");
  expect(await plugin.ended).toBe(0);
});

test("says to a person who starts it how an engine attaches to it", async () => {
  const plugin = await started([]);
  plugin.signal("SIGINT");
  await plugin.ended;
  expect(plugin.said()).toContain(`export PULUMI_DEBUG_PROVIDERS=thoth:${plugin.port}\n`);
});
