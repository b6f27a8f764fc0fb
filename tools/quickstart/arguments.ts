import { parseArgs } from "node:util";

/** What the quickstart prints when asked how it is used. */
export const usage = `Usage: npm run quickstart [-- OPTIONS]

Builds the programs, starts GovAPI, a webhook receiver and a small Jamf Pro on this machine, and lets a real
Terraform (else OpenTofu) set a tenant up by examples/quickstart. Nothing leaves this machine, and nothing that it
makes is in the checkout but dist/.

  --pulumi    let a real Pulumi do it instead, by examples/pulumi-quickstart
  --gitops    let thothctl do it instead, by the YAML of examples/gitops-quickstart, and put a change by hand right
  --keep      go on running at the end, until Ctrl-C
  --verbose   show all that the programs print, not only their last lines if they fail
  --help      this text
`;

/** What was asked for on the command line. */
export interface Arguments {
  readonly help: boolean;
  readonly pulumi: boolean;
  readonly gitops: boolean;
  readonly keep: boolean;
  readonly verbose: boolean;
  /** Arguments that mean nothing here. */
  readonly wrong: readonly string[];
}

/** Reads the command line. */
export function argumentsFrom(argv: readonly string[]): Arguments {
  const options = {
    gitops: { type: "boolean" },
    help: { type: "boolean", short: "h" },
    keep: { type: "boolean" },
    pulumi: { type: "boolean" },
    verbose: { type: "boolean" },
  } as const;
  const { values, tokens } = parseArgs({ args: [...argv], options, strict: false, tokens: true });
  const wrong = tokens.flatMap((token) => {
    if (token.kind === "positional") return [token.value];
    if (token.kind !== "option") return [];
    return Object.hasOwn(options, token.name) && token.value === undefined ? [] : [token.rawName];
  });
  const isGiven = (name: keyof typeof options) => values[name] === true;
  return {
    help: isGiven("help"),
    gitops: isGiven("gitops"),
    keep: isGiven("keep"),
    pulumi: isGiven("pulumi"),
    verbose: isGiven("verbose"),
    wrong: isGiven("gitops") && isGiven("pulumi") ? [...wrong, "--gitops with --pulumi"] : wrong,
  };
}
