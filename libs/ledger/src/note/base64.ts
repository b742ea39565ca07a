/** Decodes standard base64 in its one canonical spelling: padded, no stray bits, nothing else. Null for everything else. */
export const decodeBase64 = (text: string): Buffer | null => {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : null;
};

/** A SHA-256 in base64; null for what is none. */
export const decodeHash = (text: string): Buffer | null => {
  const bytes = decodeBase64(text);
  return bytes?.length === 32 ? bytes : null;
};
