import { camelCase } from "@thoth-iac/model";
import { type ComponentDefinition, filledIn, type PartDefinition } from "../components/component.ts";
import type { NamedType } from "../schema-types.ts";
import { sdkNames } from "../sdk-names.ts";
import { packageName } from "../tokens.ts";
import { goComponentProgram } from "./go-component.ts";
import { pythonProgram } from "./python.ts";
import { type Arguments, type PartSample, sampleOf } from "./sample.ts";
import { type TypeScriptPackage, typeScriptProgram } from "./typescript.ts";
import { yamlProgram } from "./yaml.ts";

/** A program that makes every part of a component, in each language. */
export function componentPrograms(
  component: ComponentDefinition,
  types: readonly NamedType[],
): {
  readonly typeScript: (from: TypeScriptPackage) => string;
  readonly python: string;
  readonly go: string;
  readonly yaml: string;
} {
  const { name } = component;
  const samples = Object.entries<PartDefinition>(component.parts).map(([part, one]) => partSample(part, one, types));
  const given = argumentsOf(samples);
  return {
    typeScript: (from) => typeScriptProgram(given, from, (args) => `new thoth.${name}("acme", ${args})`),
    python: pythonProgram(given, name, ['"acme"']),
    go: goComponentProgram(name, samples, sdkNames.go),
    yaml: yamlProgram(given, `${packageName}:${name}`),
  };
}

/** The example of the part's resource, save what the component fills in. */
function partSample(part: string, definition: PartDefinition, types: readonly NamedType[]): PartSample {
  const { members, secrets } = sampleOf(definition.resource, types);
  const filled = filledIn(definition);
  const written = { part, members: members.filter(([member]) => !filled.includes(member)), secrets };
  if (!definition.many) return written;
  const keyed = members.find(([member]) => member === definition.keyed)?.[1];
  const key = keyed && "value" in keyed && typeof keyed.value === "string" ? camelCase(keyed.value) : "example";
  return { ...written, key };
}

function argumentsOf(samples: readonly PartSample[]): Arguments {
  const members = samples.map(({ part, key, members: written }) => {
    const one = { kind: "object", members: written } as const;
    return [part, key === undefined ? one : ({ kind: "map", members: [[key, one]] } as const)] as const;
  });
  return { members, secrets: [...new Set(samples.flatMap(({ secrets }) => secrets))] };
}
