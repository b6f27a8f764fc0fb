import type { Place } from "./place.ts";
import type { Offer } from "./values.ts";

/** The completion of thothctl for fish, 3.1 and newer. */
export function fishScript(places: readonly Place[]): string {
  const abouts = places.flatMap(({ words, next, flags }) => [
    ...(next.length > 0 ? [`        case ${quoted(`${words} names`)}\n            ${printed(next)}`] : []),
    `        case ${quoted(`${words} flags`)}\n            ${printed(flags)}`,
  ]);
  const values = places.flatMap(({ words, values }) =>
    values.map(({ names, values: { kind, words: offered } }) => {
      const keys = names.map((name) => quoted(`${words} ${name}`)).join(" ");
      const offers = offered.length > 0 ? `\n            ${printed(offered)}` : "";
      return `        case ${keys}\n            echo ${kind}${offers}`;
    }),
  );
  return `# Completion of thothctl for fish. To load it: thothctl completion fish | source

# Prints what may follow some words: names or flags.
function __thothctl_about
    switch "$argv[1] $argv[2]"
${abouts.join("\n")}
    end
end

# Prints what the value of "<words> <flag>" may be: its kind, then what is offered. Fails if there is none.
function __thothctl_value
    switch "$argv[1]"
${values.join("\n")}
        case '*'
            return 1
    end
end

function __thothctl_flag
    set -l value (__thothctl_value "$argv[1] $argv[2]"; or __thothctl_value " $argv[2]")
    if test (count $value) -eq 0; or test "$value[1]" = none
        return 1
    end
    printf '%s\\n' $value
end

# Offers values: what stands before them, what is written already, their kind, and themselves.
function __thothctl_offer
    set -l prefix $argv[1]
    set -l current $argv[2]
    switch "$argv[3]"
        case files
            for path in (__fish_complete_path "$current")
                printf '%s%s\\n' $prefix $path
            end
        case folders
            for path in (__fish_complete_directories "$current" folder)
                printf '%s%s\\n' $prefix $path
            end
        case paths
            set -l dots (string replace -ra '[^.]' '' -- "$current" | string length)
            for entry in $argv[4..-1]
                set -l word (string replace -r '\\t.*' '' -- $entry)
                if test (string replace -ra '[^.]' '' -- $word | string length) -gt "$dots"
                    continue
                end
                if test -n "$current"; or string match -qr '^[A-Z]' -- $word
                    printf '%s%s\\n' "$prefix" $entry
                end
            end
        case words optional starts
            for entry in $argv[4..-1]
                printf '%s%s\\n' "$prefix" $entry
            end
    end
end

function __thothctl_complete
    set -l at ''
    set -l flag ''
    set -l value
    set -l operand 0
    set -l current (commandline -ct)
    set -l tokens (commandline -opc)
    set -e tokens[1]
    for word in $tokens
        if test -n "$flag"; and not begin
                test "$value[1]" = optional; and string match -q -- '-*' $word
            end
            set flag ''
            continue
        end
        set flag ''
        if string match -q -- '-*' $word
            if not string match -q -- '--*=*' $word
                set value (__thothctl_flag "$at" $word); and set flag $word
            end
            continue
        end
        if contains -- $word (__thothctl_about "$at" names | string replace -r '\\t.*' '')
            set at (string trim -- "$at $word")
        else
            set operand (math $operand + 1)
        end
    end
    set -l prefix ''
    if test -z "$flag"; and string match -q -- '--*=*' "$current"
        set flag (string replace -r '=.*' '' -- $current)
        set prefix "$flag="
        set current (string replace -r '^[^=]*=' '' -- $current)
        set value (__thothctl_flag "$at" $flag); or return
    end
    if test -n "$flag"; and not begin
            test "$value[1]" = optional; and string match -q -- '-*' "$current"
        end
        __thothctl_offer "$prefix" "$current" $value
        return
    end
    if string match -q -- '-*' "$current"
        __thothctl_about "$at" flags
        return
    end
    set -l names (__thothctl_about "$at" names)
    set value (__thothctl_value "$at <$operand>")
    if test (count $names) -gt 0
        printf '%s\\n' $names
    else if test (count $value) -gt 0
        __thothctl_offer '' "$current" $value
    else
        __thothctl_about "$at" flags
    end
end

complete -c thothctl -e
complete -c thothctl -f -a '(__thothctl_complete)'
`;
}

/** A command that prints offers as fish wants them: a word, a tab, what it means. */
function printed(offers: readonly Offer[]): string {
  const pairs = offers.map(({ word, description }) => `${quoted(word)} ${quoted(description)}`);
  return `printf '%s\\t%s\\n' ${pairs.join(" ")}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}
