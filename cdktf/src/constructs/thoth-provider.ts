import type { Construct } from "constructs";
import { providerInputs } from "../../bindings/cdktf/props/index.ts";
import { ThothProvider as Binding, type ThothProviderConfig } from "../../bindings/cdktf/provider/index.ts";
import type { Part } from "../part.ts";
import { checkedProps } from "../validation.ts";
import { readWritten } from "../written.ts";

const block: Part = { type: Binding.tfResourceType, inputs: providerInputs };

/** The connection to a tenant. What is left out is read from the environment where Terraform runs. */
export class ThothProvider extends Binding {
  constructor(scope: Construct, id: string, config: ThothProviderConfig = {}) {
    super(scope, id, readWritten(config).value as ThothProviderConfig); // what is not of this type stops the synthesis
    checkedProps(this, config, { parts: [block], own: ["alias"] });
  }
}
