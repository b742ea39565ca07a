import { useIntl } from 'react-intl';
import { useLanguage, useWord } from '../words/words';

/** Of the city; legal days begin and end by it. */
const ZONE = 'Asia/Jakarta';
const ZONE_NAME = 'WIB';
const DAY_MS = 86_400_000;
/** What the formulas compute to. */
const MOST_PLACES = 4;

/** `2027-02-05`, a legal date, without a zone. */
export const isLegalDate = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);

/** Whole days from one legal date to another. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);

/** The legal date of an instant. */
export const dateOf = (instant: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, dateStyle: 'short' }).format(new Date(instant));

/** A legal date or an instant in words: `5 Feb 2027`, `5 Feb 2027 09.41 WIB`. */
export const useMoment = (): ((moment: string) => string) => {
  const intl = useIntl();
  const { language } = useLanguage();
  return (moment) => {
    const day = { day: 'numeric', month: 'short', year: 'numeric' } as const;
    if (isLegalDate(moment)) return intl.formatDate(`${moment}T00:00:00Z`, { ...day, timeZone: 'UTC' });
    const instant = new Date(moment);
    const time = intl.formatTime(instant, {
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZone: ZONE,
    });
    return `${intl.formatDate(instant, { ...day, timeZone: ZONE })} ${language === 'id' ? time.replace(':', '.') : time} ${ZONE_NAME}`;
  };
};

/** A legal date or an instant, readable by people and by machines. */
export const Moment = ({ at }: { readonly at: string }) => {
  const moment = useMoment();
  return <time dateTime={at}>{moment(at)}</time>;
};

/** The end of a legal date, `17 Feb 2026 23.59 WIB`: until then it is in time. */
export const EndOf = ({ day }: { readonly day: string }) => {
  const word = useWord();
  return (
    <>
      <Moment at={day} /> {word('moment.last')}
    </>
  );
};

/** The legal date that is over at an instant: of a clock that ends there, the last day. */
export const dayBefore = (instant: string): string => dateOf(new Date(Date.parse(instant) - 1).toISOString());

/** A decimal of the record, `108.8149`, as people write it, with the places that it has. */
export const useAmount = (): ((text: string, places?: number) => string) => {
  const intl = useIntl();
  return (text, places) => {
    const digits = places ?? Math.min((text.split('.')[1] ?? '').replace(/0+$/, '').length, MOST_PLACES);
    return intl.formatNumber(Number(text), { minimumFractionDigits: digits, maximumFractionDigits: digits });
  };
};
