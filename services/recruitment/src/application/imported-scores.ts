import {
  applicationSubmitted,
  type CompetencyScored,
  competencyScored,
  PPPK_COMPONENTS,
  type SkbComponentScored,
  skbComponentScored,
  skbScored,
  skdScored,
} from '@jejak/contracts/recruitment';
import { Conflict, decimal, RuleViolated } from '@jejak/kernel';
import { needed } from '../needed';
import { mostOf, type PppkRules } from '../selection/pppk';
import { assertByFile, type Scheme } from '../selection/scheme';
import { percentOf } from '../selection/skb';
import { assertInRange, type SkdScore, totalOf } from '../selection/skd';
import type { ApplicationGiven } from './application.decider';
import { type Application, type ApplicationEvent, illegalStatus, present } from './application.state';
import { about } from './subject';

/** One row of a finished round. */
export interface ImportApplication extends SkdScore {
  readonly type: 'ImportApplication';
  readonly applicationId: string;
  readonly vacancyId: string;
  readonly year: number;
  readonly participantNo: string;
  readonly educationGpa: string | null;
  readonly skb: string;
  readonly imported: { readonly importId: string; readonly fileSha256: string; readonly row: number };
}

export interface RecordSkdScores extends SkdScore {
  readonly type: 'RecordSkdScores';
  readonly fileSha256: string;
}

export interface RecordSkbComponent {
  readonly type: 'RecordSkbComponent';
  readonly component: SkbComponentScored['data']['component'];
  readonly raw: string;
  readonly of: string;
  readonly fileSha256: string;
}

/** The points of the four papers of a PPPK's test. */
export type CompetencyPoints = Pick<
  CompetencyScored['data'],
  'technical' | 'managerial' | 'sociocultural' | 'interview'
>;

export interface RecordCompetency extends CompetencyPoints {
  readonly type: 'RecordCompetency';
  readonly fileSha256: string;
}

/** How the vacancy selects, and so what a file may bring to it. */
export interface FileGiven {
  readonly scheme: Scheme;
  readonly hasPanel: boolean;
  /** Of a vacancy for a PPPK; null for the others. */
  readonly pppk: PppkRules | null;
  /** The points of a perfect CAT. */
  readonly catMax: number;
}

const mismatch = (): Conflict =>
  new Conflict('IMPORT_MISMATCH', 'The same key was recorded before with other values: use the correction.');

/** A row of a finished round as an application of its own; the same row again is nothing new. @throws Conflict IMPORT_MISMATCH, RuleViolated SCORE_OUT_OF_RANGE */
export const importRow = (
  command: ImportApplication,
  state: Application,
  given: ApplicationGiven,
): ApplicationEvent[] => {
  const { type: _, twk, tiu, tkp, skb, ...rest } = command;
  const { applicationId, imported } = command;
  const { fileSha256 } = imported;
  if ('submitted' in state) {
    const same =
      state.skd?.twk === twk &&
      state.skd.tiu === tiu &&
      state.skd.tkp === tkp &&
      state.skb === skb &&
      state.submitted.educationGpa === rest.educationGpa &&
      state.submitted.vacancyId === rest.vacancyId;
    if (!same) throw mismatch();
    return [];
  }
  assertInRange(command, needed(given.max, 'the greatest scores'));
  return [
    applicationSubmitted({ ...rest, applicantId: null, channel: 'IMPORT' }),
    skdScored({ ...{ applicationId, twk, tiu, tkp, fileSha256 }, total: totalOf(command) }),
    skbScored({ applicationId, skb, fileSha256 }),
  ];
};

/** @throws Conflict IMPORT_MISMATCH, ILLEGAL_TRANSITION; RuleViolated SCORE_OUT_OF_RANGE @source domain.md 4.2 */
export const recordSkd = (
  command: RecordSkdScores,
  state: Application,
  given: ApplicationGiven,
): ApplicationEvent[] => {
  const { submitted, skd, status } = present(state);
  const { twk, tiu, tkp, fileSha256 } = command;
  if (skd) {
    if (skd.twk !== twk || skd.tiu !== tiu || skd.tkp !== tkp) throw mismatch();
    return [];
  }
  if (status !== 'admin-passed') throw illegalStatus(status, 'past the verification');
  const { scheme, hasPanel } = needed(given.file, 'what a file may bring');
  assertByFile('SKD', scheme, hasPanel);
  assertInRange(command, needed(given.max, 'the greatest scores'));
  const { applicationId } = submitted;
  return [
    skdScored({ ...{ applicationId, twk, tiu, tkp, fileSha256 }, total: totalOf(command) }, about(submitted)),
  ];
};

/** The paper that no sitting can have so many points in, or null. */
export const paperOutOfRange = (
  points: CompetencyPoints,
  pppk: PppkRules | null,
): keyof CompetencyPoints | null =>
  PPPK_COMPONENTS.map((kind) => ({ kind, paper: kind.toLowerCase() as keyof CompetencyPoints })).find(
    ({ kind, paper }) => points[paper] > mostOf(kind, pppk),
  )?.paper ?? null;

/**
 * The test of a PPPK, once.
 * @throws Conflict IMPORT_MISMATCH, ILLEGAL_TRANSITION; RuleViolated SCORE_OUT_OF_RANGE, RULE_VIOLATED (rec.stages)
 * @source domain.md 4.2, 4.3 rule 7
 */
export const recordCompetency = (
  { type: _, ...points }: RecordCompetency,
  state: Application,
  given: ApplicationGiven,
): ApplicationEvent[] => {
  const { submitted, competency, status } = present(state);
  if (competency) {
    if (!sameCompetency(competency, points)) throw mismatch();
    return [];
  }
  if (status !== 'admin-passed') throw illegalStatus(status, 'past the verification');
  const { scheme, hasPanel, pppk } = needed(given.file, 'what a file may bring');
  assertByFile('COMPETENCY', scheme, hasPanel);
  const paper = paperOutOfRange(points, pppk);
  if (paper)
    throw new RuleViolated('SCORE_OUT_OF_RANGE', 'The paper has fewer points.', {
      field: paper,
    });
  return [competencyScored({ applicationId: submitted.applicationId, ...points }, about(submitted))];
};

const sameCompetency = (one: CompetencyPoints, other: CompetencyPoints): boolean =>
  one.technical === other.technical &&
  one.managerial === other.managerial &&
  one.sociocultural === other.sociocultural &&
  one.interview === other.interview;

/**
 * The column of a component whose points cannot be, or null: none are more than there are, and what there are of the CAT the policy
 * says.
 * @source domain.md 4.2, 4.3 rule 3
 */
export const pointsOutOfRange = (
  { component, raw, of }: Pick<RecordSkbComponent, 'component' | 'raw' | 'of'>,
  catMax: number,
): 'raw' | 'of' | null => {
  if (!decimal(of).greaterThan(0) || (component === 'CAT' && !decimal(of).equals(catMax))) return 'of';
  return decimal(raw).lessThan(0) || decimal(raw).greaterThan(of) ? 'raw' : null;
};

/** @throws Conflict IMPORT_MISMATCH, ILLEGAL_TRANSITION; RuleViolated SCORE_OUT_OF_RANGE, RULE_VIOLATED (rec.panel, rec.stages) */
export const recordSkb = (
  command: RecordSkbComponent,
  state: Application,
  { file }: ApplicationGiven,
): ApplicationEvent[] => {
  const { submitted, components, status } = present(state);
  const { component, raw, of, fileSha256 } = command;
  const { scheme, hasPanel, catMax } = needed(file, 'what a file may bring');
  assertByFile(component, scheme, hasPanel);
  const before = components[component];
  if (before) {
    if (!decimal(before.raw).equals(raw) || !decimal(before.of).equals(of)) throw mismatch();
    return [];
  }
  const after = scheme.kind === 'SKD_SKB' ? 'skd-passed' : 'admin-passed';
  if (status !== after) throw illegalStatus(status, after);
  const field = pointsOutOfRange(command, catMax);
  if (field)
    throw new RuleViolated('SCORE_OUT_OF_RANGE', 'A score lies between 0 and the points there are.', {
      field,
      params: { most: component === 'CAT' ? catMax : of },
    });
  const { applicationId } = submitted;
  return [
    skbComponentScored(
      { applicationId, component, raw, of, pct: percentOf(raw, of), fileSha256 },
      about(submitted),
    ),
  ];
};
