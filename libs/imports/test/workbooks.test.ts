import { packed, workbookOf, type WorkbookParts } from '@jejak/testing';
import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rowsIn } from './spooled';

const file = (name: string): Buffer => readFileSync(join(__dirname, 'data', name));
const OPENPYXL = ['text', 'amount', 'day', 'yes', 'empty', 'long'];

describe('a workbook as other programs write it', () => {
  it('gives the texts that its author typed (openpyxl: shared texts, hidden first sheet, hidden row)', async () => {
    expect(await rowsIn(file('by-openpyxl.xlsx'), OPENPYXL)).toEqual([
      {
        row: 1,
        cells: {
          ...{ text: 'Dinas Kesehatan, „A“', amount: '1.1', day: '2026-01-31', yes: 'true', empty: '' },
          long: '199001012019042001',
        },
      },
      // A NIP in a column of numbers: the file holds 199001012019042016.
      { row: 2, code: 'NUMBER_INEXACT', column: 'long' },
      { row: 3, code: 'FORMULA_REFUSED', column: 'text' },
      {
        row: 4,
        cells: {
          text: 'e\u0301 & <b>',
          amount: '0.0000001',
          day: '1900-01-01',
          yes: 'true',
          empty: '',
          long: '007',
        },
      },
    ]);
  });

  it('reads another sheet by its name', async () => {
    expect(await rowsIn(file('by-openpyxl.xlsx'), ['a', 'b'], 'Lain')).toEqual([
      { row: 1, cells: { a: '1', b: '2' } },
    ]);
    await expect(rowsIn(file('by-openpyxl.xlsx'), ['a'], 'lain')).rejects.toMatchObject({
      code: 'SHEET_NOT_FOUND',
    });
    await expect(rowsIn(Buffer.from('a\n1\n'), ['a'], 'Lain')).rejects.toMatchObject({
      code: 'SHEET_NOT_FOUND',
    });
  });

  it('counts days from where the workbook does, and lines as the sheet does (XlsxWriter: 1904, rich text)', async () => {
    expect(await rowsIn(file('by-xlsxwriter.xlsx'), ['text', 'amount', 'day'])).toEqual([
      { row: 1, cells: { text: 'Rumah Sakit Umum', amount: '1500000.25', day: '2026-01-31' } },
      { row: 2, code: 'ROW_WIDTH' },
      { row: 3, cells: { text: 'baris 4', amount: '12', day: '' } },
    ]);
  });
});

describe('a cell of a workbook', () => {
  const cell = async (xml: string): Promise<unknown> => {
    const [row] = await rowsIn(
      await workbookOf([
        ['a', 'b'],
        ['x', { xml }],
      ]),
      ['a', 'b'],
    );
    return 'code' in row ? row : row.cells.b;
  };
  it.each([
    ['<c><v>76.25</v></c>', '76.25'],
    ['<c><v>1.1000000000000001</v></c>', '1.1'],
    ['<c><v>0.30000000000000004</v></c>', '0.3'],
    ['<c><v>1E-3</v></c>', '0.001'],
    ['<c><v>1.5E+3</v></c>', '1500'],
    ['<c><v>999999999999999</v></c>', '999999999999999'],
    ['<c t="str"><v>ab</v></c>', 'ab'],
    ['<c t="d"><v>2026-01-31T00:00:00</v></c>', '2026-01-31'],
    ['<c t="b"><v>0</v></c>', 'false'],
    ['<c t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r><rPh sb="0" eb="1"><t>x</t></rPh></is></c>', 'ab'],
    ['<c t="inlineStr"><is><t>a,"b"</t></is></c>', 'a,"b"'],
    ['<c t="inlineStr"><is><t>&#x3C;i&gt;</t></is></c>', '<i>'],
    ['<c s="7"/>', ''],
  ])('%s is %s', async (xml, text) => expect(await cell(xml)).toBe(text));

  it.each([
    ['<c><f>1+1</f><v>2</v></c>', 'FORMULA_REFUSED'],
    ['<c t="str"><f>HYPERLINK("http://evil.test")</f><v>x</v></c>', 'FORMULA_REFUSED'],
    ['<c><f t="shared" si="0"/></c>', 'FORMULA_REFUSED'],
    ['<c t="e"><v>#N/A</v></c>', 'CELL_ERROR'],
    ['<c><v>199001012019042001</v></c>', 'NUMBER_INEXACT'],
    ['<c><v>1.99001012019042E+17</v></c>', 'NUMBER_INEXACT'],
    ['<c><v>NaN</v></c>', 'NOT_A_NUMBER'],
    ['<c><v>1E999999</v></c>', 'NOT_A_NUMBER'],
    ['<c t="inlineStr"><is><t>a_x000A_b</t></is></c>', 'TEXT_INVALID'],
    ['<c t="inlineStr"><is><t>a\nb</t></is></c>', 'TEXT_INVALID'],
    [`<c t="inlineStr"><is><t>${'x'.repeat(4097)}</t></is></c>`, 'CELL_TOO_LONG'],
  ])('%.60s is refused with %s', async (xml, code) =>
    expect(await cell(xml)).toEqual({ row: 1, code, column: 'b' }),
  );

  it('behind the last column is one too many', async () => {
    const rows = [['a'], ['x', { xml: '<c r="XFD2"><v>1</v></c>' }]];
    expect(await rowsIn(await workbookOf(rows), ['a'])).toEqual([{ row: 1, code: 'ROW_WIDTH' }]);
  });
});

describe('days', () => {
  const styles = (format: string): WorkbookParts => ({
    'xl/styles.xml': `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="${format}"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>`,
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="r1" Type="x/worksheet" Target="/xl/worksheets/sheet1.xml"/><Relationship Id="r2" Type="x/styles" Target="styles.xml"/></Relationships>',
  });
  const shown = async (value: string, format = 'dd/mm/yyyy'): Promise<unknown> => {
    const book = await workbookOf([['a'], [{ xml: `<c s="1"><v>${value}</v></c>` }]], styles(format));
    const [row] = await rowsIn(book, ['a']);
    return 'code' in row ? row.code : row.cells.a;
  };
  it.each([
    ['1', '1900-01-01'],
    ['59', '1900-02-28'],
    // The spreadsheet's 29 February 1900, which never was.
    ['60', 'DATE_INVALID'],
    ['61', '1900-03-01'],
    ['45351', '2024-02-29'],
    ['46053.354166666664', '2026-01-31T08:30:00'],
    ['46053.999999', '2026-02-01'],
    ['0.5', '12:00:00'],
    ['2958465', '9999-12-31'],
    ['2958466', 'DATE_INVALID'],
    ['-1', 'DATE_INVALID'],
  ])('%s is %s', async (value, text) => expect(await shown(value)).toBe(text));
  it.each([
    ['d-mmm-yy', '1900-01-02'],
    ['[$-421]dd mmmm yyyy;@', '1900-01-02'],
    ['#,##0.00', '2'],
    ['&quot;hari&quot; 0', '2'],
    ['[Red]0', '2'],
    ['0\\d', '2'],
    ['General', '2'],
  ])('are told by the format %s', async (format, text) => expect(await shown('2', format)).toBe(text));
});

describe('a workbook that nobody should trust', () => {
  const sheet = (xml: string): Promise<Buffer> =>
    workbookOf([], { 'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${xml}` });
  const head = '<row><c t="str"><v>a</v></c></row>';
  const bomb = Buffer.alloc(30 * 1024 * 1024, ' ');
  const renamed = (zip: Buffer, from: string, to: string): Buffer =>
    Buffer.from(zip.toString('latin1').replaceAll(from, to), 'latin1');

  it.each<[string, () => Promise<Buffer>, string]>([
    ['a plain archive', () => packed({ 'a.txt': 'a,b\n1,2\n' }), 'WORKBOOK_INVALID'],
    [
      'an archive in an archive',
      async () => packed({ 'a.zip': await packed({ 'b.zip': 'x' }) }),
      'WORKBOOK_INVALID',
    ],
    ['a bomb', () => workbookOf([], { 'xl/worksheets/sheet1.xml': bomb }), 'WORKBOOK_TOO_LARGE'],
    [
      'a path out of the archive',
      async () => renamed(await packed({ 'aa/evil.xml': 'x' }), 'aa/evil.xml', '../evil.xml'),
      'ARCHIVE_INVALID',
    ],
    [
      'one name twice',
      async () =>
        renamed(await workbookOf([], { 'xl/workbook.xmk': 'x' }), 'xl/workbook.xmk', 'xl/workbook.xml'),
      'ARCHIVE_INVALID',
    ],
    ['cut off', async () => (await workbookOf([['a'], ['1']])).subarray(0, 700), 'ARCHIVE_INVALID'],
    [
      'a document type',
      () => workbookOf([], { 'xl/workbook.xml': '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>' }),
      'WORKBOOK_INVALID',
    ],
    [
      'an unknown entity',
      () => sheet(`${head}<row><c t="str"><v>&xxe;</v></c></row></sheetData></worksheet>`),
      'WORKBOOK_INVALID',
    ],
    ['no end', () => sheet(head), 'WORKBOOK_INVALID'],
    ['elements without end', () => sheet('<a>'.repeat(100_000)), 'WORKBOOK_INVALID'],
    [
      'UTF-16',
      () => workbookOf([], { 'xl/workbook.xml': Buffer.from('\ufeff<workbook/>', 'utf16le') }),
      'WORKBOOK_INVALID',
    ],
    [
      'a text that is nowhere',
      () => sheet(`${head}<row><c t="s"><v>7</v></c></row></sheetData></worksheet>`),
      'WORKBOOK_INVALID',
    ],
    [
      'rows out of order',
      () => sheet('<row r="2"/><row r="1"/></sheetData></worksheet>'),
      'WORKBOOK_INVALID',
    ],
    [
      'merged cells',
      () => sheet(`${head}${head}</sheetData><mergeCells><mergeCell ref="A1:A2"/></mergeCells></worksheet>`),
      'CELLS_MERGED',
    ],
    [
      'rows behind the last',
      () => sheet(`${head}<row r="100002">${'<c t="str"><v>x</v></c>'}</row></sheetData></worksheet>`),
      'TOO_MANY_ROWS',
    ],
    [
      'a formula for a header',
      () => sheet('<row><c><f>1</f></c></row><row><c><v>1</v></c></row></sheetData></worksheet>'),
      'FORMULA_REFUSED',
    ],
    ['no rows', () => workbookOf([['a']]), 'FILE_EMPTY'],
    ['nothing', () => workbookOf([]), 'FILE_EMPTY'],
    [
      'too many columns',
      () => workbookOf([Array.from({ length: 300 }, () => 'a'), ['1']]),
      'TOO_MANY_COLUMNS',
    ],
    [
      'macros',
      () =>
        workbookOf([['a']], {
          'xl/_rels/workbook.xml.rels':
            '<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="x/vbaProject" Target="vbaProject.bin"/></Relationships>',
        }),
      'WORKBOOK_MACROS',
    ],
    [
      'a sheet that is elsewhere',
      () =>
        workbookOf([['a']], {
          'xl/_rels/workbook.xml.rels':
            '<Relationships><Relationship Id="r1" Type="x/worksheet" Target="http://evil.test/a.xml" TargetMode="External"/></Relationships>',
        }),
      'WORKBOOK_INVALID',
    ],
    [
      'bytes that were changed',
      async () => {
        const zip = await workbookOf([['a'], ['1']]);
        // In the check sum of the directory's last entry, the sheet.
        zip[zip.lastIndexOf(Buffer.from('504b0102', 'hex')) + 16] ^= 1;
        return zip;
      },
      'ARCHIVE_INVALID',
    ],
  ])('with %s is refused', async (_, make, code) => {
    await expect(rowsIn(await make(), ['a'])).rejects.toMatchObject({ code });
  });
});

describe('another kind of file', () => {
  it.each([
    ['an old XLS', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'FILE_KIND_UNKNOWN'],
    ['gzip', Buffer.from('1f8b0800', 'hex'), 'FILE_KIND_UNKNOWN'],
    ['PDF', Buffer.from('%PDF-1.7\n'), 'FILE_KIND_UNKNOWN'],
    ['HTML', Buffer.from('\ufeff\n<html><table><tr><td>a</td></tr></table></html>'), 'FILE_KIND_UNKNOWN'],
    ['an empty archive', Buffer.from(`504b0506${'00'.repeat(18)}`, 'hex'), 'FILE_KIND_UNKNOWN'],
    ['UTF-16 with a mark', Buffer.from('\ufeffa\n1\n', 'utf16le'), 'ENCODING_INVALID'],
    ['UTF-16 without one', Buffer.from('a\n1\n', 'utf16le'), 'ENCODING_INVALID'],
    ['Latin-1 in its header', Buffer.from('\u00e9\n1\n', 'latin1'), 'ENCODING_INVALID'],
    ['NUL', Buffer.alloc(600), 'TEXT_INVALID'],
  ])('%s is told by its bytes', async (_, content, code) => {
    await expect(rowsIn(content, ['a'])).rejects.toMatchObject({ code });
  });
});
