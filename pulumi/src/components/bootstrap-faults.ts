import { isAbsent, parse } from "@thoth-iac/model";
import { type CheckFailure, checkFailureOf } from "../failure.ts";
import { bootstrapAttributes } from "./bootstrap-inputs.ts";
import { type Given, isGiven, kindOf, modelValue } from "./given.ts";

/** All that is wrong with the arguments of a bootstrap, as far as they are known. */
export function bootstrapFaults(args: unknown): readonly CheckFailure[] {
  if (!isGiven(args)) return [{ property: "", reason: `The arguments must be an object; found ${kindOf(args)}.` }];
  const given = Object.fromEntries(Object.entries(args).filter(([, value]) => !isAbsent(value)));
  const values = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, modelValue(value)]));
  const parsed = parse({ name: "bootstrap", attributes: bootstrapAttributes }, values);
  return [
    ...(parsed.ok ? [] : parsed.diagnostics.map(checkFailureOf)),
    ...credentialFaults(given),
    ...idleInputs(given),
  ];
}

function credentialFaults(given: Given): readonly CheckFailure[] {
  const tokens = ["adminBearerToken", "adminBearerTokenFile"].filter((name) => Object.hasOwn(given, name));
  const keys = ["orgApiKey", "orgApiKeyFile"].filter((name) => Object.hasOwn(given, name));
  const [property] = keys;
  if (property !== undefined && tokens.length > 0) {
    return [
      { property, reason: `Give either an organization API key or an admin bearer token; ${tokens[0]} is given too.` },
    ];
  }
  if (tokens.length + keys.length > 0) return [];
  const reason = "A credential is missing: give adminBearerTokenFile, adminBearerToken, orgApiKeyFile or orgApiKey.";
  return [{ property: "orgApiKeyFile", reason }];
}

function idleInputs(given: Given): readonly CheckFailure[] {
  if (Object.hasOwn(given, "mdmProvider")) return [];
  const idle = ["mdmName", "mdmEnabled", "mdmConfigFile", "startMdmSync"].filter(
    (name) => Object.hasOwn(given, name) && given[name] !== false,
  );
  return idle.map((property) => ({
    property,
    reason: "It has no effect without mdmProvider, which says what MDM system is meant.",
  }));
}
