/** What a case file may be. Anything that can carry a program or unpack to any size is not taken. */
export const CASE_FILE_TYPES = ['application/pdf', 'image/jpeg', 'image/png'] as const;
export type CaseFileType = (typeof CASE_FILE_TYPES)[number];

/** The first bytes by which each type is known. */
const FIRST_BYTES: Readonly<Record<CaseFileType, readonly number[]>> = {
  'application/pdf': [0x25, 0x50, 0x44, 0x46, 0x2d],
  'image/jpeg': [0xff, 0xd8, 0xff],
  'image/png': [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
};

/** What a file is by its bytes, whatever its sender calls it; null for none of ours. */
export const typeOf = (content: Buffer): CaseFileType | null =>
  CASE_FILE_TYPES.find((type) => FIRST_BYTES[type].every((byte, at) => content[at] === byte)) ?? null;
