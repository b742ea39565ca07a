const VERSION_AND_VARIANT = { 6: [0x0f, 0x70], 8: [0x3f, 0x80] } as const;

/** A new id for a command: a UUID of version 7 (RFC 9562), so that ids sort as they were made. */
export const newCommandKey = (now = Date.now()): string => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  for (let at = 0; at < 6; at++) bytes[at] = Math.floor(now / 2 ** (8 * (5 - at))) % 256;
  for (const [at, [mask, mark]] of Object.entries(VERSION_AND_VARIANT))
    bytes[Number(at)] = ((bytes[Number(at)] ?? 0) & mask) | mark;
  const text = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return text.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
};
