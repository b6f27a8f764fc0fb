import type { Place } from "./place.ts";
import { singleQuoted } from "./single-quoted.ts";
import type { Offer } from "./values.ts";

/** What bash and zsh look up alike: what may follow some words, and what a flag's value may be. */
export function lookups(places: readonly Place[], listed: (offers: readonly Offer[]) => string): string {
  const abouts = places.map(
    ({ words, next, flags }) => `    ${singleQuoted(words)}) names=(${listed(next)}) flags=(${listed(flags)}) ;;`,
  );
  const values = places.flatMap(({ words, values }) =>
    values.map(({ names, values: { kind, words: offered } }) => {
      const keys = names.map((name) => singleQuoted(`${words} ${name}`)).join(" | ");
      return `    ${keys}) kind=${kind}${offered.length > 0 ? ` values=(${listed(offered)})` : ""} ;;`;
    }),
  );
  return `# What may follow some words.
_thothctl_about() {
  case $1 in
${abouts.join("\n")}
    *) names=() flags=() ;;
  esac
}

# What the value of "<words> <flag>" may be. Fails if there is none.
_thothctl_value() {
  kind='' values=()
  case $1 in
${values.join("\n")}
    *) return 1 ;;
  esac
}

_thothctl_flag() {
  _thothctl_value "$at $1" || _thothctl_value " $1" || return 1
  [[ $kind != none ]]
}
`;
}
