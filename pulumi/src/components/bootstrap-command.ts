import { all, type Input, type Output, secret } from "@pulumi/pulumi";
import { isAbsent } from "@thoth-iac/model";
import { argumentsVariable } from "../bootstrap-run.ts";
import { bootstrapInputs } from "./bootstrap-inputs.ts";
import type { Given } from "./given.ts";

/** What of a command of `@pulumi/command` says what is run, with what, and when again. */
export interface BootstrapCommand {
  readonly create: string;
  readonly update: string;
  readonly interpreter: string[];
  readonly triggers: Output<string>[];
  readonly environment: Record<string, Input<string>>;
  readonly logging: "none";
}

const rows = Object.entries(bootstrapInputs);

/** Stacks hold it: it never changes, as it would run every bootstrap again. */
const run = `require("@thoth-iac/pulumi/runtime").bootstrap(() => require.resolve("@thoth-iac/pulumi/thothctl"))`;

/**
 * The command that runs `thothctl bootstrap`. Secrets are in its environment alone, which Pulumi encrypts; what is no
 * secret is among the triggers as well, so that a change of it makes a new run, as in Terraform.
 */
export function bootstrapCommand(args: Given): BootstrapCommand {
  const given = Object.fromEntries(rows.map(([name, row]) => [name, args[name] ?? row.default]));
  const flagged = Object.fromEntries(rows.filter(([, { flag }]) => flag).map(([name]) => [name, given[name]]));
  return {
    create: run,
    update: run,
    // Node takes the text as it is: no shell whose quoting differs between systems has a part in it.
    interpreter: ["node", "-e"],
    // What is not given is left out: an input that a later version adds must not run every bootstrap again.
    triggers: rows
      .filter(([name, { sensitive }]) => !sensitive && !isAbsent(given[name]))
      .map(([name]) => all([given[name]]).apply(([value]) => `${name}=${textOf(value)}`)),
    environment: {
      // A credential of the surroundings must not be taken in place of the one that is given.
      THOTH_API_KEY: "",
      ...Object.fromEntries(rows.flatMap(([name, row]) => variableOf(row.environment, { ...row, value: given[name] }))),
      [argumentsVariable]: all(flagged).apply((values) => JSON.stringify(["bootstrap", ...flagsOf(values)])),
    },
    logging: "none",
  };
}

function variableOf(
  variable: string | undefined,
  { sensitive, value }: { readonly sensitive?: boolean; readonly value: unknown },
): readonly (readonly [string, Input<string>])[] {
  if (variable === undefined) return [];
  const text = all([value]).apply(([told]) => textOf(told));
  return [[variable, sensitive && !isAbsent(value) ? secret(text) : text]];
}

function flagsOf(values: Given): readonly string[] {
  return rows.flatMap(([name, { flag, isSwitch }]) => {
    const value = values[name];
    if (flag === undefined || isAbsent(value)) return [];
    if (isSwitch) return value === true ? [`--${flag}`] : [];
    return [value].flat().map((item) => `--${flag}=${item}`);
  });
}

function textOf(value: unknown): string {
  return isAbsent(value) ? "" : String(value);
}
