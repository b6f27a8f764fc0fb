import { lookups } from "./lookups.ts";
import type { Place } from "./place.ts";
import { singleQuoted } from "./single-quoted.ts";
import type { Offer } from "./values.ts";

/** The completion of thothctl for bash, 3.2 and newer. */
export function bashScript(places: readonly Place[]): string {
  return `# Completion of thothctl for bash. To load it: source <(thothctl completion bash)

${lookups(places, listed)}
_thothctl_offer() {
  local word quoted dots=\${current//[^.]/}
  for word in "$@"; do
    [[ $word == "$current"* ]] || continue
    if [[ $kind == paths ]]; then
      local own=\${word//[^.]/}
      [[ \${#own} -le \${#dots} ]] || continue
      [[ -n $current || $word == [A-Z]* ]] || continue
    fi
    printf -v quoted %q "$word"
    COMPREPLY+=("$prefix$quoted")
  done
}

_thothctl_offer_values() {
  local word
  case $kind in
    files | folders)
      compopt -o filenames 2>/dev/null
      while IFS= read -r word; do
        COMPREPLY+=("$prefix$word")
      done < <(if [[ $kind == files ]]; then compgen -f -- "$current"; else compgen -d -- "$current"; fi)
      ;;
    starts) compopt -o nospace 2>/dev/null && _thothctl_offer "\${values[@]}" || _thothctl_offer "\${values[@]}" ;;
    words | optional | paths) _thothctl_offer "\${values[@]}" ;;
  esac
}

_thothctl() {
  local current=\${COMP_WORDS[COMP_CWORD]} at='' flag='' word='' kind='' prefix='' operand=0 i
  local -a names=() flags=() values=()
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=\${COMP_WORDS[i]}
    [[ $word == '=' ]] && continue
    if [[ -n $flag && ! ($kind == optional && $word == -*) ]]; then
      flag=''
      continue
    fi
    flag=''
    if [[ $word == -* ]]; then
      if [[ $word != --*=* ]] && _thothctl_flag "$word"; then flag=$word; fi
      continue
    fi
    _thothctl_about "$at"
    if [[ " \${names[*]} " == *" $word "* ]]; then at="\${at:+$at }$word"; else operand=$((operand + 1)); fi
  done
  [[ $current == '=' ]] && current=''
  if [[ -z $flag && $current == --*=* ]]; then
    flag=\${current%%=*} prefix="\${current%%=*}=" current=\${current#*=}
    _thothctl_flag "$flag" || return 0
  fi
  if [[ -n $flag && ! ($kind == optional && $current == -*) ]]; then
    _thothctl_offer_values
    return 0
  fi
  kind=''
  _thothctl_about "$at"
  if [[ $current == -* ]]; then
    _thothctl_offer "\${flags[@]}"
    return 0
  fi
  _thothctl_offer "\${names[@]}"
  if _thothctl_value "$at <$operand>"; then
    _thothctl_offer_values
  elif [[ \${#names[@]} -eq 0 ]]; then
    _thothctl_offer "\${flags[@]}"
  fi
}

complete -F _thothctl thothctl
`;
}

function listed(offers: readonly Offer[]): string {
  return offers.map(({ word }) => singleQuoted(word)).join(" ");
}
