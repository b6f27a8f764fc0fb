import type { JsonObject, Resource } from "@thoth-iac/model";
import { StepError } from "./pulumi-peer.ts";
import { programOf } from "./pulumi-peer-marks.ts";
import type { CheckFailure, Difference, Instance, PeerSteps } from "./pulumi-peer-steps.ts";

/** What an `up` did, and what the engine remembers after it. */
export interface Outcome {
  readonly step: "create" | Difference["action"];
  readonly instance: Instance;
}

/** A program whose inputs were refused. */
export class Refused extends Error {
  readonly failures: readonly CheckFailure[];

  constructor(failures: readonly CheckFailure[]) {
    super(failures.map(({ property, reason }) => `${property}: ${reason}`).join("\n"));
    this.failures = failures;
  }
}

/** What the engine does with one resource of a program: check, diff and whatever has to be done then. */
export async function up(
  steps: PeerSteps,
  resource: Resource,
  { values, before }: { readonly values: JsonObject; readonly before?: Instance | undefined },
): Promise<Outcome> {
  const inputs = await checkedInputs(steps, resource, { values, before });
  const create = () => kept(inputs, steps.create(resource, inputs));
  if (before === undefined) return { step: "create", instance: await create() };
  const { action, deleteBeforeReplace } = await steps.diff(resource, before, inputs);
  if (action === "replace") {
    if (deleteBeforeReplace) await steps.remove(resource, before);
    const instance = await create();
    if (!deleteBeforeReplace) await steps.remove(resource, before);
    return { step: "replace", instance };
  }
  // What is the same keeps its old outputs; what failed is tried again even if it is the same.
  if (action === "same" && before.failed === undefined) return { step: "same", instance: { ...before, inputs } };
  return { step: "update", instance: await kept(inputs, steps.update(resource, before, inputs)) };
}

/** What a preview tells: what would be done, and nothing is. */
export async function preview(
  steps: PeerSteps,
  resource: Resource,
  { values, before }: { readonly values: JsonObject; readonly before: Instance },
): Promise<Difference> {
  return steps.diff(resource, before, await checkedInputs(steps, resource, { values, before }));
}

/** The inputs as they were checked. */
async function checkedInputs(
  steps: PeerSteps,
  resource: Resource,
  { values, before }: { readonly values: JsonObject; readonly before?: Instance | undefined },
): Promise<JsonObject> {
  const { inputs, failures } = await steps.check(resource, programOf(steps.flavour, resource, values), before?.inputs);
  if (failures.length > 0) throw new Refused(failures);
  return inputs;
}

/** What there is after a step, also after one that failed half-way. */
async function kept(inputs: JsonObject, step: Promise<Instance>): Promise<Instance> {
  try {
    return await step;
  } catch (thrown) {
    if (!(thrown instanceof StepError) || thrown.made === undefined) throw thrown;
    const { id, properties, reasons } = thrown.made;
    return { id, inputs, outputs: properties, failed: reasons };
  }
}

/** The instance after a refresh; undefined if it is gone. */
export async function refresh(steps: PeerSteps, resource: Resource, before: Instance): Promise<Instance | undefined> {
  const seen = await steps.read(resource, before);
  return seen.id === "" ? undefined : seen;
}

/** What a program or a person asks for by its id alone. */
export async function fetched(steps: PeerSteps, resource: Resource, id: string): Promise<Instance | undefined> {
  // Of a dynamic provider the engine knows only the text; our marks add it where there is a place for it.
  const outputs = steps.flavour === "dynamic" ? { __provider: "" } : {};
  return refresh(steps, resource, { id, inputs: {}, outputs });
}
