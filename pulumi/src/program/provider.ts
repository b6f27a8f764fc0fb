import {
  type Input,
  type Inputs,
  mergeOptions,
  output,
  ProviderResource,
  type ResourceOptions,
  secret,
} from "@pulumi/pulumi";
import { type ConfigurationAttribute, camelCase, providerConfiguration, version } from "@thoth-iac/model";
import { packageName } from "../tokens.ts";
import type { Camel } from "./argument-types.ts";

type Setting = (typeof providerConfiguration)[number];

interface Types {
  readonly string: string;
  readonly integer: number;
  readonly boolean: boolean;
}

/** The settings of a connection to GovAPI. */
export type ProviderArgs = {
  readonly [Each in Setting as Camel<Each["name"]>]?: Input<Types[Each["type"]] | undefined>;
};

/** A connection to GovAPI, for resources whose option `provider` names it: several tenants in one program. */
export class Provider extends ProviderResource {
  constructor(name: string, args?: ProviderArgs, opts?: ResourceOptions) {
    super(
      packageName,
      name,
      textsOf({ ...args }),
      mergeOptions({ additionalSecretOutputs: [...sensitive], version }, opts),
    );
  }
}

const settings: readonly ConfigurationAttribute[] = providerConfiguration;
const sensitive = new Set(settings.filter((setting) => setting.sensitive).map(({ name }) => camelCase(name)));

/** Pulumi keeps a provider's settings as texts: what is no text, as JSON. */
function textsOf(args: Inputs): Inputs {
  const entries = Object.entries(args).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, (sensitive.has(name) ? secret(value) : output(value)).apply(textOf)]),
  );
}

function textOf(value: unknown): unknown {
  return typeof value === "string" || value === undefined ? value : JSON.stringify(value);
}
