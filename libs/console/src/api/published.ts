import { parse } from 'csv-parse/browser/esm/sync';

/** A published file, as its bytes say. */
export interface PublishedFile {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** SHA-256 of the bytes that arrived, hexadecimal: computed here, not told by the service. */
  readonly sha256: string;
}

const hexadecimal = (bytes: ArrayBuffer): string =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

export const sha256Of = async (bytes: BufferSource): Promise<string> =>
  hexadecimal(await crypto.subtle.digest('SHA-256', bytes));

/** Reads a published CSV file. */
export const readPublished = async (bytes: ArrayBuffer): Promise<PublishedFile> => {
  const records = parse(new TextDecoder().decode(bytes), { bom: true, relax_column_count: true });
  const [columns = [], ...rows] = records;
  return { columns, rows, sha256: await sha256Of(bytes) };
};
