import type { Wanted } from "@thoth-iac/client";
import type { AttributePath, JsonObject, Place } from "@thoth-iac/model";
import type { World } from "../command.ts";

/** How manifests are read. */
export interface LoadOptions {
  readonly world: World;
  /** Whether references to secrets are resolved, or left UNKNOWN, as for a check without them. */
  readonly secrets: "resolve" | "leave";
  /** Folder in which the Secrets are mounted that a `ThothTenant` names: `<folder>/<secret>/<key>`. */
  readonly secretsDir?: string;
}

/** A desired instance as it is written, its references unresolved. It holds no secret. */
export interface PlainManifest {
  readonly kind: string;
  readonly name: string;
  readonly dependsOn: readonly string[];
  readonly spec: JsonObject;
  /** The file that it stands in, `-` for the standard input; paths in its references start at the file's folder. */
  readonly file: string;
  /** Number of the document in the file. */
  readonly document: number;
}

/** A set of manifests. */
export interface Loaded {
  readonly wanted: readonly Wanted[];
  readonly documents: readonly PlainManifest[];
  /** Tenants that documents say they are for, as each `ThothTenant` does. */
  readonly tenants: readonly string[];
  /** Where an instance, or an attribute of it, is written; undefined for what was not read from a file. */
  readonly placeOf: (address: string, path?: AttributePath) => Place | undefined;
}
