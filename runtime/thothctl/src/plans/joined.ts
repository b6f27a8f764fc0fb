import type { Diagnostic } from "@thoth-iac/model";

const mostNamed = 3;

/** The same diagnostics; what is said of several instances in the same words is said once, and names them. */
export function joined(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const alike = Map.groupBy(diagnostics, ({ severity, code, summary, detail, attribute }) =>
    JSON.stringify([severity, code, summary, detail, attribute]),
  );
  return [...alike.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const names = others.flatMap(({ instance }) => (instance === undefined ? [] : [instance]));
    if (names.length === 0) return [first];
    const further = names.length - mostNamed;
    const shown = [...names.slice(0, mostNamed), ...(further > 0 ? [`${further} more`] : [])];
    return [{ ...first, detail: `${first.detail} The same is true of ${inWords(shown)}.` }];
  });
}

function inWords(items: readonly string[]): string {
  const last = items.at(-1) ?? "";
  return items.length < 2 ? last : `${items.slice(0, -1).join(", ")} and ${last}`;
}
