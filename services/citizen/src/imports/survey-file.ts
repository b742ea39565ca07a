import { type Element, ELEMENTS } from '@jejak/contracts/citizen';
import {
  distinctRows,
  type DuplicateRow,
  identifier,
  isFault,
  type KeyedRow,
  MAX_ROWS,
  oneOf,
  readRow,
  type RowFault,
  tableOf,
} from '@jejak/imports';
import { Malformed } from '@jejak/kernel';
import type { Answers } from '../survey/survey-response.decider';

const QUESTIONS = ['u1', 'u2', 'u3', 'u4', 'u5', 'u6', 'u7', 'u8', 'u9'] as const;
type Question = (typeof QUESTIONS)[number];
/** @source domain.md 2.9, import `survey` */
const COLUMNS = ['respondent', ...QUESTIONS] as const;

/** Which element each column asks about. */
export type ElementMap = Readonly<Record<Question, Element>>;

/** One respondent's answers. */
export interface SurveyRow {
  readonly respondent: string;
  readonly answers: Answers;
}

/**
 * Reads `u8:U9,u9:U8`: which element a column asks about, where it is not the one of its own number.
 * @throws Malformed COLUMN_MAP_INVALID for what names no column or element, or leaves an element out
 */
export const elementMap = (text: string | undefined): ElementMap => {
  const pairs = new Map<string, string>(QUESTIONS.map((question) => [question, question.toUpperCase()]));
  for (const part of text ? text.split(',') : []) {
    const match = /^(u[1-9]):(U[1-9])$/.exec(part);
    if (!match) throw invalid();
    pairs.set(match[1], match[2]);
  }
  if (new Set(pairs.values()).size < ELEMENTS.length) throw invalid();
  // Nine columns, each with one of nine elements: checked above.
  return Object.fromEntries(pairs) as ElementMap;
};

const invalid = () =>
  new Malformed('COLUMN_MAP_INVALID', 'The map gives each column one element: u8:U9,u9:U8.', {
    field: 'map',
  });

const MARKS = oneOf(['1', '2', '3', '4']);
const READINGS = {
  respondent: identifier,
  ...{ u1: MARKS, u2: MARKS, u3: MARKS, u4: MARKS, u5: MARKS, u6: MARKS, u7: MARKS, u8: MARKS, u9: MARKS },
};

async function* keyedRows(
  content: AsyncIterable<Buffer>,
  map: ElementMap,
): AsyncGenerator<KeyedRow<SurveyRow> | RowFault> {
  for await (const row of tableOf<(typeof COLUMNS)[number]>(content, [COLUMNS], MAX_ROWS)) {
    if (isFault(row)) {
      yield row;
      continue;
    }
    const read = readRow(row.cells, READINGS);
    if ('code' in read) {
      yield { row: row.row, ...read };
      continue;
    }
    const { respondent, ...marks } = read.values;
    // Every column has its element.
    const answers = Object.fromEntries(
      QUESTIONS.map((question) => [map[question], Number(marks[question])]),
    ) as Answers;
    const values = JSON.stringify(ELEMENTS.map((element) => answers[element]));
    yield { row: row.row, key: respondent, values, value: { respondent, answers } };
  }
}

/** The rows of a file of answers: each read, refused, or found to stand in the file twice. */
export const surveyRows = (
  content: AsyncIterable<Buffer>,
  map: ElementMap,
): AsyncGenerator<KeyedRow<SurveyRow> | DuplicateRow | RowFault> => distinctRows(keyedRows(content, map));
