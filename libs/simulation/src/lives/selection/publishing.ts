import type { PublishedStage } from '@jejak/contracts/recruitment';
import { streamOf } from '@jejak/kernel';
import {
  dataset,
  datasetIdOf,
  resultRows,
  resultRowsStream,
  type VacancyCommand,
  type VacancyGiven,
} from '@jejak/recruitment/life';
import { asCommittee, asService } from '../../city/actors';
import { at } from '../../city/days';
import { type Life, Thing } from '../../engine/step';
import { type Round, ofVacancy } from './round';

interface Issue {
  readonly stage: PublishedStage;
  readonly on: string;
  readonly rows: number;
  readonly sha256: string;
}

const TITLE: Readonly<Partial<Record<PublishedStage, string>>> = {
  ...{ ADMIN: 'Hasil seleksi administrasi', SKD: 'Hasil SKD', FINAL: 'Hasil akhir' },
};

/** The chair makes a result public: as a fact of the vacancy, as open data, and row by row. */
export function* publishing(
  round: Round,
  { stage, on, rows, sha256: digest }: Issue,
  command: VacancyCommand,
  given: VacancyGiven,
  file: {
    readonly columns: string;
    readonly r: Record<string, string>;
    readonly seats: number | null;
    readonly cutOff: string | null;
  },
): Life {
  const { world, place, year, vacancyId } = round;
  const { windowDays, calendar, retentionYears, reasonMinChars, refs } = world.rules.selection;
  const chair = asCommittee(world.city.employees[0].id, 'committee_chair');
  const when = at(on, 15);
  const rules = { objection: { windowDays, calendar }, retentionYears, reasonMinChars, chairs: true };
  yield ofVacancy(round, when, chair, command, { ...rules, ...given });
  const datasetId = datasetIdOf(vacancyId, stage);
  const { position } = place;
  yield new Thing('recruitment', dataset, streamOf('dataset', datasetId)).does(
    when,
    chair,
    {
      ...{ type: 'PublishDataset', kind: 'selection-results', datasetId, change: null, policies: refs, rows },
      ...{ sha256: digest, version: 1, title: `${TITLE[stage] ?? stage}: ${position}` },
      period: { from: `${year}-01-01`, to: `${year}-12-31` },
    },
    {},
    refs,
  );
  yield new Thing('recruitment', resultRows, resultRowsStream(datasetId, 1, 1)).does(
    at(on, 16),
    asService('recruitment'),
    {
      ...{ type: 'PublishResultRows', datasetId, version: 1, vacancyId, stage, position, part: 1, parts: 1 },
      ...{ policies: [...refs], rows, ...file },
    },
    {},
    refs,
  );
}
