import { type Action, changesOf, type Step, type TenantPlan } from "@thoth-iac/client";
import { onOneLine } from "../output.ts";
import { paragraph } from "../paragraph.ts";
import { changeLines, type Page } from "./change-lines.ts";
import { removalOf } from "./removal.ts";

/**
 * What a plan does, as lines for people: each step with what it changes, what is left alone and why, what is left over,
 * and a summary. `idle` is the summary of a plan that changes nothing.
 */
export function planLines(plan: TenantPlan, page: Page, idle = asItShouldBe(plan)): readonly string[] {
  const blocks = changesOf(plan).map((step) => stepLines(step, page));
  return [
    ...blocks.flatMap((lines) => [...lines, ""]),
    ...unchangedLines(plan, page),
    ...leftoverLines(plan.leftovers, page),
    page.style.strong(summaryLine(plan) ?? idle),
  ];
}

/** How actions are written: a sign, a word, and what they are called when they are counted. */
const words: { readonly [action in Action]: { readonly sign: string; readonly counted: string } } = {
  create: { sign: "+", counted: "to create" },
  update: { sign: "~", counted: "to update" },
  replace: { sign: "-/+", counted: "to replace" },
  remove: { sign: "-", counted: "to remove" },
  run: { sign: "!", counted: "to run" },
  adopt: { sign: "=", counted: "to adopt" },
  none: { sign: " ", counted: "unchanged" },
};

/** The sign of an action, three characters wide, and its word. */
export function actionLabel(action: Action, { style }: Pick<Page, "style">): string {
  const { added, changed, removed, started, faint } = style;
  const paint = {
    create: added,
    update: changed,
    replace: changed,
    remove: removed,
    run: started,
    adopt: faint,
    none: faint,
  };
  return paint[action](`${words[action].sign.padStart(3)} ${action.padEnd(7)}`);
}

function stepLines(step: Step, page: Page): readonly string[] {
  const { address, action, because, resource } = step;
  const removal = action === "remove" ? [removalOf(resource).sentence] : [];
  const said = [...(because === undefined ? [] : [because]), ...removal];
  return [
    `${actionLabel(action, page)}  ${page.style.strong(onOneLine(address))}${identityNote(step, page)}`,
    ...said.flatMap((sentence) => folded(onOneLine(sentence), page)),
    ...(action === "remove" ? [] : changeLines(step, page)),
  ];
}

/** The identity, where it is another than the manifest's name. */
function identityNote({ address, identity }: Step, { style }: Page): string {
  const name = address.slice(address.indexOf("/") + 1);
  return identity === "" || identity === name ? "" : style.faint(`  (${onOneLine(identity)})`);
}

/** What is not touched for a reason that is worth telling. */
function unchangedLines({ steps }: TenantPlan, page: Page): readonly string[] {
  const told = steps.filter(({ action, because }) => action === "none" && because !== undefined);
  if (told.length === 0) return [];
  return [
    "Left as they are:",
    ...told.flatMap(({ address, because = "" }) => [
      `      ${onOneLine(address)}`,
      ...folded(onOneLine(because), page).map((line) => `  ${line}`),
    ]),
    "",
  ];
}

function leftoverLines(leftovers: readonly Step[], page: Page): readonly string[] {
  if (leftovers.length === 0) return [];
  return [
    "No longer in any manifest; --prune removes them:",
    ...leftovers.map((step) => {
      const name = `${onOneLine(step.address)}${identityNote(step, page)}`;
      return `      ${name}  ${page.style.faint(removalOf(step.resource).sentence)}`;
    }),
    "",
  ];
}

/** `Plan: 1 to create, 2 to update; 3 unchanged.` Nothing if nothing is to be done. */
function summaryLine({ steps }: Pick<TenantPlan, "steps">): string | undefined {
  const same = steps.filter(({ action }) => action === "none").length;
  const counts = countsOf(steps).map(([action, count]) => `${count} ${words[action].counted}`);
  if (counts.length === 0) return undefined;
  return `Plan: ${counts.join(", ")}${same === 0 ? "" : `; ${same} unchanged`}.`;
}

function asItShouldBe({ steps }: Pick<TenantPlan, "steps">): string {
  const count = steps.length === 1 ? "1 instance" : `${steps.length} instances`;
  return `No changes: the tenant is what the manifests say (${count}).`;
}

/** How often each action that changes something is there, in the order of the table. */
function countsOf(steps: readonly Step[]): readonly (readonly [Action, number])[] {
  const order: readonly Action[] = ["create", "update", "replace", "remove", "run", "adopt"];
  return order
    .map((action) => [action, steps.filter((step) => step.action === action).length] as const)
    .filter(([, count]) => count > 0);
}

/** A sentence in lines that fit, below the name of a step. */
function folded(sentence: string, { columns = 120, style }: Page): readonly string[] {
  return paragraph(sentence, "      ", Math.max(46, columns)).map(style.faint);
}
