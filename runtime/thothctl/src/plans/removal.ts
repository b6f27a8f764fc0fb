import type { Resource } from "@thoth-iac/model";

/** What removal is for a resource: a word for programs, and a sentence for people. */
export interface Removal {
  readonly how: "deletes" | "writes" | "clears" | "forgets";
  readonly sentence: string;
}

/** What the model's delete route makes of an instance. */
export function removalOf({ routes }: Pick<Resource, "routes">): Removal {
  const { delete: verb } = routes;
  if (typeof verb === "string") return { how: "deletes", sentence: "It is deleted." };
  switch (verb.move) {
    case "write": {
      const becomes = Object.entries(verb.body).map(([name, value]) => `${name} becomes ${String(value)}`);
      return { how: "writes", sentence: `GovAPI never deletes it: ${becomes.join(", ")}.` };
    }
    case "merge":
      return { how: "clears", sentence: "Its settings are cleared; the other settings stay." };
    case "forget":
      return { how: "forgets", sentence: "It stays on the server, and is only forgotten." };
  }
}
