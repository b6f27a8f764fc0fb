import type { Step, TenantPlan } from "@thoth-iac/client";

/**
 * The plan that only takes what exists: what is as it should be, and what differs, is marked and left as it is; what
 * does not exist is left to apply.
 */
export function adoptionOf(plan: TenantPlan): TenantPlan {
  const missing = new Set(plan.steps.filter(({ action }) => action === "create").map(({ address }) => address));
  return { ...plan, steps: plan.steps.map((step) => adopted(step, plan.owner, missing)), leftovers: [] };
}

function adopted(step: Step, owner: string, missing: ReadonlySet<string>): Step {
  switch (step.action) {
    case "create":
      return left(step, "It does not exist; apply creates it.");
    case "run":
      return left(step, "It is an action, and runs with apply.");
    case "update":
    case "replace": {
      if (step.mark?.owner === owner) return left(step, "It is ours already, and differs; apply changes it.");
      const absent = step.wanted?.references.find(({ to }) => missing.has(to));
      if (absent !== undefined)
        return left(step, `It refers to ${absent.to}, which does not exist; apply creates that.`);
      return {
        ...step,
        action: "adopt",
        because: "It differs from the manifest. It stays as it is; apply would change:",
      };
    }
    default:
      return step;
  }
}

function left(step: Step, because: string): Step {
  return { ...step, action: "none", changes: [], because };
}
