import { type Diagnostic, type JsonObject, pathText, providerConfiguration, type Resource } from "@thoth-iac/model";

const settings: ReadonlySet<unknown> = new Set(providerConfiguration.map(({ name }) => name));

/** Diagnostics as one text for a person. */
export function textOf(diagnostics: readonly Diagnostic[]): string {
  return diagnostics
    .map(({ summary, detail, attribute }) => {
      // A setting of the connection is named in the text itself, as a stack's configuration spells it.
      const isNamed = attribute === undefined || attribute.length === 0 || settings.has(attribute[0]);
      return `${isNamed ? "" : `${pathText(attribute)}: `}${summary}. ${detail}`;
    })
    .join("\n");
}

/** A property that a person has to mend, as Pulumi wants it told. */
export interface CheckFailure {
  readonly property: string;
  readonly reason: string;
}

/** A diagnostic about inputs, for Pulumi, which shows the property and the reason. */
export function checkFailureOf({ attribute, summary, detail }: Diagnostic): CheckFailure {
  return { property: attribute === undefined ? "" : pathText(attribute), reason: `${summary}. ${detail}` };
}

/**
 * What is wrong with an input of a resource. The engine shows the value of a property that is named: one that is
 * sensitive, or that nobody knows and that may have been meant to be, is named in the reason alone.
 */
export function checkFailure({ attributes }: Pick<Resource, "attributes">, fault: Diagnostic): CheckFailure {
  const told = checkFailureOf(fault);
  const root = attributes.find(({ name }) => name === fault.attribute?.[0]);
  const isShown = root !== undefined && root.sensitive !== true;
  if (isShown || told.property === "") return told;
  const prefix = told.reason.includes(told.property) ? "" : `${told.property}: `;
  return { property: "", reason: `${prefix}${told.reason}` };
}

/** A step that did not happen. */
export class Failure extends Error {
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super(textOf(diagnostics));
    this.diagnostics = diagnostics;
    this.name = "";
    // Pulumi's process for dynamic providers prints the stack to the user, who has no use for ours.
    this.stack = "";
  }
}

/** A step that went wrong after it had made something; Pulumi keeps what there is. */
export class PartialFailure extends Failure {
  readonly id: string;
  readonly properties: JsonObject;
  readonly reasons: readonly string[];

  constructor(
    diagnostics: readonly Diagnostic[],
    { id, properties }: { readonly id: string; readonly properties: JsonObject },
  ) {
    super(diagnostics);
    this.id = id;
    this.properties = properties;
    this.reasons = diagnostics.map((diagnostic) => textOf([diagnostic]));
  }
}
