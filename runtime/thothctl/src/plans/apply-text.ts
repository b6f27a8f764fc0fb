import type { Action, Done } from "@thoth-iac/client";
import { onOneLine } from "../output.ts";
import type { Page } from "./change-lines.ts";
import { actionLabel } from "./plan-text.ts";

/** One step that has ended, in one line. */
export function resultLine({ step, outcome, because }: Done, page: Page): string {
  const { added, removed, changed } = page.style;
  const ended = {
    done: added("done"),
    failed: removed("failed"),
    skipped: changed(onOneLine(`skipped, because ${because ?? "it was not reached"}`)),
  };
  return `${actionLabel(step.action, page)}  ${onOneLine(step.address)}: ${ended[outcome]}`;
}

const past: { readonly [action in Exclude<Action, "none">]: string } = {
  create: "created",
  update: "updated",
  replace: "replaced",
  remove: "removed",
  run: "run",
  adopt: "adopted",
};

/** How many steps ended how, in a sentence or two; nothing if there were none. */
export function outcomeLines(
  done: readonly Done[],
  { style, isInterrupted }: Pick<Page, "style"> & { readonly isInterrupted: boolean },
): readonly string[] {
  const steps = done.filter(({ step }) => step.action !== "none");
  if (steps.length === 0) return [];
  const counted = Object.entries(past).flatMap(([action, word]) => {
    const count = steps.filter(({ step, outcome }) => step.action === action && outcome === "done").length;
    return count === 0 ? [] : [`${count} ${word}`];
  });
  const failed = steps.filter(({ outcome }) => outcome === "failed").length;
  const skipped = steps.filter(({ outcome }) => outcome === "skipped").length;
  const trouble = [...(failed > 0 ? [`${failed} failed`] : []), ...(skipped > 0 ? [`${skipped} skipped`] : [])];
  const sentences = [
    `Done: ${counted.length === 0 ? "nothing" : counted.join(", ")}.`,
    ...(trouble.length === 0 ? [] : [`Not done: ${trouble.join(", ")}.`]),
    ...(isInterrupted ? ["It was interrupted."] : []),
    ...(isInterrupted || trouble.length > 0 ? ["What is done stays; run it again to go on from there."] : []),
  ];
  return ["", style.strong(sentences.join(" "))];
}
