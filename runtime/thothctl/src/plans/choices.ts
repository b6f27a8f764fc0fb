import type { Environment, PlanOptions } from "@thoth-iac/client";
import { type Diagnostic, error, failure, ownerPattern, type Result, success } from "@thoth-iac/model";
import type { FlagValue, FlagValues } from "../command.ts";
import { millisecondsOf } from "./duration.ts";

/** What the flags of a command say of what is planned and how it is carried out. */
export interface Choices {
  /** Files and folders of manifests. */
  readonly paths: readonly string[];
  readonly plan: Omit<PlanOptions, "signal">;
  readonly parallelism: number;
  readonly lockTimeoutMs: number;
}

/** The choices that flags and environment make, or what is wrong with them. */
export function choicesFrom(flags: FlagValues, env: Environment): Result<Choices> {
  const owner = ownerFrom(flags.owner, env);
  const maxDeletions = numberFrom("max-deletions", flags["max-deletions"], { least: 0, most: 1_000_000, fallback: 10 });
  const parallelism = numberFrom("parallelism", flags.parallelism, { least: 1, most: 64, fallback: 10 });
  const lockTimeoutMs = durationFrom("lock-timeout", flags["lock-timeout"]);
  if (!owner.ok || !maxDeletions.ok || !parallelism.ok || !lockTimeoutMs.ok) {
    return failure(
      ...[owner, maxDeletions, parallelism, lockTimeoutMs].flatMap((one) => (one.ok ? [] : one.diagnostics)),
    );
  }
  return success({
    paths: listOf(flags.filename),
    plan: {
      owner: owner.value,
      prune: flags.prune === true,
      maxDeletions: maxDeletions.value,
      takeOver: flags["take-over"] === true,
      targets: listOf(flags.target),
    },
    parallelism: parallelism.value,
    lockTimeoutMs: lockTimeoutMs.value,
  });
}

/** What is said to whoever names no manifests. */
export function noManifests(orPlan: boolean): Diagnostic {
  const other = orPlan ? " A plan that was saved is given with --plan PATH." : "";
  const detail = `Say where they are: -f PATH, a file or a folder, or -f - for standard input.${other}`;
  return usage("No manifests", detail);
}

/** What is wrong with a command line, as a diagnostic. */
export function usage(summary: string, detail: string): Diagnostic {
  return error("usage", { summary, detail });
}

function listOf(value: FlagValue): readonly string[] {
  return Array.isArray(value) ? value : [];
}

function ownerFrom(value: FlagValue, { THOTH_OWNER = "" }: Environment): Result<string> {
  const isGiven = typeof value === "string";
  const owner = isGiven ? value : THOTH_OWNER === "" ? "default" : THOTH_OWNER;
  if (ownerPattern.test(owner)) return success(owner);
  const name = isGiven ? "--owner" : "THOTH_OWNER";
  const detail = `${name} must be 1 to 63 lower-case letters, digits, dots, dashes and underscores, with a letter or a digit at both ends; found ${JSON.stringify(owner)}.`;
  return failure(usage("The owner's name cannot be used", detail));
}

interface Limits {
  readonly least: number;
  readonly most: number;
  readonly fallback: number;
}

function numberFrom(flag: string, value: FlagValue, { least, most, fallback }: Limits): Result<number> {
  if (typeof value !== "string") return success(fallback);
  const number = /^\d{1,7}$/.test(value.trim()) ? Number(value) : Number.NaN;
  if (number >= least && number <= most) return success(number);
  const detail = `--${flag} must be a whole number from ${least} to ${most}; found ${JSON.stringify(value)}.`;
  return failure(usage("A flag has a value that cannot be used", detail));
}

function durationFrom(flag: string, value: FlagValue): Result<number> {
  if (typeof value !== "string") return success(60_000);
  const duration = millisecondsOf(value);
  if (duration !== undefined) return success(duration);
  const detail = `--${flag} must be a duration such as 30s, 5m, 1h or plain seconds, at most 24h; found ${JSON.stringify(value)}.`;
  return failure(usage("A flag has a value that cannot be used", detail));
}
