import type { Flags } from "./command.ts";

/** Where manifests are, for every command that reads them. */
export const sourceFlags = {
  filename: {
    short: "f",
    value: "path",
    repeatable: true,
    description: "A file of manifests, a folder of such files, or - for standard input.",
  },
  "secrets-dir": {
    value: "path",
    description: "For ThothTenant: folder in which Secrets are mounted, as <secret>/<key>.",
  },
} as const satisfies Flags;

/** Which set of manifests is meant. */
const ownerFlags = {
  owner: {
    value: "name",
    description: "Name of this set of manifests; what it made carries the name. [env: THOTH_OWNER]",
    fallback: "default",
  },
} as const satisfies Flags;

/** What of the manifests is compared with the tenant, and how. */
export const planFlags = {
  ...sourceFlags,
  ...ownerFlags,
  target: {
    value: "kind/name",
    repeatable: true,
    description: "Only this instance, such as BrowserPolicy/strict, and what it needs.",
  },
  parallelism: {
    value: "number",
    description: "How many steps run at a time when a plan is carried out, from 1 to 64.",
    fallback: "10",
  },
} as const satisfies Flags;

/** What may be done with what belongs to others. */
export const takeOverFlags = {
  "take-over": { description: "Take instances that belong to another set of manifests." },
} as const satisfies Flags;

/** Whether what no manifest names any more is removed. */
export const pruneFlags = {
  prune: { description: "Remove what this set of manifests made and no longer names." },
  "max-deletions": {
    value: "number",
    description:
      "The most that may be removed; with more, nothing is done. With no manifest left, nothing unless given.",
    fallback: "10",
  },
} as const satisfies Flags;

/** An exit code that tells whether anything would change. */
export const exitCodeFlags = {
  "detailed-exitcode": { description: "Exit with 0 if there is nothing to change, 2 if there is, 1 on an error." },
} as const satisfies Flags;

/** How a plan is carried out. */
export const applyFlags = {
  "lock-timeout": {
    value: "duration",
    description: "How long to wait while another apply runs, such as 30s or 5m; 0 does not wait.",
    fallback: "60s",
  },
  "dry-run": { description: "Show what would be done, and do nothing." },
} as const satisfies Flags;
