import { type Diagnostic, isList, isRecord, type JsonValue, warning } from "@thoth-iac/model";
import type { Exported } from "./exported.ts";

/**
 * What Terraform cannot hold as the tenant has it. It puts all text into Unicode's composed form (NFC), and takes a name
 * that is in another form for a different one; half a character it replaces.
 */
export function terraformLimits(instances: readonly Exported[]): readonly Diagnostic[] {
  return instances.flatMap(({ address, identity, inputs }) => {
    const because = [
      ...identity.filter((text) => !isComposed(text)).map((text) => `its identity ${JSON.stringify(text)}`),
      ...Object.entries(inputs)
        .filter(([, value]) => !isHeld(value))
        .map(([name]) => name),
    ];
    if (because.length === 0) return [];
    const detail = `Terraform changes the form of some of its characters: see ${because.join(", ")}. Its import may fail, or plan a change. Rename it in the tenant first, or leave it out.`;
    return [{ ...warning("invalid_value", { summary: "Not for Terraform", detail }), instance: address }];
  });
}

function isHeld(value: JsonValue): boolean {
  if (typeof value === "string") return value.isWellFormed();
  if (isList(value)) return value.every(isHeld);
  return !isRecord(value) || Object.entries(value).every(([key, member]) => isComposed(key) && isHeld(member));
}

function isComposed(text: string): boolean {
  return text.isWellFormed() && text === text.normalize("NFC");
}
