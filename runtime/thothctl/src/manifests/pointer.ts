import type { JsonObject } from "@thoth-iac/model";
import { addressPattern } from "./plain-manifest.ts";

/** What an object stands for that is a reference, or is meant as one: then the reason why it is none. */
export type Pointer =
  | { readonly from: "env" | "file"; readonly name: string }
  | { readonly from: "resource"; readonly to: string; readonly attribute?: string }
  | { readonly from: "nothing"; readonly reason: string };

/** The reference that an object is; undefined if it is not meant as one. */
export function pointerIn(value: JsonObject): Pointer | undefined {
  // Nearly every object is none, and is told so without being taken apart.
  if (value.fromEnv === undefined && value.fromFile === undefined && value.fromResource === undefined) return undefined;
  const { fromEnv, fromFile, fromResource, attribute, ...others } = value;
  const strange = Object.keys(others)[0];
  const given = [fromEnv, fromFile, fromResource].filter((each) => each !== undefined);
  if (strange !== undefined || given.length > 1) return nothing(shapes);
  if (fromResource !== undefined) return toResource(fromResource, attribute);
  if (attribute !== undefined) return nothing(shapes);
  if (fromEnv !== undefined) {
    if (typeof fromEnv === "string" && /^[A-Za-z_][A-Za-z0-9_]*$/.test(fromEnv)) return { from: "env", name: fromEnv };
    return nothing("fromEnv must be the name of an environment variable: letters, digits and _.");
  }
  if (typeof fromFile === "string" && fromFile !== "" && !fromFile.includes("\0"))
    return { from: "file", name: fromFile };
  return nothing("fromFile must be the path of a file, as a text.");
}

const shapes =
  "a reference is {fromEnv: NAME}, {fromFile: PATH} or {fromResource: Kind/name, attribute: NAME}, and holds nothing else.";

function toResource(fromResource: JsonObject[string], attribute: JsonObject[string] | undefined): Pointer {
  if (typeof fromResource !== "string" || !addressPattern.test(fromResource)) {
    return nothing("fromResource must be the address of another manifest, such as MdmProvider/jamf.");
  }
  if (attribute === undefined) return { from: "resource", to: fromResource };
  if (typeof attribute === "string") return { from: "resource", to: fromResource, attribute };
  return nothing("attribute must be the name of an attribute of the other manifest.");
}

function nothing(reason: string): Pointer {
  return { from: "nothing", reason };
}
