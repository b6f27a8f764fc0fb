import { isList, isRecord, type Value } from "./value.ts";

/** What of a value would be lost or misread on the way to GovAPI, in words that follow "holds"; undefined if nothing. */
export function inexact(value: Value): string | undefined {
  if (typeof value === "number" && Number.isInteger(value) && !Number.isSafeInteger(value)) {
    return `a number beyond ${Number.MAX_SAFE_INTEGER}, which is not kept exactly; write it as a string`;
  }
  const members = isList(value) ? value : isRecord(value) ? Object.values(value) : [];
  if (isRecord(value) && Object.hasOwn(value, "__proto__")) return "a member named __proto__, which GovAPI refuses";
  for (const member of members) {
    const reason = inexact(member);
    if (reason !== undefined) return reason;
  }
  return undefined;
}
