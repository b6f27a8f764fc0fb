import type { Ended } from "./terraform.ts";

/** A diagnostic as the engine passes it on, with the place in the configuration that it underlines. */
export interface EngineDiagnostic {
  readonly severity: "error" | "warning";
  readonly summary: string;
  readonly detail: string;
  readonly address?: string;
  readonly range?: { readonly filename: string; readonly start: { readonly line: number } };
  readonly snippet?: { readonly context: string | null; readonly code: string };
}

/** One line of machine-readable output, as far as tests look at it. */
export interface EngineMessage {
  readonly type?: string;
  readonly "@message"?: string;
  readonly diagnostic?: EngineDiagnostic;
  readonly change?: { readonly resource: { readonly addr: string }; readonly action: string };
}

/** What a plan or an apply came to. */
export interface Outcome {
  readonly ended: Ended;
  /** What is planned, such as `update thoth_mdm_provider.jamf`, in the order of the addresses. */
  readonly changes: readonly string[];
  /** What was found to have changed outside. */
  readonly drift: readonly string[];
  readonly errors: readonly EngineDiagnostic[];
  readonly warnings: readonly EngineDiagnostic[];
}

/** The outcome of a command that was run with `-json`. */
export function outcomeOf(ended: Ended): Outcome {
  const lines = ended.stdout.split("\n").filter((line) => line.startsWith("{"));
  // The engines document the form of these lines.
  const messages = lines.map((line) => JSON.parse(line) as EngineMessage);
  const diagnostics = messages.flatMap(({ diagnostic }) => diagnostic ?? []);
  const changesOf = (type: string) =>
    messages
      .filter((message) => message.type === type)
      .flatMap(({ change }) => (change && change.action !== "noop" ? `${change.action} ${change.resource.addr}` : []))
      .toSorted();
  return {
    ended,
    changes: changesOf("planned_change"),
    drift: changesOf("resource_drift"),
    errors: diagnostics.filter(({ severity }) => severity === "error"),
    warnings: diagnostics.filter(
      ({ severity, summary }) => severity === "warning" && summary !== "Provider development overrides are in effect",
    ),
  };
}
