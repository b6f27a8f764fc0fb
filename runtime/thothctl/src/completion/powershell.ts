import type { Place } from "./place.ts";
import type { Offer } from "./values.ts";

/** The completion of thothctl for PowerShell. */
export function powershellScript(places: readonly Place[]): string {
  const names = places
    .filter(({ next }) => next.length > 0)
    .map(({ words, next }) => `        ${quoted(words)} = @(${listed(next)})`);
  const flags = places.map(({ words, flags }) => `        ${quoted(words)} = @(${listed(flags)})`);
  const values = places.flatMap(({ words, values }) =>
    values.flatMap(({ names, values: { kind, words: offered } }) =>
      names.map((name) => {
        const offers = offered.length > 0 ? `, ${listed(offered)}` : "";
        return `        ${quoted(`${words} ${name}`)} = @(${quoted(kind)}${offers})`;
      }),
    ),
  );
  return `# Completion of thothctl for PowerShell. To load it: thothctl completion powershell | Out-String | Invoke-Expression

Register-ArgumentCompleter -Native -CommandName 'thothctl' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    # What may follow some words: each word, and what it means.
    $names = @{
${names.join("\n")}
    }
    $flags = @{
${flags.join("\n")}
    }
    # What the value of "<words> <flag>" may be: its kind, and what is offered.
    $values = @{
${values.join("\n")}
    }

    $current = "$wordToComplete"
    $at = ''
    $flag = ''
    $value = @()
    $operand = 0
    $elements = @($commandAst.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursorPosition })
    for ($i = 1; $i -lt $elements.Count; $i++) {
        $word = $elements[$i].Extent.Text
        if ($flag -and -not ($value[0] -eq 'optional' -and $word.StartsWith('-'))) {
            $flag = ''
            continue
        }
        $flag = ''
        if ($word.StartsWith('-')) {
            $value = if ($values.ContainsKey("$at $word")) { @($values["$at $word"]) } elseif ($values.ContainsKey(" $word")) { @($values[" $word"]) } else { @() }
            if ($value.Count -gt 0 -and $value[0] -ne 'none') { $flag = $word }
            continue
        }
        $below = @($names[$at])
        $found = $false
        for ($j = 0; $j -lt $below.Count; $j += 2) { if ($below[$j] -eq $word) { $found = $true } }
        if ($found) { $at = "$at $word".Trim() } else { $operand++ }
    }

    $prefix = ''
    if (-not $flag -and $current -match '^(--[^=]+)=(.*)$') {
        $flag = $Matches[1]
        $prefix = "$flag="
        $current = $Matches[2]
        $value = if ($values.ContainsKey("$at $flag")) { @($values["$at $flag"]) } elseif ($values.ContainsKey(" $flag")) { @($values[" $flag"]) } else { @() }
    }
    if ($flag -and -not ($value[0] -eq 'optional' -and $current.StartsWith('-'))) {
        $offers = @($value | Select-Object -Skip 1)
    } elseif ($current.StartsWith('-')) {
        $value = @()
        $offers = @($flags[$at])
    } elseif ($names.ContainsKey($at)) {
        $value = @()
        $offers = @($names[$at])
    } elseif ($values.ContainsKey("$at <$operand>")) {
        $value = @($values["$at <$operand>"])
        $offers = @($value | Select-Object -Skip 1)
    } else {
        $value = @()
        $offers = @($flags[$at])
    }

    # Where nothing is offered, PowerShell offers files.
    $isPath = $value.Count -gt 0 -and $value[0] -eq 'paths'
    for ($i = 0; $i + 1 -lt $offers.Count; $i += 2) {
        $word = $offers[$i]
        if (-not $word.StartsWith($current)) { continue }
        if ($isPath -and $word.Split('.').Count -gt $current.Split('.').Count) { continue }
        if ($isPath -and -not $current -and $word -cnotmatch '^[A-Z]') { continue }
        $means = if ($offers[$i + 1]) { $offers[$i + 1] } else { $word }
        [System.Management.Automation.CompletionResult]::new("$prefix$word", $word, 'ParameterValue', $means)
    }
}
`;
}

function listed(offers: readonly Offer[]): string {
  return offers.flatMap(({ word, description }) => [quoted(word), quoted(description)]).join(", ");
}

/** PowerShell takes typographic quotes for quotes, too. */
function quoted(text: string): string {
  return `'${text.replace(/['\u2018-\u201b]/g, "$&$&")}'`;
}
