import type { EngineEvent, OutputMap, PropertyDiff } from "@pulumi/pulumi/automation/index.js";

/** What an operation of the engine did to one resource, or in a preview would do. */
export interface PulumiStep {
  /** `create`, `update`, `same`, `delete`, `create-replacement`, `replace`, `delete-replaced`, `read`, `import`, ... */
  readonly op: string;
  readonly type: string;
  /** The name in the program. */
  readonly name: string;
  readonly urn: string;
  readonly failed: boolean;
  /** The properties that differ, at the top level. */
  readonly diffs: readonly string[];
  readonly detailedDiff: Readonly<Record<string, PropertyDiff>>;
  readonly id: string | undefined;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** Something that the engine, a provider or the program told the person. */
export interface PulumiMessage {
  readonly severity: string;
  readonly text: string;
  readonly urn: string | undefined;
}

/** What an operation of the engine left behind. */
export interface PulumiOutcome {
  readonly ok: boolean;
  /** Everything that was printed, as a person saw it. */
  readonly printed: string;
  /** The engine's own count by kind of step, the stack itself included. */
  readonly changes: Readonly<Record<string, number>>;
  /** The steps, in the order in which they ended, without those of the stack itself and of providers. */
  readonly steps: readonly PulumiStep[];
  /** The steps that succeeded and are no `same`, each as `create name`, sorted. */
  readonly did: readonly string[];
  /** What was told, without what is for debugging. */
  readonly messages: readonly PulumiMessage[];
  /** The texts of the errors, each once, without the engine's own last one that says that the operation failed. */
  readonly errors: readonly string[];
  /** The stack's outputs after a successful `up`. */
  readonly outputs: OutputMap;
  readonly events: readonly EngineEvent[];
}

/** What is left of an operation when it ended. */
export interface EndedOperation {
  readonly ok: boolean;
  readonly printed: string;
  readonly outputs: OutputMap;
  readonly events: readonly EngineEvent[];
}

/** The outcome of an operation, from the events that the engine sent. */
export function pulumiOutcomeOf({ ok, printed, outputs, events }: EndedOperation): PulumiOutcome {
  const steps = events.flatMap(stepsIn);
  const messages = events.flatMap(messagesIn);
  return {
    ok,
    printed,
    changes: events.findLast(({ summaryEvent }) => summaryEvent !== undefined)?.summaryEvent?.resourceChanges ?? {},
    steps,
    did: steps
      .filter(({ op, failed }) => op !== "same" && !failed)
      .map(({ op, name }) => `${op} ${name}`)
      .toSorted(),
    messages,
    errors: [...new Set(messages.filter(isError).map(({ text }) => text))],
    outputs,
    events,
  };
}

function isError({ severity, text }: PulumiMessage): boolean {
  return severity === "error" && !/^(update|preview|refresh|destroy) failed$/.test(text);
}

function stepsIn({ resOutputsEvent, resOpFailedEvent }: EngineEvent): readonly PulumiStep[] {
  const metadata = (resOutputsEvent ?? resOpFailedEvent)?.metadata;
  if (metadata === undefined || /^pulumi:(pulumi:Stack$|providers:)/.test(metadata.type)) return [];
  const { op, type, urn, diffs, detailedDiff } = metadata;
  const state = metadata.new ?? metadata.old;
  return [
    {
      op,
      type,
      urn,
      name: urn.slice(urn.lastIndexOf("::") + 2),
      failed: resOpFailedEvent !== undefined,
      diffs: diffs ?? [],
      detailedDiff: detailedDiff ?? {},
      id: state?.id,
      inputs: state?.inputs ?? {},
      outputs: state?.outputs ?? {},
    },
  ];
}

function messagesIn({ diagnosticEvent }: EngineEvent): readonly PulumiMessage[] {
  if (diagnosticEvent === undefined) return [];
  const { message, urn } = diagnosticEvent;
  // The SDK's type forgets "debug".
  const severity: string = diagnosticEvent.severity;
  if (severity === "debug") return [];
  const text = message.replace(/<\{%[^%]*%\}>/g, "").trim();
  // Only here: beside an engine installed in the official way lies the dynamic provider's executable.
  if (/using pulumi-resource-pulumi-nodejs from \$PATH/.test(text)) return [];
  return [{ severity, text, urn }];
}
