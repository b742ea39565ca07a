import { describe, expect, it } from '@jest/globals';
import { Readable } from 'node:stream';
import { measurementRows } from './measurements-file';

const NIP = '199001012019042001';
const HEADER = 'source,indicator_id,unit_code,nip,from,to,quantity';
const read = async (...lines: readonly string[]) => {
  const rows: unknown[] = [];
  for await (const row of measurementRows(Readable.from([Buffer.from(lines.join('\n'))]))) rows.push(row);
  return rows;
};

describe('a file of amounts', () => {
  it('gives each row as an amount', async () =>
    expect(await read(HEADER, `REGISTER,I-1,,${NIP},2023-01-01,2023-12-31,1010.50`)).toMatchObject([
      {
        row: 1,
        value: { source: 'REGISTER', nip: NIP, unit_code: null, quantity: '1010.5', evidence_sha256: null },
      },
    ]));
  it('may name the document behind an amount', async () => {
    const sha = 'a'.repeat(64);
    const rows = await read(
      `${HEADER},evidence_sha256`,
      `SURVEY,I-3,DINKES,,2026-01-01,2026-12-31,85.25,${sha}`,
    );
    expect(rows).toMatchObject([{ value: { unit_code: 'DINKES', nip: null, evidence_sha256: sha } }]);
  });
  it('tells the same amount twice from another amount of the same', async () =>
    expect(
      await read(
        HEADER,
        `REGISTER,I-1,,${NIP},2023-01-01,2023-12-31,1010`,
        `REGISTER,I-1,,${NIP},2023-01-01,2023-12-31,1010.0`,
        `REGISTER,I-1,,${NIP},2023-01-01,2023-12-31,1011`,
      ),
    ).toMatchObject([{ row: 1 }, { row: 2, duplicate: true }, { row: 3, code: 'IMPORT_MISMATCH' }]));
  it.each([
    [`hear say,I-1,,${NIP},2023-01-01,2023-12-31,7`, 'SOURCE_NOT_VALIDATED', 'source'],
    [`REGISTER,I 1,,${NIP},2023-01-01,2023-12-31,7`, 'VALUE_INVALID', 'indicator_id'],
    ['REGISTER,I-1,,123,2023-01-01,2023-12-31,7', 'VALUE_INVALID', 'nip'],
    ['REGISTER,I-1,,,2023-01-01,2023-12-31,7', 'VALUE_MISSING', 'nip'],
    [`REGISTER,I-1,,${NIP},2023-02-30,2023-12-31,7`, 'DATE_INVALID', 'from'],
    [`REGISTER,I-1,,${NIP},2023-01-01,,7`, 'VALUE_MISSING', 'to'],
    [`REGISTER,I-1,,${NIP},2023-01-01,2023-12-31,1e3`, 'VALUE_INVALID', 'quantity'],
    [`REGISTER,I-1,,${NIP},2023-01-01,2023-12-31,-7`, 'VALUE_INVALID', 'quantity'],
  ])('refuses the row %s', async (line, code, column) =>
    expect(await read(HEADER, line)).toEqual([{ row: 1, code, column }]),
  );
});
