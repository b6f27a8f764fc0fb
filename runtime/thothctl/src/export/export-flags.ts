import type { Flags } from "../command.ts";

/** The flags of `export`. */
export const exportFlags = {
  "output-dir": {
    value: "path",
    description: "Folder to write into. Without it everything goes to standard output.",
  },
  format: {
    value: "format",
    description: "Manifests, or Terraform configuration.",
    fallback: "yaml",
    choices: ["yaml", "hcl"],
    strict: true,
  },
  kind: { value: "kind", description: "Only instances of this kind, such as BrowserPolicy.", repeatable: true },
  owner: { value: "name", description: "Only what the set of manifests of this name has made." },
  force: { description: "Replace files that no export has made, too." },
} as const satisfies Flags;
