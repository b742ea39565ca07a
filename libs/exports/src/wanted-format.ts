import { ValidationFailed } from '@jejak/http';
import type { Request } from 'express';

export const MEDIA_TYPES = {
  json: 'application/json',
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

export type Format = keyof typeof MEDIA_TYPES;
export const FORMATS = Object.keys(MEDIA_TYPES) as readonly Format[];

const isFormat = (text: unknown): text is Format => FORMATS.some((format) => format === text);

/**
 * In which form a list is asked for: by `format`, else by `Accept`; a page of JSON where neither says anything that there is.
 * @throws ValidationFailed for a format that there is not, and for a part of a file
 */
export const wantedFormat = (request: Pick<Request, 'query' | 'accepts'>): Format => {
  const { format: named, cursor, limit } = request.query;
  if (named !== undefined && !isFormat(named))
    throw new ValidationFailed([{ field: 'format', message: `format must be one of ${FORMATS.join(', ')}` }]);
  const types = Object.values(MEDIA_TYPES);
  const format = named ?? FORMATS.find((one) => MEDIA_TYPES[one] === request.accepts(types)) ?? 'json';
  const parts = { cursor, limit };
  const part = Object.entries(parts).find(([, value]) => value !== undefined);
  if (format !== 'json' && part)
    throw new ValidationFailed([
      { field: part[0], message: `${part[0]} should not exist: a file holds the whole list` },
    ]);
  return format;
};
