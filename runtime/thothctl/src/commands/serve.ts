import { type Log, type RunningServer, StartError, startServer } from "@thoth-iac/govapi";
import { error } from "@thoth-iac/model";
import type { FlagValue, Run, World } from "../command.ts";
import { type Output, onOneLine } from "../output.ts";

/** Runs GovAPI until the process is asked to stop. */
export const run: Run = async (context) => {
  const { flags, world, output, report, refuse } = context;
  const text = (name: string) => textOf(flags[name]);
  const address = addressOf(text("listen") ?? "127.0.0.1:0");
  if (address === undefined) return refuse([noAddress(text("listen") ?? "")]);
  const dataDir = text("data");
  if (dataDir !== undefined && flags.memory === true) return refuse([bothPlaces()]);
  let server: RunningServer;
  try {
    server = await startServer({
      listen: address,
      ...(dataDir !== undefined && { dataDir }),
      tenant: text("tenant") ?? textOf(world.env.THOTH_TENANT_ID) ?? "demo",
      allowPrivateTargets: flags["allow-private-targets"] === true,
      skipAuth: world.env.GOVAPI_SKIP_AUTH === "true",
      showKey: flags["show-key"] === true,
      log: logTo(output),
    });
  } catch (thrown) {
    if (!(thrown instanceof StartError)) throw thrown;
    return report([thrown.diagnostic]);
  }
  const { url, tenantId, orgApiKey } = server;
  const started = { url, tenant_id: tenantId, ...(orgApiKey !== undefined && { org_api_key: orgApiKey }) };
  output.print(JSON.stringify(started));
  if (dataDir === undefined) output.say("Everything is kept in memory and gone afterwards; --data DIR keeps it.");
  await stopped(world.stop);
  await server.close();
  return undefined;
};

function textOf(value: FlagValue): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
}

function addressOf(text: string): { readonly host: string; readonly port: number } | undefined {
  const [, bracketed, plain, digits] = /^(?:\[([\da-f:.]+)\]|([^:[\]\s]+)):(\d{1,5})$/i.exec(text) ?? [];
  const host = bracketed ?? plain;
  const port = Number(digits);
  return host === undefined || port > 65_535 ? undefined : { host, port };
}

function stopped(stop: World["stop"]): Promise<void> {
  return new Promise((resolve) => {
    if (stop.aborted) resolve();
    else stop.addEventListener("abort", () => resolve(), { once: true });
  });
}

function logTo(output: Output): Log {
  return ({ level, event, ...details }) => {
    const pairs = Object.entries(details).filter(([, value]) => value !== undefined);
    output.say(onOneLine([level, event, ...pairs.map(([key, value]) => `${key}=${value}`)].join(" ")));
  };
}

function noAddress(found: string) {
  const detail = `--listen must be host:port, such as 127.0.0.1:8443 or [::1]:0; found ${JSON.stringify(found)}.`;
  return error("usage", { summary: "The address cannot be used", detail });
}

function bothPlaces() {
  const detail = "--data keeps everything in a folder, --memory keeps nothing. Give one of them.";
  return error("usage", { summary: "Flags exclude one another", detail });
}
