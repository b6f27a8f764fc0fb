import {
  type ConfigurationAttribute,
  type ConfigurationName,
  camelCase,
  providerConfiguration,
} from "@thoth-iac/model";

/** How one way in differs from another in what it calls the settings and where it looks for the credential. */
export interface Face {
  /** What a person writes for an attribute. */
  readonly spell: (name: ConfigurationName) => string;
  readonly defaultOf: (attribute: ConfigurationAttribute) => ConfigurationAttribute["default"];
  readonly environmentOf: (attribute: ConfigurationAttribute) => ConfigurationAttribute["environment"];
  /** The attributes that hold a credential, in the order in which one that is set wins. */
  readonly credentials: readonly CredentialName[];
  /** Whether a saved session of `auth login` is used when nothing else is there. */
  readonly session: boolean;
  /** How a person applies a part first, so that what another part needs is known. */
  readonly partialApply: string;
}

/** The attributes that hold a credential, or name the file that does. */
export type CredentialName = "org_api_key" | "org_api_key_file" | "admin_bearer_token" | "admin_bearer_token_file";

/** The block `provider "thoth"`. */
export const provider: Face = {
  spell: (name) => name,
  defaultOf: (attribute) => attribute.default,
  environmentOf: (attribute) => attribute.environment,
  credentials: ["org_api_key", "org_api_key_file", "admin_bearer_token", "admin_bearer_token_file"],
  session: false,
  partialApply: "terraform apply -target=...",
};

/** A Pulumi stack's configuration. */
export const pulumi: Face = {
  ...provider,
  spell: (name) => `thoth:${camelCase(name)}`,
  partialApply: "pulumi up --target ...",
};

/** The global flags of thothctl. */
export const commandLine: Face = {
  spell: (name) => {
    const flag = rowOf(name).flag?.name;
    return flag === undefined ? name : `--${flag}`;
  },
  defaultOf: (attribute) => attribute.flag?.default ?? attribute.default,
  environmentOf: (attribute) => attribute.flag?.environment ?? attribute.environment,
  credentials: ["admin_bearer_token", "admin_bearer_token_file", "org_api_key", "org_api_key_file"],
  session: true,
  partialApply: "", // every flag is known
};

/** The environment variables that hold a credential, each with the attribute it stands for; one that is set wins over those behind it. */
export function variablesOf(face: Face): readonly (readonly [variable: string, stands: CredentialName])[] {
  return face.credentials.flatMap((name) =>
    (face.environmentOf(rowOf(name)) ?? []).map((variable) => [variable, name] as const),
  );
}

/** The row of the table for a setting. */
export function rowOf(name: ConfigurationName): ConfigurationAttribute {
  const row = providerConfiguration.find((attribute) => attribute.name === name);
  if (row === undefined) throw new Error(`no such setting: ${name}`);
  return row;
}
