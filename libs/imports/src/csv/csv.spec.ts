import { describe, expect, it } from '@jest/globals';
import { Readable } from 'node:stream';
import { cellsOf } from './cells';
import { linesOf, MAX_LINE_BYTES } from './lines';
import { tableOf } from './table';
import { decimalBetween, identifier, oneOf, pointsUpTo, type Reading, readRow, text } from './values';

const all = async <Item>(items: AsyncIterable<Item>): Promise<Item[]> => {
  const list: Item[] = [];
  for await (const item of items) list.push(item);
  return list;
};
const bytes = (...chunks: (string | Buffer)[]): AsyncIterable<Buffer> =>
  Readable.from(chunks.map((chunk) => Buffer.from(chunk)));

describe('lines', () => {
  it.each([
    ['LF', 'a\nb\n'],
    ['CR LF', 'a\r\nb\r\n'],
    ['no last line end', 'a\nb'],
    ['a byte order mark', '\ufeffa\nb'],
  ])('are read with %s', async (_, file) =>
    expect(await all(linesOf(bytes(file)))).toEqual([
      { number: 1, text: 'a' },
      { number: 2, text: 'b' },
    ]),
  );

  it('do not depend on how the bytes arrive', async () => {
    const file = Buffer.from('nama,é\r\nsatu,„dua“\n');
    const whole = await all(linesOf(bytes(file)));
    for (let cut = 0; cut <= file.length; cut++)
      expect(await all(linesOf(bytes(file.subarray(0, cut), file.subarray(cut))))).toEqual(whole);
  });

  it('that are not UTF-8, or too long, cost themselves and no other', async () =>
    expect(
      await all(
        linesOf(bytes('a\n', Buffer.from([0xc3, 0x28, 0x0a]), 'x'.repeat(MAX_LINE_BYTES + 1), '\nb\n')),
      ),
    ).toEqual([
      { number: 1, text: 'a' },
      { number: 2, code: 'ENCODING_INVALID' },
      { number: 3, code: 'CELL_TOO_LONG' },
      { number: 4, text: 'b' },
    ]));
});

describe('cells', () => {
  it.each([
    ['a,b', ['a', 'b']],
    ['a,,', ['a', '', '']],
    ['', ['']],
    ['"a,b",c', ['a,b', 'c']],
    ['"say ""yes""",x', ['say "yes"', 'x']],
    ['"",""', ['', '']],
    ['a,"b"', ['a', 'b']],
    ['"a",', ['a', '']],
  ])('of %s', (line, cells) => expect(cellsOf(line)).toEqual(cells));

  it.each([
    ['a"b', 'QUOTE_INVALID'],
    ['"a"b,c', 'QUOTE_INVALID'],
    ['"open', 'QUOTE_INVALID'],
    ['"open""', 'QUOTE_INVALID'],
    ['a,"', 'QUOTE_INVALID'],
    ['a\u0000b', 'TEXT_INVALID'],
    ['a\tb', 'TEXT_INVALID'],
    [`x${'y'.repeat(4096)}`, 'CELL_TOO_LONG'],
  ])('are refused in %j', (line, code) => expect(cellsOf(line)).toBe(code));
});

describe('a table', () => {
  const layouts = [
    ['a', 'b'],
    ['a', 'c', 'd'],
  ] as const;
  const read = (file: string, max = 10) => all(tableOf<'a' | 'b' | 'c' | 'd'>(bytes(file), layouts, max));

  it('is read by its header, in any order of columns', async () => {
    expect(await read('b,a\n1,2\n')).toEqual([{ row: 1, cells: { a: '2', b: '1' } }]);
    expect(await read('a,d,c\n1,2,3')).toEqual([{ row: 1, cells: { a: '1', c: '3', d: '2' } }]);
  });
  it('names each bad row and goes on', async () =>
    expect(await read('a,b\n1\n1,2,3\n\n"x,2\n5,6\n\n\n')).toEqual([
      { row: 1, code: 'ROW_WIDTH' },
      { row: 2, code: 'ROW_WIDTH' },
      { row: 3, code: 'ROW_WIDTH' },
      { row: 4, code: 'QUOTE_INVALID' },
      { row: 5, cells: { a: '5', b: '6' } },
    ]));
  it.each([
    ['a,b,x\n1,2,3', 'COLUMN_UNKNOWN'],
    ['A,b\n1,2', 'COLUMN_UNKNOWN'],
    ['a;b\n1;2', 'COLUMN_UNKNOWN'],
    ['a,b,a\n1,2,3', 'COLUMN_REPEATED'],
    ['a\n1', 'COLUMN_MISSING'],
    ['a,b\n', 'FILE_EMPTY'],
    ['\n', 'FILE_EMPTY'],
    ['', 'FILE_EMPTY'],
    ['"a,b\n1,2', 'QUOTE_INVALID'],
    ['a,b\n1,2\n3,4\n5,6', 'TOO_MANY_ROWS'],
  ])('is refused whole: %j', async (file, code) => expect(read(file, 2)).rejects.toMatchObject({ code }));
});

describe('values', () => {
  const codeOf = (reading: Reading<unknown>, cell: string) => {
    const read = readRow({ cell }, { cell: reading });
    return 'code' in read ? read.code : read.values.cell;
  };
  const gpa = decimalBetween({ from: 0, to: 4, decimals: 2 });
  it.each([
    [gpa, '3.50', '3.5'],
    [gpa, '4', '4'],
    [gpa, '0', '0'],
    [gpa, '4.01', 'SCORE_OUT_OF_RANGE'],
    [gpa, '-0.01', 'SCORE_OUT_OF_RANGE'],
    [gpa, '3.501', 'TOO_MANY_DECIMALS'],
    [gpa, '3,5', 'NOT_A_NUMBER'],
    [gpa, ' 3.5', 'NOT_A_NUMBER'],
    [gpa, '1e0', 'NOT_A_NUMBER'],
    [gpa, 'NaN', 'NOT_A_NUMBER'],
    [gpa, '.5', 'NOT_A_NUMBER'],
    [gpa, '9'.repeat(30), 'NOT_A_NUMBER'],
    [gpa, '', 'VALUE_MISSING'],
    [pointsUpTo(150), '150', 150],
    [pointsUpTo(150), '150.0', 'TOO_MANY_DECIMALS'],
    [pointsUpTo(150), '151', 'SCORE_OUT_OF_RANGE'],
    [pointsUpTo(150), '-1', 'SCORE_OUT_OF_RANGE'],
    [identifier, 'P-00.7_a', 'P-00.7_a'],
    [identifier, '', 'VALUE_MISSING'],
    [identifier, '=1+1', 'VALUE_INVALID'],
    [identifier, '-1', 'VALUE_INVALID'],
    [identifier, '__proto__', 'VALUE_INVALID'],
    [identifier, 'a'.repeat(41), 'VALUE_INVALID'],
    [text(5), 'e\u0301', '\u00e9'],
    [text(5), 'abcdef', 'CELL_TOO_LONG'],
    [oneOf(['CAT']), 'CAT', 'CAT'],
    [oneOf(['CAT']), 'cat', 'VALUE_INVALID'],
  ])('%#: %s', (reading, cell, expected) => expect(codeOf(reading, cell)).toBe(expected));
});
