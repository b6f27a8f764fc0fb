/** Names and list positions from the root of a resource's properties. */
export type PropertyPath = readonly (string | number)[];

/** A path as Pulumi's engine reads it: `policy.rules["*"].tags[1]`. */
export function propertyPathText(path: PropertyPath): string {
  return path
    .map((step, position) => {
      if (typeof step === "number") return `[${step}]`;
      if (!/^[A-Za-z_$][\w$]*$/.test(step)) return `["${step.replaceAll('"', '\\"')}"]`;
      return position === 0 ? step : `.${step}`;
    })
    .join("");
}

/** True if the engine can read the name in a path: it knows a quotation mark behind a backslash, and no backslash. */
export function isSpeakable(name: string): boolean {
  return !name.includes("\\");
}

const step = /\.?(?:\["((?:\\"|[^"])*)"\]|\[(\d+|\*)\]|([^.[]+))/y;

/** The path that a text of a program's options (`ignoreChanges`) means; undefined if it is none. */
export function parsePropertyPath(text: string): PropertyPath | undefined {
  const path: (string | number)[] = [];
  step.lastIndex = 0;
  while (step.lastIndex < text.length) {
    const found = step.exec(text);
    if (found === null) return undefined;
    const [, quoted, index, bare] = found;
    if (quoted !== undefined) path.push(quoted.replaceAll('\\"', '"'));
    else if (index !== undefined) path.push(index === "*" ? "*" : Number(index));
    else path.push(bare ?? "");
  }
  return path.length === 0 ? undefined : path;
}

/** True if the place is at the path or beneath it; `*` in the path stands for any step. */
export function covers(path: PropertyPath, place: PropertyPath): boolean {
  return path.length <= place.length && path.every((part, at) => part === "*" || part === place[at]);
}
