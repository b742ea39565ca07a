/** How long to wait before the nth attempt (1 = the first repetition): doubling, with a ceiling, without jitter as nobody else competes. */
export function backOffMs(attempt: number, { firstMs = 100, ceilingMs = 10_000 } = {}): number {
  return Math.min(ceilingMs, firstMs * 2 ** Math.max(0, attempt - 1));
}
