const DURATION = /^(\d{1,9})(ms|s|m|h|d)$/;
const DURATION_MS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const SIZE = /^(\d{1,9})(B|KiB|MiB|GiB)$/;
const SIZE_BYTES = { B: 1, KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3 } as const;
const INTEGER = /^-?(0|[1-9]\d{0,14})$/;

/** How a setting's text is read; undefined for a text that is not of the kind. */
export type Reader<Value> = (text: string) => Value | undefined;

export const asText: Reader<string> = (text) => text;

export const asInteger: Reader<number> = (text) => (INTEGER.test(text) ? Number(text) : undefined);

/** `30s`, `500ms`, `10m`, in milliseconds. */
export const asDurationMs: Reader<number> = (text) => {
  const [, count, unit] = DURATION.exec(text) ?? [];
  return unit === undefined ? undefined : Number(count) * DURATION_MS[unit as keyof typeof DURATION_MS];
};

/** `10MiB`, in bytes. */
export const asSizeBytes: Reader<number> = (text) => {
  const [, count, unit] = SIZE.exec(text) ?? [];
  return unit === undefined ? undefined : Number(count) * SIZE_BYTES[unit as keyof typeof SIZE_BYTES];
};

/** `a,b,c`; spaces around the commas do not count. */
export const asList: Reader<readonly string[]> = (text) => {
  const items = text.split(',').map((item) => item.trim());
  return items.includes('') ? undefined : items;
};

export const asFlag: Reader<boolean> = (text) =>
  text === 'true' ? true : text === 'false' ? false : undefined;
