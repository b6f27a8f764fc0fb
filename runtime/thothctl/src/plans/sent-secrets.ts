import { fingerprintOf, matchesFingerprint, type Step, secretTextsOf, type Wanted } from "@thoth-iac/client";
import { canonicalJson, type JsonObject, known } from "@thoth-iac/model";

/** By what a secret that a step sends is known again. */
export interface SentSecret extends JsonObject {
  readonly address: string;
  readonly attribute: string;
  readonly fingerprint: string;
}

/** Fingerprints of the secrets that the steps of a plan send. */
export function sentSecrets(steps: readonly Step[]): Promise<readonly SentSecret[]> {
  return Promise.all(
    secretsIn(steps).map(async ({ text, ...where }) => ({ ...where, fingerprint: await fingerprintOf(text) })),
  );
}

/** Where the steps send another secret than fingerprints tell. */
export async function changedSecrets(
  fingerprints: readonly SentSecret[],
  steps: readonly Step[],
): Promise<readonly Omit<SecretText, "text">[]> {
  const checked = await Promise.all(
    secretsIn(steps).map(async ({ address, attribute, text }) => {
      const before = fingerprints.find((one) => one.address === address && one.attribute === attribute);
      const isSame = before !== undefined && (await matchesFingerprint(before.fingerprint, text));
      return isSame ? [] : [{ address, attribute }];
    }),
  );
  return checked.flat();
}

interface SecretText {
  readonly address: string;
  readonly attribute: string;
  readonly text: string;
}

function secretsIn(steps: readonly Step[]): readonly SecretText[] {
  return steps.flatMap(({ action, address, wanted }) => {
    if (action === "none" || wanted === undefined) return [];
    const found = [...secretTextsOf(wanted.resource, wanted.configuration), ...hiddenTextsOf(wanted)];
    return found.map(([attribute, text]) => ({ address, attribute, text }));
  });
}

/** What is no secret but comes from where secrets are is not written down either. */
function hiddenTextsOf({ hidden = [], configuration }: Wanted): readonly (readonly [string, string])[] {
  return hidden.map((name) => [name, canonicalJson(known(configuration[name]) ?? null)] as const);
}
