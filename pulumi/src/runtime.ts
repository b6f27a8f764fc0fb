import { readFileSync } from "node:fs";
import process from "node:process";
import { createSession, resolveStackConfiguration } from "@thoth-iac/client";
import { error, nearest, resources, version } from "@thoth-iac/model";
import { runBootstrap } from "./bootstrap-run.ts";
import { type ConfigureRequest, type DynamicProvider, dynamicProvider } from "./dynamic/provider.ts";
import { Failure, textOf } from "./failure.ts";
import { settingsIn } from "./settings.ts";
import { viewOf } from "./view.ts";

/*
 * The door by which Pulumi's process for dynamic providers comes in, and a bootstrap's command. Stacks hold its name and
 * those of its functions in their state, and whoever updates or destroys them asks for these: none may ever change, nor
 * the shape of what they give. Something incompatible gets a name of its own beside it.
 */

const session = createSession(
  {
    env: process.env,
    fetch: globalThis.fetch,
    readFile: (path) => readFileSync(path, "utf8"),
    log: () => {},
    attribution: { via: "pulumi", name: "pulumi-thoth", version },
  },
  resolveStackConfiguration,
);

let configured: string | undefined;

/**
 * Takes the stack's configuration, at once: Pulumi does not wait before it asks for the next step. Each resource brings
 * it once more, and what has been read for one answers the others too.
 */
function configure({ config }: ConfigureRequest): void {
  const given = settingsIn((property) => config.get(`thoth:${property}`));
  const text = JSON.stringify(given);
  if (text === configured) return;
  configured = text;
  void session.configure(given).then((diagnostics) => {
    // What is wrong is told by the step that needs the connection.
    const warnings = diagnostics.filter(({ severity }) => severity === "warning");
    if (warnings.length > 0) warn(textOf(warnings));
  });
}

function warn(text: string): void {
  process.stderr.write(`${text}\n`);
}

const providers = new Map<string, DynamicProvider>();

/** The dynamic provider of a resource of the model, by the resource's name. */
export function v1(name: string): DynamicProvider {
  const resource = Object.values(resources).find((one) => one.name === name);
  if (resource === undefined) {
    const near = nearest(
      name,
      Object.values(resources).map((one) => one.name),
    );
    const detail = `@thoth-iac/pulumi ${version} has no ${name}${near === undefined ? "" : `; did you mean ${near}?`} A newer version may have made this stack: install it.`;
    throw new Failure([error("unknown_attribute", { summary: "Unknown kind of resource", detail })]);
  }
  const provider = providers.get(name) ?? dynamicProvider(viewOf(resource), { session, configure, warn });
  providers.set(name, provider);
  return provider;
}

/** Runs thothctl for a bootstrap, as a stack's command asks for it; `bundled` finds the one of this package. */
export function bootstrap(bundled: () => string): void {
  runBootstrap(process, bundled);
}
