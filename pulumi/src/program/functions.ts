import { type Inputs, type InvokeOptions, type InvokeOutputOptions, type Output, runtime } from "@pulumi/pulumi";
import { type Query, version } from "@thoth-iac/model";
import { functionTokenOf } from "../tokens.ts";
import type { AfterName, Answer, Args, PlainArgs } from "./argument-types.ts";

/** A data source in two forms: asked at once, and asked when its arguments are known, which keeps secrets secret. */
export type Functions<Owner> = readonly [
  (...given: AfterName<PlainArgs<Owner>, InvokeOptions>) => Promise<Answer<Owner>>,
  (...given: AfterName<Args<Owner>, InvokeOutputOptions>) => Output<Answer<Owner>>,
];

/** The functions that ask our plugin for a data source. */
export function functionsOf<Owner extends Query>(owner: Owner): Functions<Owner> {
  const token = functionTokenOf(owner);
  return [
    (args?: Inputs, opts?: InvokeOptions) => runtime.invoke(token, { ...args }, { version, ...opts }),
    (args?: Inputs, opts?: InvokeOutputOptions) => runtime.invokeOutput(token, { ...args }, { version, ...opts }),
  ];
}
