import { known } from "@thoth-iac/model";
import { circlesOf } from "./circles.ts";
import { faultOf, type Instance, whereOf } from "./instance.ts";
import type { ManifestFault } from "./manifest-fault.ts";
import { danglingOf } from "./reference-faults.ts";
import { settingsFaults } from "./settings-places.ts";

/**
 * What is wrong with manifests together: names and instances that stand twice, settings that two manifests set,
 * references that lead nowhere or in a circle. What is not there is only told if all manifests could be read.
 */
export function setFaults(instances: readonly Instance[], whole: boolean): readonly ManifestFault[] {
  const byAddress = new Map<string, Instance>();
  const twice = instances.flatMap((instance) => {
    const first = byAddress.get(instance.address);
    if (first === undefined) byAddress.set(instance.address, instance);
    return first === undefined ? [] : [standsTwice(first, instance)];
  });
  const unique = [...byAddress.values()];
  const among = [...twice, ...sameIdentity(unique), ...settingsFaults(unique)];
  return whole ? [...among, ...danglingOf(byAddress), ...circlesOf(byAddress)] : among;
}

function standsTwice(first: Instance, second: Instance): ManifestFault {
  return faultOf(second, {
    path: ["metadata", "name"],
    code: "malformed_manifest",
    summary: "Two manifests of one kind have one name",
    detail: `${second.address} stands in ${whereOf(first)}, too. Rename one of them, or remove it.`,
  });
}

function sameIdentity(instances: readonly Instance[]): readonly ManifestFault[] {
  const firsts = new Map<string, Instance>();
  return instances.flatMap((instance) => {
    const identity = identityOf(instance);
    if (identity === undefined) return [];
    const first = firsts.get(identity);
    if (first === undefined) firsts.set(identity, instance);
    return first === undefined ? [] : [isOneInstance(first, instance)];
  });
}

/** What tells instances apart, as far as the manifest says it: what only GovAPI decides tells nothing. */
function identityOf({ resource, configuration }: Instance): string | undefined {
  const texts = resource.identity.map((name) => known(configuration[name]));
  if (texts.some((text) => text === undefined || text === null)) return undefined;
  return JSON.stringify([resource.name, ...texts]);
}

function isOneInstance(first: Instance, second: Instance): ManifestFault {
  const { identity } = second.resource;
  const [name] = identity;
  const same =
    name === undefined
      ? "A tenant has only one of it"
      : `Both have the ${identity.map((each) => `${each} ${JSON.stringify(known(second.configuration[each]) ?? null)}`).join(" and the ")}`;
  const isWritten = name !== undefined && Object.hasOwn(second.source.manifest.spec, name);
  return faultOf(second, {
    path: name === undefined ? ["kind"] : isWritten ? ["spec", name] : ["metadata", "name"],
    code: "malformed_manifest",
    summary: "Two manifests want one instance",
    detail: `${second.address} and ${first.address} (${whereOf(first)}) are one instance. ${same}: make one manifest of them.`,
    ...(name !== undefined && { attribute: [name] }),
  });
}
