import { type Client, lifecycleOf } from "@thoth-iac/client";
import {
  type Diagnostic,
  describe,
  error,
  parse,
  type Resource,
  type Result,
  success,
  type Values,
} from "@thoth-iac/model";
import { type AttributeFlag, attributeFlagsOf } from "../attribute-flags.ts";
import type { Collection } from "../collections.ts";
import type { Run, World } from "../command.ts";
import { inputsFrom } from "../flag-inputs.ts";
import { shown } from "../shown.ts";
import { textBlock } from "../text-block.ts";
import { upsert } from "../upsert.ts";

/** Creates or updates one instance of a collection. */
export function upserting({ resource }: Collection): Run {
  return async ({ flags, world, output, json, refuse, report, connect }) => {
    const flagged = attributeFlagsOf(resource);
    const inputs = await inputsFrom(flagged, flags, world.readFile);
    if (!inputs.ok) return refuse(inputs.diagnostics);
    const lacking = missingFrom(flagged, inputs.value);
    if (lacking.length > 0 && !isIdentified(resource, inputs.value)) return refuse(lacking.map(missing));
    const client = await connect();
    if (!client.ok) return report(client.diagnostics);
    const completed = await complete(client.value, { resource, flagged, written: inputs.value, stop: world.stop });
    if (!completed.ok) return report(completed.diagnostics);
    const stillLacking = missingFrom(flagged, completed.value);
    if (stillLacking.length > 0) return refuse(stillLacking.map(missing));
    const checked = parse(resource, completed.value);
    if (!checked.ok) return refuse(checked.diagnostics);
    const { state, diagnostics } = await upsert(client.value, resource, { inputs: checked.value, stop: world.stop });
    const code = await report(diagnostics);
    if (state === undefined) return code;
    const document = shown(resource, state);
    if (json) output.printJson(document);
    else for (const line of textBlock(document)) output.print(line);
    return code;
  };
}

interface Upserted {
  readonly resource: Resource;
  readonly flagged: readonly AttributeFlag[];
  readonly written: Values;
  readonly stop: World["stop"];
}

/** What was written, and for what is required and was left out, what GovAPI has of the instance already. */
async function complete(client: Client, { resource, flagged, written, stop }: Upserted): Promise<Result<Values>> {
  const lacking = missingFrom(flagged, written);
  if (lacking.length === 0) return success(written);
  const there = await lifecycleOf(client, { signal: stop }).read(resource, written, true);
  if (!there.ok) return there;
  const kept = lacking.flatMap(({ attribute: { name } }) => {
    const value = there.value?.[name] ?? null;
    return value === null ? [] : [[name, value]];
  });
  return success({ ...written, ...Object.fromEntries(kept) });
}

function isIdentified(resource: Resource, values: Values): boolean {
  return resource.identity.every((name) => values[name] !== undefined);
}

function missingFrom(flagged: readonly AttributeFlag[], values: Values): readonly AttributeFlag[] {
  return flagged.filter(({ flag, attribute }) => flag.required && values[attribute.name] === undefined);
}

function missing({ name, attribute, from }: AttributeFlag): Diagnostic {
  const expected = from === "file" ? `a file that holds JSON of ${describe(attribute.type)}` : describe(attribute.type);
  return error("missing_attribute", {
    summary: "A required flag is missing",
    detail: `--${name} is required: ${expected}.`,
    attribute: [attribute.name],
  });
}
