import { Config, type Input, output, runtime } from "@pulumi/pulumi";
import { serializedSetting } from "../settings.ts";
import { packageName } from "../tokens.ts";

/** The text by which a stack remembers who looks after a dynamic resource. Stacks hold it: it never changes. */
function textOf(resourceName: string): string {
  return `exports.handler=()=>require("@thoth-iac/pulumi/runtime").v1(${JSON.stringify(resourceName)})`;
}

/**
 * Gives the text of a resource's dynamic provider. Pulumi's SDK makes one twenty times as long of the same function, and
 * every resource holds two copies; it is taken where the stack's configuration asks for it by `serializedProvider`,
 * should an SDK ever cease to run the short one.
 */
export function providerText(resourceName: string): () => Input<string> {
  let serialized: Input<string> | undefined;
  return () => {
    if (new Config(packageName).getBoolean(serializedSetting) !== true) return textOf(resourceName);
    serialized ??= output(serializedText(resourceName));
    return serialized;
  };
}

async function serializedText(resourceName: string): Promise<string> {
  // What `pulumi.dynamic.Resource` does with its provider.
  const { text } = await runtime.serializeFunction(() => require("@thoth-iac/pulumi/runtime").v1(resourceName));
  return text;
}
