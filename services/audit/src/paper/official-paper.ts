import { buffer } from 'node:stream/consumers';
import { setImmediate as othersFirst } from 'node:timers/promises';
import { sha256 } from '@jejak/ledger';
import PDFDocument from 'pdfkit';
import qrcode from 'qrcode-generator';

/** A line of a paper: what it is called, and what it says. */
export type Row = readonly [name: string, text: string];

/** A part of a paper under its own heading. */
export interface Section {
  readonly heading: string;
  readonly rows: readonly Row[];
}

/** What an official paper says. Its language is Indonesian. */
export interface Paper {
  readonly title: string;
  readonly rows: readonly Row[];
  readonly sections: readonly Section[];
  /** What it does not show, or rests on. */
  readonly notes: readonly string[];
  /** The proof, attached as it is: its SHA-256 stands on every page. */
  readonly proof: { readonly name: string; readonly content: Buffer; readonly description: string };
  /** What the code on the first page opens. */
  readonly link: string;
  /** When it was made, in business time: an instant. */
  readonly madeAt: string;
}

type Document = InstanceType<typeof PDFDocument>;
type Structure = ReturnType<Document['struct']>;

const MARGIN = 42.5; // 15 mm
const CODE_SIZE = 110;
const FOOT = 46;
/** Wide enough for the longest name of a row. */
const NAMES = 120;

/** Has the letters and signs of everything that people write in Latin script, and more. */
const FONTS = {
  text: require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'),
  bold: require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf'),
  exact: require.resolve('dejavu-fonts-ttf/ttf/DejaVuSansMono.ttf'),
};

export const sha256Hex = (content: Uint8Array): string => sha256(content).toString('hex');

/** The address of the page that verifies, with what it is to look for. */
export const verifyAddress = (publicUrl: string, fragment: string): string => `${publicUrl}/v#${fragment}`;

/** A code, drawn as squares: readers need a margin of four, and the paper is white. */
const drawCode = (document: Document, link: string, left: number, top: number): void => {
  const code = qrcode(0, 'M');
  code.addData(link);
  code.make();
  const count = code.getModuleCount();
  const side = CODE_SIZE / count;
  for (let row = 0; row < count; row++)
    for (let column = 0; column < count; column++)
      if (code.isDark(row, column)) document.rect(left + column * side, top + row * side, side, side);
  document.fill('black');
};

/** What was written by others must not write over the page: control characters are shown as what they are, no text. */
const plain = (text: string): string => text.replace(/\p{Cc}/gu, ' ');

const rowsOf = (document: Document, whole: Structure, rows: readonly Row[], width: number): void => {
  for (const [name, text] of rows) {
    const height = Math.max(
      document.font('bold', 8).heightOfString(name, { width: NAMES }),
      document.font('text', 8).heightOfString(plain(text), { width: width - NAMES }),
    );
    if (document.y + height > document.page.height - document.page.margins.bottom) document.addPage();
    const top = document.y;
    whole.add(
      document.struct('P', {}, [
        () => document.font('bold', 8).text(name, MARGIN, top, { width: NAMES }),
        () => document.font('text', 8).text(plain(text), MARGIN + NAMES, top, { width: width - NAMES }),
      ]),
    );
    document.y = Math.max(document.y, top + height) + 2;
    document.x = MARGIN;
  }
};

const footOf = (document: Document, paper: Paper, hash: string): void => {
  const { start, count } = document.bufferedPageRange();
  for (let page = start; page < start + count; page++) {
    document.switchToPage(page);
    const { width, height, margins } = document.page;
    // What stands there would begin a page of its own.
    document.page.margins = { ...margins, bottom: 0 };
    document.markContent('Artifact', { type: 'Pagination' });
    document
      .font('text', 7)
      .text(
        `${paper.title} · dibuat ${paper.madeAt} · halaman ${page - start + 1} dari ${count}`,
        MARGIN,
        height - MARGIN - 18,
        { width: width - 2 * MARGIN, lineBreak: false },
      )
      .font('exact', 7)
      .text(`SHA-256 ${hash}`, MARGIN, height - MARGIN - 8, { lineBreak: false });
    document.endMarkedContent();
    document.page.margins = margins;
  }
};

/**
 * An official paper as PDF/A-3a, which has tags: its language is set, the proof is attached, and a code opens the page that verifies it.
 * The same paper gives the same text; what is inside of a PDF may differ.
 * @source console.md section 10
 */
export const paperOf = async (paper: Paper): Promise<Buffer> => {
  const { content, name, description } = paper.proof;
  const hash = sha256Hex(content);
  const at = new Date(paper.madeAt);
  const document = new PDFDocument({
    ...{ size: 'A4', margins: { top: MARGIN, left: MARGIN, right: MARGIN, bottom: MARGIN + FOOT } },
    ...{ pdfVersion: '1.7', subset: 'PDF/A-3a', tagged: true, lang: 'id-ID', displayTitle: true },
    ...{ bufferPages: true, autoFirstPage: false, font: FONTS.text },
    info: { Title: paper.title, Author: 'Jejak', CreationDate: at, ModDate: at },
  });
  const written = buffer(document);
  for (const [font, path] of Object.entries(FONTS)) document.registerFont(font, path);
  document.addPage();
  const width = document.page.width - 2 * MARGIN;
  const whole = document.struct('Document');
  document.addStructure(whole);
  whole.add(
    document.struct('H1', {}, () =>
      document.font('bold', 16).text(paper.title, MARGIN, MARGIN, { width: width - CODE_SIZE - 20 }),
    ),
  );
  whole.add(
    document.struct('Figure', { alt: `Kode untuk memeriksa keaslian: ${paper.link}` }, () =>
      drawCode(document, paper.link, MARGIN + width - CODE_SIZE, MARGIN),
    ),
  );
  document.moveDown(0.5);
  rowsOf(document, whole, [...paper.rows, ['SHA-256 bukti', hash]], width - CODE_SIZE - 20);
  document.y = Math.max(document.y, MARGIN + CODE_SIZE + 12);
  for (const { heading, rows } of paper.sections) {
    // Setting a page takes as long as a hundred answers, and a long history has many.
    await othersFirst();
    if (document.y > document.page.height - document.page.margins.bottom - 60) document.addPage();
    whole.add(
      document.struct('H2', {}, () =>
        document.font('bold', 10).text(plain(heading), MARGIN, document.y + 6, { width }),
      ),
    );
    rowsOf(document, whole, rows, width);
  }
  for (const note of paper.notes)
    whole.add(
      document.struct('P', {}, () => document.font('text', 8).text(note, MARGIN, document.y + 6, { width })),
    );
  whole.end();
  document.file(content, {
    ...{ name, description, type: 'application/json', relationship: 'Source' },
    ...{ creationDate: at, modifiedDate: at },
  });
  footOf(document, paper, hash);
  document.end();
  return written;
};
