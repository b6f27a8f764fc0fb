import { RunError } from "@pulumi/pulumi";
import type { CheckFailure } from "../failure.ts";

/** All that is wrong with a component's arguments. Pulumi shows the message without a stack. */
export class ArgumentsError extends RunError {
  /** Each with the path of its property: `browsers.chrome.providerName`. */
  readonly failures: readonly CheckFailure[];

  constructor(component: string, failures: readonly CheckFailure[]) {
    super(`${component}: ${failures.map(lineOf).join("")}`);
    this.failures = failures;
  }
}

function lineOf({ property, reason }: CheckFailure): string {
  return `\n  ${property === "" ? "" : `${property}: `}${reason}`;
}
