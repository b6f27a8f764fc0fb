import type { AttributeChange, Step } from "@thoth-iac/client";
import { resources } from "@thoth-iac/model";

/** A step of a policy, as tests want it. */
export function stepOf(changes: readonly Partial<AttributeChange>[], step: Partial<Step> = {}): Step {
  return {
    address: "BrowserPolicy/strict",
    action: "update",
    resource: resources.browserPolicy,
    identity: "strict",
    needs: [],
    ...step,
    changes: changes.map((change) => ({
      attribute: "name",
      kind: "changed",
      before: null,
      after: null,
      secret: false,
      replaces: false,
      ...change,
    })),
  };
}
