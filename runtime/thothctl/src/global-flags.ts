import type { GivenSettings } from "@thoth-iac/client";
import {
  type ConfigurationAttribute,
  type ConfigurationName,
  providerConfiguration,
  type Value,
} from "@thoth-iac/model";
import type { Flag, Flags, FlagValues } from "./command.ts";

const rows: readonly (ConfigurationAttribute & { readonly name: ConfigurationName })[] = providerConfiguration;

/** The flags of the connection, which every command that talks to GovAPI takes, before or after its words. */
export const connectionFlags: Flags = Object.fromEntries(
  rows.flatMap(({ name, flag, type, ...row }): [string, Flag][] => {
    if (flag === undefined) return [];
    const fallback = flag.default ?? row.default;
    const made: Flag = {
      description: descriptionOf({ name, type, ...row }),
      attribute: name,
      ...(type !== "boolean" && { value: placeholderOf(flag.name, type) }),
      ...(type !== "boolean" && fallback !== undefined && { fallback: String(fallback) }),
    };
    return [[flag.name, made]];
  }),
);

/** What the flags of the connection say, in the client's names. */
export function settingsFrom(written: FlagValues): GivenSettings {
  const entries = rows.flatMap(({ name, flag, type }): [string, Value][] => {
    const value = flag && written[flag.name];
    if (value === true) return [[name, true]];
    if (typeof value !== "string") return [];
    return [[name, type === "integer" && value.trim() !== "" && !Number.isNaN(Number(value)) ? Number(value) : value]];
  });
  return Object.fromEntries(entries);
}

function descriptionOf(row: ConfigurationAttribute): string {
  const text = row.description.replace(/ Same as `api_base_url`\./, "").replaceAll("`", "");
  const words = text.replace(/(?<!<)\b[a-z]+(?:_[a-z]+)+\b/g, (word) => {
    const flag = rows.find(({ name }) => name === word)?.flag?.name;
    return flag === undefined ? word : `--${flag}`;
  });
  const advice = row.sensitive ? " Better from the environment: others on this machine can read command lines." : "";
  const variables = row.environment ?? [];
  return `${words}${advice}${variables.length === 0 ? "" : ` [env: ${variables.join(", ")}]`}`;
}

function placeholderOf(name: string, type: ConfigurationAttribute["type"]): string {
  if (type === "integer") return "number";
  if (name.endsWith("-file")) return "path";
  return name.endsWith("-url") ? "url" : "text";
}
