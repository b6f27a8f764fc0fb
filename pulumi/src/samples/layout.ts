/** Brackets around parts, on one line if every part is on one and `wide` does not ask for more. */
export function bracketed(
  [open, close]: readonly [open: string, close: string],
  parts: readonly string[],
  { indent, wide = false, comma = "," }: { readonly indent: string; readonly wide?: boolean; readonly comma?: string },
): string {
  if (parts.length === 0) return `${open}${close}`;
  if (!wide && parts.every((part) => !part.includes("\n"))) return `${open}${parts.join(", ")}${close}`;
  return `${open}\n${parts.map((part) => `${indented(part, indent)}${comma}`).join("\n")}\n${close}`;
}

/** Every line of a text, further in. */
export function indented(text: string, indent: string): string {
  return text.replace(/^(?=.)/gm, indent);
}
