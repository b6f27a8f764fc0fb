import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type Attribute,
  type AttributeType,
  camelCase,
  isRecord,
  type JsonObject,
  type JsonValue,
  type Resource,
} from "@thoth-iac/model";
import { App, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import * as bindings from "../../cdktf/bindings/cdktf/index.ts";
import { ThothProvider } from "../../cdktf/src/index.ts";
import type { Written } from "./sample-values.ts";

/** CDK Terrain takes write-only attributes only from who says that Terraform is new enough for them. */
const context = { targetVersions: { terraform: ">=1.11.0", opentofu: ">=1.11.0" } };

/** A configuration as CDKTF synthesizes it, without the backend: the folder in which an engine runs it decides that. */
export async function synthesized(make: (stack: TerraformStack) => void): Promise<JsonObject> {
  const folder = await mkdtemp(join(tmpdir(), "thoth-synth-"));
  try {
    const app = new App({ outdir: folder, context });
    const stack = new TerraformStack(app, "tenant");
    new ThothProvider(stack, "thoth", {});
    make(stack);
    app.synth();
    const text = await readFile(join(folder, "stacks", "tenant", "cdk.tf.json"), "utf8");
    const { "//": _about, terraform, ...rest } = JSON.parse(text);
    const { backend: _place, ...settings } = terraform;
    return { ...rest, terraform: settings };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A binding's class, whatever it is the class of. */
type AnyBinding = new (scope: Construct, id: string, config: object) => unknown;

/** Makes an instance of a resource by its raw binding. */
export function bind(scope: Construct, resource: Resource, written: Written): void {
  const made: object = Object.entries(bindings).find(([folder]) => folder === camelCase(resource.name))?.[1] ?? {};
  const found = Object.values(made).find((member) => "tfResourceType" in member);
  if (found === undefined) throw new Error(`There is no binding of ${resource.name}`);
  // as: every class of a resource takes these.
  new (found as AnyBinding)(scope, "it", membersOf(resource.attributes, written));
}

function membersOf(attributes: readonly Attribute[], written: JsonObject): JsonObject {
  return Object.fromEntries(
    attributes.flatMap(({ name, type }) =>
      written[name] === undefined ? [] : [[camelCase(name), spelt(type, written[name] ?? null)]],
    ),
  );
}

/** Names are spelt in camelCase wherever the model gives them, and nowhere else. */
function spelt(type: AttributeType, value: JsonValue): JsonValue {
  if (type.kind === "object" && isRecord(value)) return membersOf(type.attributes, value);
  if ("element" in type && Array.isArray(value)) return value.map((item: JsonValue) => spelt(type.element, item));
  return value;
}
