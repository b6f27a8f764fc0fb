import { lookups } from "./lookups.ts";
import type { Place } from "./place.ts";
import { singleQuoted } from "./single-quoted.ts";
import type { Offer } from "./values.ts";

/** The completion of thothctl for zsh. */
export function zshScript(places: readonly Place[]): string {
  return `#compdef thothctl
# Completion of thothctl for zsh. To load it: source <(thothctl completion zsh), after compinit.

${lookups(places, listed)}
_thothctl_offer_values() {
  local entry word
  local -a shown
  case $kind in
    files) _files ;;
    folders) _files -/ ;;
    starts) _describe -t values value values -S '' ;;
    words | optional) _describe -t values value values ;;
    paths)
      for entry in "\${values[@]}"; do
        word=\${entry%%:*}
        (( \${#word//[^.]/} <= \${#PREFIX//[^.]/} )) || continue
        [[ -n $PREFIX || $word == [A-Z]* ]] && shown+=("$entry")
      done
      _describe -t values value shown
      ;;
  esac
}

_thothctl() {
  local at='' flag='' word='' kind=''
  local -i operand=0 i
  local -a names flags values
  for (( i = 2; i < CURRENT; i++ )); do
    word=\${(Q)words[i]}
    if [[ -n $flag && ! ( $kind == optional && $word == -* ) ]]; then
      flag=''
      continue
    fi
    flag=''
    if [[ $word == -* ]]; then
      if [[ $word != --*=* ]] && _thothctl_flag "$word"; then flag=$word; fi
      continue
    fi
    _thothctl_about "$at"
    if (( \${names[(I)\${(b)word}:*]} )); then at="\${at:+$at }$word"; else (( operand += 1 )); fi
  done
  if [[ -z $flag && $PREFIX == --*=* ]]; then
    flag=\${PREFIX%%=*}
    _thothctl_flag "$flag" || return 1
    compset -P '*='
  fi
  if [[ -n $flag && ! ( $kind == optional && $PREFIX == -* ) ]]; then
    _thothctl_offer_values
    return
  fi
  _thothctl_about "$at"
  if [[ $PREFIX == -* ]]; then
    _describe -o -t flags flag flags
    return
  fi
  if (( \${#names} )); then
    _describe -t commands command names
  elif _thothctl_value "$at <$operand>"; then
    _thothctl_offer_values
  else
    _describe -o -t flags flag flags
  fi
}

if [[ \${funcstack[1]} == _thothctl ]]; then _thothctl "$@"; else compdef _thothctl thothctl; fi
`;
}

function listed(offers: readonly Offer[]): string {
  return offers.map(({ word, description }) => singleQuoted(`${word.replaceAll(":", "\\:")}:${description}`)).join(" ");
}
