/**
 * Gauss–Jordan elimination with partial pivoting over rows `[coefficients…, right-hand side]`, which it overwrites.
 *
 * @throws {RangeError} when the equations have no single solution.
 */
export function solve(rows: number[][]): number[] {
  const n = rows.length;
  for (let i = 0; i < n; i++) {
    let pivot = i;
    for (let r = i + 1; r < n; r++) if (Math.abs(rows[r]![i]!) > Math.abs(rows[pivot]![i]!)) pivot = r;
    [rows[i], rows[pivot]] = [rows[pivot]!, rows[i]!];
    const base = rows[i]!;
    if (Math.abs(base[i]!) < 1e-12) throw new RangeError('the equations have no single solution');
    for (let r = 0; r < n; r++) {
      if (r === i) continue;
      const factor = rows[r]![i]! / base[i]!;
      for (let c = i; c <= n; c++) rows[r]![c]! -= factor * base[c]!;
    }
  }
  return rows.map((row, i) => row[n]! / row[i]!);
}
