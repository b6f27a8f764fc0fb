import { type Command, defineCommand } from "./command.ts";
import { applyFlags, exitCodeFlags, planFlags, pruneFlags, takeOverFlags } from "./manifest-flags.ts";

const meanings =
  "+ create, ~ update, -/+ replace, - remove, ! run, = adopt, which only writes down that it is ours. A value that only GovAPI decides is (known after apply); secrets are never shown.";

const plan = defineCommand({
  words: "plan",
  summary: "Show what would make the tenant what the manifests say.",
  notes: `Nothing is changed. ${meanings}\n\nWith --out the plan is saved, for apply --plan to carry out exactly that. A saved plan holds the manifests and no secret: where it is applied, the environment and the files that hold the secrets have to be there again.`,
  flags: {
    ...planFlags,
    ...takeOverFlags,
    ...pruneFlags,
    ...exitCodeFlags,
    out: { value: "path", description: "Save the plan in this file, for nobody but this user to read." },
  },
  connects: true,
  examples: [
    "plan -f manifests",
    "plan -f manifests --prune --detailed-exitcode",
    "plan -f manifests --out tenant.plan",
    "plan -f manifests --target BrowserPolicy/strict --output json",
  ],
  load: () => import("./commands/plan.ts"),
});

const apply = defineCommand({
  words: "apply",
  summary: "Make the tenant what the manifests say.",
  notes: `Only what differs is written, so a second run changes nothing. ${meanings}\n\nOne apply of a set of manifests runs at a time: another one waits, see --lock-timeout. When it is interrupted it finishes the writes that are under way and stops; the next run goes on from there.`,
  flags: {
    ...planFlags,
    ...takeOverFlags,
    ...pruneFlags,
    ...applyFlags,
    ...exitCodeFlags,
    plan: { value: "path", description: "Carry out this saved plan, or refuse if the tenant has changed since." },
  },
  connects: true,
  examples: ["apply -f manifests", "apply -f manifests --prune --lock-timeout 5m", "apply --plan tenant.plan"],
  load: () => import("./commands/apply.ts"),
});

const diff = defineCommand({
  words: "diff",
  summary: "Show, as a unified diff of YAML, how the tenant differs from the manifests.",
  notes: "Only what the manifests set is compared, and what they no longer set. Secrets are never shown.",
  flags: { ...planFlags, ...takeOverFlags, ...pruneFlags, ...exitCodeFlags },
  connects: true,
  examples: ["diff -f manifests", "diff -f manifests --detailed-exitcode", "diff -f - --target BrowserPolicy/strict"],
  load: () => import("./commands/diff.ts"),
});

const importCommand = defineCommand({
  words: "import",
  summary: "Take instances that exist already as ours, without changing them.",
  notes:
    "What a manifest names and the tenant has is marked as made by this set of manifests, so that later runs may prune it. What differs is told, and left for apply to change.",
  flags: { ...planFlags, ...takeOverFlags, ...applyFlags, ...exitCodeFlags },
  connects: true,
  examples: ["import -f manifests", "import -f manifests --take-over --target MdmProvider/jamf"],
  load: () => import("./commands/import.ts"),
});

const destroy = defineCommand({
  words: "destroy",
  summary: "Remove from the tenant what the manifests name and this set of manifests made.",
  notes:
    "What belongs to others, or to nobody, is left alone. Some kinds are never deleted by GovAPI, but disabled or cleared: the plan says which.",
  flags: {
    ...planFlags,
    ...applyFlags,
    ...exitCodeFlags,
    yes: { description: "Do it. Without this, the plan is shown and nothing is done." },
  },
  connects: true,
  examples: ["destroy -f manifests --dry-run", "destroy -f manifests --target BrowserPolicy/strict --yes"],
  load: () => import("./commands/destroy.ts"),
});

/** The commands that reconcile a tenant with manifests. */
export const manifestCommands: readonly Command[] = [plan, apply, diff, importCommand, destroy];
