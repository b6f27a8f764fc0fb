/** One item of two sequences laid beside each other. */
export type Aligned<T> =
  | { readonly kind: "kept"; readonly before: T; readonly after: T }
  | { readonly kind: "gone"; readonly before: T }
  | { readonly kind: "new"; readonly after: T };

/** More steps than this are not sought: what differs so much is shown whole, and no input keeps the machine busy. */
const mostEdits = 1_000;

/**
 * Two sequences laid beside each other with the fewest differences (Myers' greedy algorithm), by a key that equal items
 * share. What is gone comes before what is new.
 */
export function alignment<T>(
  before: readonly T[],
  after: readonly T[],
  keyOf: (item: T) => string,
): readonly Aligned<T>[] {
  const one = before.map(keyOf);
  const other = after.map(keyOf);
  const start = one.findIndex((key, at) => key !== other[at]);
  const head = start < 0 ? Math.min(one.length, other.length) : Math.min(start, other.length);
  let tail = 0;
  while (tail < Math.min(one.length, other.length) - head && one.at(-1 - tail) === other.at(-1 - tail)) tail += 1;
  const middle = edits(one.slice(head, one.length - tail), other.slice(head, other.length - tail));
  const kept = (count: number): readonly Edit[] => Array.from({ length: count }, () => "kept");
  return ordered([...kept(head), ...middle, ...kept(tail)], before, after);
}

type Edit = "kept" | "gone" | "new";

/** The items that the edits speak of, what is gone before what is new wherever both stand together. */
function ordered<T>(steps: readonly Edit[], before: readonly T[], after: readonly T[]): readonly Aligned<T>[] {
  const found: Aligned<T>[] = [];
  let fresh: Aligned<T>[] = [];
  let left = 0;
  let right = 0;
  for (const step of steps) {
    if (step === "new") {
      fresh.push(...after.slice(right, right + 1).map((item) => ({ kind: "new", after: item }) as const));
      right += 1;
      continue;
    }
    const [was] = before.slice(left, left + 1).map((item) => ({ item }));
    const [is] = after.slice(right, right + 1).map((item) => ({ item }));
    left += 1;
    if (step === "gone") {
      if (was) found.push({ kind: "gone", before: was.item });
      continue;
    }
    found.push(...fresh);
    fresh = [];
    if (was && is) found.push({ kind: "kept", before: was.item, after: is.item });
    right += 1;
  }
  return [...found, ...fresh];
}

function edits(before: readonly string[], after: readonly string[]): readonly Edit[] {
  const [n, m] = [before.length, after.length];
  // reach[k]: how far into `before` one gets on diagonal k (left minus right) with so many edits.
  const reach = new Map<number, number>([[1, 0]]);
  const trail: ReadonlyMap<number, number>[] = [];
  const at = (from: ReadonlyMap<number, number>, k: number) => from.get(k) ?? -1;
  for (let d = 0; d <= Math.min(n + m, mostEdits); d += 1) {
    trail.push(new Map(reach));
    for (let k = -d; k <= d; k += 2) {
      const isDown = k === -d || (k !== d && at(reach, k - 1) < at(reach, k + 1));
      let x = isDown ? at(reach, k + 1) : at(reach, k - 1) + 1;
      while (x < n && x - k < m && before[x] === after[x - k]) x += 1;
      reach.set(k, x);
      if (x >= n && x - k >= m) return walkedBack(trail, n, m);
    }
  }
  return [...before.map(() => "gone" as const), ...after.map(() => "new" as const)];
}

function walkedBack(trail: readonly ReadonlyMap<number, number>[], n: number, m: number): readonly Edit[] {
  const steps: Edit[] = [];
  let [x, y] = [n, m];
  for (let d = trail.length - 1; d >= 0; d -= 1) {
    const reach = trail[d] ?? new Map<number, number>();
    const at = (k: number) => reach.get(k) ?? -1;
    const k = x - y;
    const from = k === -d || (k !== d && at(k - 1) < at(k + 1)) ? k + 1 : k - 1;
    const [px, py] = d === 0 ? [0, 0] : [at(from), at(from) - from];
    while (x > px && y > py) {
      steps.push("kept");
      x -= 1;
      y -= 1;
    }
    if (d > 0) steps.push(x === px ? "new" : "gone");
    x = px;
    y = py;
  }
  return steps.reverse();
}
