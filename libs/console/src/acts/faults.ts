import type { Problem } from '../api/problem';
import type { Fault } from './act';
import type { Say } from './say';

/** Too few words for a reason. @param least null: not known here, the service tells */
export const reasonFault = (
  field: string,
  text: string,
  least: number | null,
  { word }: Pick<Say, 'word'>,
): readonly Fault[] => {
  const said = text.trim().length;
  return said < (least ?? 1) ? [{ field, text: word('act.tooShort', { least: least ?? 1, said }) }] : [];
};

/** Nothing was chosen or entered. */
export const missingFault = (
  field: string,
  value: string | readonly unknown[],
  text: string,
): readonly Fault[] =>
  (typeof value === 'string' ? value.trim().length : value.length) === 0 ? [{ field, text }] : [];

/** What a refusal says of single fields that the form has; nothing where it is about something else. */
export const faultsIn = (
  { field, detail, errors = [] }: Problem,
  fields: ReadonlySet<string>,
): readonly Fault[] => {
  const said = [
    ...(field === undefined ? [] : [{ field, text: detail }]),
    ...errors.map((error) => ({ field: error.field.split(/[.[]/)[0] ?? '', text: error.message })),
  ];
  return said.filter((one) => fields.has(one.field));
};
