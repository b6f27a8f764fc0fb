import type { AttributeChange, Step } from "@thoth-iac/client";

/** The changes of a step as people are told of them. Of a secret that is written, the mark knows whether one was sent before. */
export function toldChanges({ changes, mark }: Pick<Step, "changes" | "mark">): readonly AttributeChange[] {
  return changes.map((change) => {
    const { attribute, secret, kind } = change;
    const isReplaced = secret && kind === "set" && mark !== undefined && Object.hasOwn(mark.secrets, attribute);
    return isReplaced ? { ...change, kind: "changed" } : change;
  });
}
