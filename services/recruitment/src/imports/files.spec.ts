import { type DuplicateRow, isDuplicate, isFault, type KeyedRow, type RowFault } from '@jejak/imports';
import { describe, expect, it } from '@jest/globals';
import { Readable } from 'node:stream';
import { scoresRows } from './scores-file';
import { selectionRows } from './selection-file';

const max = { TWK: 150, TIU: 175, TKP: 225 };
const content = (lines: readonly string[]): AsyncIterable<Buffer> =>
  Readable.from([Buffer.from(lines.join('\n'))]);

const outcomes = async <Value>(
  rows: AsyncIterable<KeyedRow<Value> | DuplicateRow | RowFault>,
): Promise<unknown[]> => {
  const list: unknown[] = [];
  for await (const row of rows)
    list.push(isFault(row) ? [row.code, row.column] : isDuplicate(row) ? 'duplicate' : row.value);
  return list;
};

describe('a file of a finished round', () => {
  const header = 'participant,formation_code,formation,list,gpa,twk,tiu,tkp,skb';
  const good = 'P1,pk,Penata,1,3.5,70,105,189,70.08';
  const read = (...rows: string[]) => outcomes(selectionRows(content([header, ...rows]), max));

  it('is read row by row', async () =>
    expect(await read(good)).toEqual([
      {
        ...{ participant: 'P1', formation_code: 'pk', formation: 'Penata', list: '1', gpa: '3.5' },
        ...{ twk: 70, tiu: 105, tkp: 189, skb: '70.08' },
      },
    ]));

  it.each([
    [',pk,Penata,1,3.5,70,105,189,70.08', 'VALUE_MISSING', 'participant'],
    ['P1,,Penata,1,3.5,70,105,189,70.08', 'VALUE_MISSING', 'formation_code'],
    ['P1,pk,,1,3.5,70,105,189,70.08', 'VALUE_MISSING', 'formation'],
    ['P1,pk,Penata,,3.5,70,105,189,70.08', 'VALUE_MISSING', 'list'],
    ['=P1,pk,Penata,1,3.5,70,105,189,70.08', 'VALUE_INVALID', 'participant'],
    ['P1,pk,Penata,1,4.1,70,105,189,70.08', 'SCORE_OUT_OF_RANGE', 'gpa'],
    ['P1,pk,Penata,1,3.555,70,105,189,70.08', 'TOO_MANY_DECIMALS', 'gpa'],
    ['P1,pk,Penata,1,3.5,151,105,189,70.08', 'SCORE_OUT_OF_RANGE', 'twk'],
    ['P1,pk,Penata,1,3.5,70.5,105,189,70.08', 'TOO_MANY_DECIMALS', 'twk'],
    ['P1,pk,Penata,1,3.5,70,176,189,70.08', 'SCORE_OUT_OF_RANGE', 'tiu'],
    ['P1,pk,Penata,1,3.5,70,105,226,70.08', 'SCORE_OUT_OF_RANGE', 'tkp'],
    ['P1,pk,Penata,1,3.5,70,105,x,70.08', 'NOT_A_NUMBER', 'tkp'],
    ['P1,pk,Penata,1,3.5,70,105,189,100.001', 'SCORE_OUT_OF_RANGE', 'skb'],
    ['P1,pk,Penata,1,3.5,70,105,189,70.0812', 'TOO_MANY_DECIMALS', 'skb'],
    ['P1,pk,Penata,1,3.5,70,105,189', 'ROW_WIDTH', undefined],
  ])('names what is wrong with %s', async (row, code, column) =>
    expect(await read(row)).toEqual([[code, column]]),
  );

  it('has each participant once: the same row again is a duplicate, another one a fault', async () => {
    const rows = await read(good, good, good.replace('70.08', '70.09'), good.replace(',1,3.5', ',2,3.5'));
    expect(rows.slice(1)).toEqual([
      'duplicate',
      ['IMPORT_MISMATCH', undefined],
      ['IMPORT_MISMATCH', undefined],
    ]);
  });

  it('gives a formation one name', async () =>
    expect((await read(good, good.replace('P1', 'P2').replace('Penata', 'Penatu')))[1]).toEqual([
      'FORMATION_DIFFERS',
      'formation',
    ]));
});

describe('a file of scores', () => {
  const read = (...lines: string[]) => outcomes(scoresRows(content(lines)));
  it('holds SKD scores', async () =>
    expect(await read('participant,twk,tiu,tkp', '0123456789,65,80,166')).toEqual([
      { test: 'SKD', participant: '0123456789', twk: 65, tiu: 80, tkp: 166 },
    ]));
  it('or components of the SKB, several of one participant', async () =>
    expect(
      await read(
        'participant,component,raw,of',
        '1,CAT,380,500',
        '1,INTERVIEW,82,100',
        '1,CAT,380,500',
        '1,CAT,381,500',
      ),
    ).toEqual([
      { test: 'SKB', participant: '1', component: 'CAT', raw: '380', of: '500' },
      { test: 'SKB', participant: '1', component: 'INTERVIEW', raw: '82', of: '100' },
      'duplicate',
      ['IMPORT_MISMATCH', undefined],
    ]));
  it('names what is wrong', async () =>
    expect(await read('participant,component,raw,of', '1,ESSAY,1,2', '1,CAT,a,2')).toEqual([
      ['VALUE_INVALID', 'component'],
      ['NOT_A_NUMBER', 'raw'],
    ]));
  it('is not both', async () =>
    expect(read('participant,twk,tiu,tkp,raw', '1,1,1,1,1')).rejects.toMatchObject({
      code: 'COLUMN_UNKNOWN',
    }));
});
