import type { JsonValue } from "@thoth-iac/model";

/** One instance in a state file. */
export interface SavedInstance {
  readonly address: string;
  readonly attributes: { readonly [name: string]: JsonValue };
  readonly tainted: boolean;
}

/** A state file. */
export interface SavedState {
  readonly text: string;
  readonly instances: readonly SavedInstance[];
  /** The attributes of the instance at an address; an Error if state has none there. */
  readonly at: (address: string) => SavedInstance["attributes"];
  readonly outputs: { readonly [name: string]: JsonValue };
}

interface StateFile {
  readonly outputs?: { readonly [name: string]: { readonly value: JsonValue } };
  readonly resources?: readonly {
    readonly mode: "managed" | "data";
    readonly type: string;
    readonly name: string;
    readonly instances: readonly {
      readonly index_key?: string | number;
      readonly status?: string;
      readonly attributes: SavedInstance["attributes"];
    }[];
  }[];
}

/** What a state file's text says. */
export function savedStateIn(text: string): SavedState {
  // as: version 4 of the state file has had this form since Terraform 0.12.
  const file = (text === "" ? {} : JSON.parse(text)) as StateFile;
  const instances = (file.resources ?? []).flatMap(({ mode, type, name, instances }) =>
    instances.map((instance) => {
      const index = instance.index_key === undefined ? "" : `[${JSON.stringify(instance.index_key)}]`;
      const address = `${mode === "data" ? "data." : ""}${type}.${name}${index}`;
      return { address, attributes: plainAttributes(instance.attributes), tainted: instance.status === "tainted" };
    }),
  );
  const outputs = Object.entries(file.outputs ?? {}).map(([name, { value }]) => [name, value] as const);
  return {
    text,
    instances,
    at: (address) => {
      const found = instances.find((instance) => instance.address === address);
      if (found) return found.attributes;
      throw new Error(`State has no ${address}, only ${instances.map((instance) => instance.address).join(", ")}`);
    },
    outputs: Object.fromEntries(outputs),
  };
}

/** Attributes of any type are saved together with their type, of which tests know nothing. */
function plainAttributes(attributes: SavedInstance["attributes"]): SavedInstance["attributes"] {
  const entries = Object.entries(attributes).map(([name, value]) => [name, isTyped(value) ? value.value : value]);
  return Object.fromEntries(entries);
}

function isTyped(value: JsonValue): value is { readonly type: JsonValue; readonly value: JsonValue } {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return Object.keys(value).sort().join() === "type,value";
}
