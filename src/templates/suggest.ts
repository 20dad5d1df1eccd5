const furthest = 40;

/** `; did you mean gentle?` for the name nearest to `typed`, or '' when none is near. */
export function suggestion(typed: string, known: Iterable<string>): string {
  const wanted = typed.slice(0, furthest).toLowerCase();
  let best: { name: string; steps: number } | null = null;
  for (const name of known) {
    const steps = editDistance(wanted, name.slice(0, furthest).toLowerCase());
    if (steps <= Math.max(2, wanted.length / 4) && steps < (best?.steps ?? Number.POSITIVE_INFINITY)) {
      best = { name, steps };
    }
  }
  return best ? `; did you mean ${best.name}?` : '';
}

/** Levenshtein: how many letters must be added, removed or changed. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
