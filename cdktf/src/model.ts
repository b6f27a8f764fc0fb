import * as model from "@thoth-iac/model";

/**
 * The model. What is published loads it when this is first called, since most of the time that it takes is for zod and
 * a program that only imports constructs has no use for it.
 */
export function loadModel(): typeof model {
  return model;
}
