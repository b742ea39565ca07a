import { type InstrumentLicensed, instrumentLicensed } from '@jejak/contracts/career';
import { type Decider, Malformed, streamOf } from '@jejak/kernel';

export interface LicenseInstrument {
  readonly type: 'LicenseInstrument';
  readonly instrument: InstrumentLicensed['data'];
}
/** The licences that an instrument has had, oldest first. */
export type Instrument = readonly { readonly from: string; readonly to: string }[];

export const instrumentStream = (instrumentId: string): string => streamOf('instrument', instrumentId);

/** Whether it is licensed on a legal date. */
export const isLicensed = (licences: Instrument, date: string): boolean =>
  licences.some(({ from, to }) => from <= date && date <= to);

/** An instrument of an assessment centre; a licence that is renewed is one more fact. @source domain.md 7.2 (AssessPotential) */
export const instrument: Decider<LicenseInstrument, InstrumentLicensed, Instrument> = {
  initial: [],
  decide: ({ instrument: { from, to, ...rest } }) => {
    if (to < from)
      throw new Malformed('PERIOD_INVALID', 'A period ends on or after the day it begins.', { field: 'to' });
    return [instrumentLicensed({ ...rest, from, to })];
  },
  evolve: (licences, { data: { from, to } }) => [...licences, { from, to }],
};
