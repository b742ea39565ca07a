import type { Act, FormProps } from '../../acts/act';
import { ActScreen } from '../../acts/act-screen';
import { type Evidence, EvidenceField, evidenceLine, sentEvidence } from '../../acts/evidence';
import { missingFault, reasonFault } from '../../acts/faults';
import { Choice, Reason } from '../../acts/fields';
import { useSay } from '../../acts/say';
import { EndOf } from '../../parts/moment';
import { Facts } from '../../parts/table';
import { usePart } from '../../places/address';
import {
  aboutEvaluation,
  amountLine,
  type EvaluationSeen,
  evaluationStands,
  pinned,
  readsEvaluation,
} from './evaluation-seen';

const GROUNDS = ['MEASUREMENT', 'BEHAVIOUR', 'PROCEDURE', 'OTHER'] as const;
/** In these an objection may be filed. */
const OPEN = ['DELIVERED', 'ACKNOWLEDGED', 'DEEMED_ACKNOWLEDGED'];

interface Values {
  readonly grounds: readonly string[];
  readonly measurementIds: readonly string[];
  readonly reason: string;
  readonly evidence: readonly Evidence[];
}

const own = ({ data }: EvaluationSeen) => data.filter(({ ofUnit }) => !ofUnit);

const Form = ({ values, change, seen, faults, minima }: FormProps<Values, EvaluationSeen>) => {
  const say = useSay();
  const { word, code } = say;
  return (
    <>
      <Facts of={evaluationStands(seen, say).map(({ label, value }) => [label, value] as const)} />
      <p>
        {seen.objectBy === null ? null : (
          <>
            {word('fileObjection.until')} <EndOf day={seen.objectBy} />.{' '}
          </>
        )}
        {word('fileObjection.meanwhile')}
      </p>
      <Choice
        several
        id="grounds"
        label={word('fileObjection.grounds')}
        faults={faults}
        options={GROUNDS.map((value) => ({ value, label: code('ground', value) }))}
        chosen={values.grounds}
        choose={(grounds) => change({ grounds })}
      />
      {own(seen).length === 0 ? null : (
        <Choice
          several
          id="measurementIds"
          label={word('fileObjection.amounts')}
          hint={word('fileObjection.amountsHint')}
          faults={faults}
          options={own(seen).map((one) => ({ value: one.measurementId, label: amountLine(one, say) }))}
          chosen={values.measurementIds}
          choose={(measurementIds) => change({ measurementIds })}
        />
      )}
      <Reason
        id="reason"
        label={word('fileObjection.reason')}
        readers={word('fileObjection.readers')}
        example={word('fileObjection.example')}
        least={minima.reason}
        faults={faults}
        text={values.reason}
        write={(reason) => change({ reason })}
      />
      <EvidenceField
        id="evidence"
        faults={faults}
        evidence={values.evidence}
        change={(evidence) => change({ evidence })}
      />
    </>
  );
};

/** The employee contests the rating. @source PP 30/2019; domain.md 5.1 and 5.3 */
export const fileObjection: Act<Values, EvaluationSeen> = {
  ...{ name: 'file-objection', title: 'fileObjection.title', lead: 'fileObjection.lead' },
  ...{ endpoint: 'object', Form },
  initial: { grounds: [], measurementIds: [], reason: '', evidence: [] },
  path: (id) => ({ id }),
  reads: readsEvaluation,
  refusal: (seen, { word, code, moment }) =>
    OPEN.includes(seen.status)
      ? null
      : seen.objectBy === null
        ? word('fileObjection.notYet', { status: code('evaluation', seen.status) })
        : word('fileObjection.notNow', {
            ...{ status: code('evaluation', seen.status), by: moment(seen.objectBy) },
            policy: pinned(seen, 'perf.objection.days'),
          }),
  faults: ({ grounds, measurementIds, reason }, _, minima, say) => [
    ...missingFault('grounds', grounds, say.word('fileObjection.chooseGround')),
    ...(grounds.includes('MEASUREMENT')
      ? missingFault('measurementIds', measurementIds, say.word('fileObjection.chooseAmount'))
      : []),
    ...reasonFault('reason', reason, minima.reason, say),
  ],
  about: aboutEvaluation,
  stands: evaluationStands,
  says: ({ grounds, measurementIds, reason, evidence }, seen, say) => [
    {
      label: say.word('fileObjection.grounds'),
      value: grounds.map((ground) => say.code('ground', ground)).join(', ') || '–',
    },
    {
      label: say.word('fileObjection.amounts'),
      value:
        own(seen)
          .filter(({ measurementId }) => measurementIds.includes(measurementId))
          .map((one) => amountLine(one, say))
          .join('; ') || '–',
    },
    { label: say.word('fileObjection.reason'), value: reason.trim() || '–' },
    { label: say.word('act.evidence'), value: evidenceLine(evidence) },
  ],
  rule: (_, seen, { word }) => word('fileObjection.rule', { policy: pinned(seen, 'perf.objection.days') }),
  consequence: (_, __, { word }) => word('fileObjection.consequence'),
  clock: (_, __, { word }) => word('fileObjection.clock'),
  body: ({ grounds, measurementIds, reason, evidence }) => ({
    ...{ grounds, reason: reason.trim(), evidence: sentEvidence(evidence) },
    ...(measurementIds.length === 0 ? {} : { measurementIds }),
  }),
  then: (id) => [
    { to: `/kinerja/penilaian/${id}`, word: 'performance.openEvaluation' },
    { to: '/beranda', word: 'home.title' },
  ],
};

export const FileObjection = () => <ActScreen act={fileObjection} of={usePart('id')} />;
