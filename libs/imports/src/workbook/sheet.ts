import { Malformed } from '@jejak/kernel';
import { MAX_CELL } from '../csv/cells';
import { MAX_COLUMNS } from '../csv/table';
import { booleanText, type CellText, dayText, isoDayText, numberText } from './cell-text';
import type { SharedTexts } from './shared-texts';
import type { ShowsDay } from './styles';
import { textOf, unescaped } from './texts';
import { readXml, workbookInvalid } from './xml';

/** A row of a sheet that has something in it. */
export interface SheetRow {
  /** As the sheet counts: from 1, hidden rows too. */
  readonly number: number;
  /** By place from 0, those with something in them; nothing is kept of places behind {@link MAX_COLUMNS} but that there is something. */
  readonly cells: ReadonlyMap<number, CellText>;
}

/** What the cells of a sheet refer to. */
export interface SheetContext {
  readonly texts: SharedTexts;
  readonly showsDay: ShowsDay;
  readonly from1904: boolean;
}

const REFERENCE = /^([A-Z]{1,3})(\d{1,7})$/;
const RANGE = /^[A-Z]{1,3}\d{1,7}(:[A-Z]{1,3}\d{1,7})?$/;
const LAST_ROW = 1_048_576;

const placeOf = (letters: string): number =>
  [...letters].reduce((place, letter) => place * 26 + letter.charCodeAt(0) - 64, 0) - 1;

/** Reads the rows of a sheet, told its XML piece by piece. */
class RowReader {
  private row = 0;
  private place = -1;
  private cells = new Map<number, CellText>();
  private type = 'n';
  private style = 0;
  private formula = false;
  private inValue = false;
  private value = '';
  private inline: string | null = null;
  private readonly rich = textOf((text) => (this.inline = text));
  /** Rows that are read and not yet handed on. */
  ready: SheetRow[] = [];

  constructor(private readonly context: SheetContext) {}

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    switch (name) {
      case 'row':
        return this.beginRow(attributes.r);
      case 'c':
        return this.beginCell(attributes);
      case 'f':
        this.formula = true;
        return;
      case 'v':
        this.inValue = true;
        return;
      case 'is':
        return this.rich.begin();
      case 'mergeCell':
        return refuseMerged(attributes.ref);
      default:
        this.rich.open(name);
    }
  }

  text(piece: string): void {
    if (this.inValue) this.value += this.value.length > MAX_CELL ? '' : piece;
    else this.rich.text(piece);
  }

  close(name: string): void {
    switch (name) {
      case 'row':
        if (this.cells.size > 0) this.ready.push({ number: this.row, cells: this.cells });
        this.cells = new Map();
        return;
      case 'c':
        return this.endCell();
      case 'v':
        this.inValue = false;
        return;
      case 'is':
        return this.rich.end();
      default:
        this.rich.close(name);
    }
  }

  /** Rows stand in order, each once, and may leave their number out. */
  private beginRow(given: string | undefined): void {
    const number = given === undefined ? this.row + 1 : Number(given);
    if (!Number.isInteger(number) || number <= this.row || number > LAST_ROW) throw workbookInvalid();
    this.row = number;
    this.place = -1;
  }

  private beginCell({ r, t = 'n', s = '0' }: Readonly<Record<string, string>>): void {
    const [, letters, row] = (r === undefined ? null : REFERENCE.exec(r)) ?? [];
    if (r !== undefined && Number(row) !== this.row) throw workbookInvalid();
    const place = letters === undefined ? this.place + 1 : placeOf(letters);
    if (place <= this.place || this.row === 0) throw workbookInvalid();
    this.place = place;
    this.type = t;
    this.style = Number(s);
    this.formula = false;
    this.value = '';
    this.inline = null;
  }

  private endCell(): void {
    const text = this.textOfCell();
    if ('text' in text && text.text === '') return;
    this.cells.set(Math.min(this.place, MAX_COLUMNS), text);
  }

  private textOfCell(): CellText {
    // Before what it came to: that is not what its author wrote, and who knows when it was last worked out.
    if (this.formula) return { code: 'FORMULA_REFUSED' };
    const { type, value, context } = this;
    if (type === 'inlineStr') return { text: this.inline ?? '' };
    if (value === '' && type !== 'e') return { text: '' };
    switch (type) {
      case 's': {
        const text = /^\d{1,9}$/.test(value) ? context.texts.at(Number(value)) : undefined;
        if (text === undefined) throw workbookInvalid();
        return { text };
      }
      case 'str':
        return { text: unescaped(value) };
      case 'b':
        return booleanText(value);
      case 'd':
        return isoDayText(value);
      case 'n':
        return context.showsDay(this.style) ? dayText(value, context.from1904) : numberText(value);
      case 'e':
        return { code: 'CELL_ERROR' };
      default:
        throw workbookInvalid();
    }
  }
}

/** One value for several cells: whose it is only its author knows. */
const refuseMerged = (range = ''): never => {
  throw new Malformed('CELLS_MERGED', 'The sheet has merged cells.', {
    params: { range: RANGE.test(range) ? range : '?' },
  });
};

/**
 * The rows of a sheet that have something in them, in order, a piece of the file at a time.
 * @throws Malformed WORKBOOK_INVALID, CELLS_MERGED
 */
export async function* rowsOf(
  content: AsyncIterable<Buffer>,
  context: SheetContext,
): AsyncGenerator<SheetRow> {
  const reader = new RowReader(context);
  for await (const _ of readXml(content, reader)) {
    const { ready } = reader;
    reader.ready = [];
    yield* ready;
  }
  yield* reader.ready;
}
