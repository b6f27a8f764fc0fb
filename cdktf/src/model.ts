import {
  camelCase,
  isSecretName,
  nearest,
  parse,
  parseJson,
  pathText,
  providerConfiguration,
  queries,
  resources,
  respelt,
  UNKNOWN,
} from "@thoth-iac/model";

const used = {
  camelCase,
  isSecretName,
  nearest,
  parse,
  parseJson,
  pathText,
  providerConfiguration,
  queries,
  resources,
  respelt,
  UNKNOWN,
} as const;

/**
 * What of the model is used here. What is published holds these alone, and loads them when this is first called, with
 * the resources written out: reading them from their definitions takes longer than all the rest.
 */
export function loadModel(): typeof used {
  return used;
}
