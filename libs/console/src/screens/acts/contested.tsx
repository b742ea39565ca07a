import type { Line } from '../../acts/act';
import { type Say, useSay } from '../../acts/say';
import { Facts } from '../../parts/table';
import { Go } from '../../places/address';
import { amountLine, type EvaluationSeen, evaluationStands } from './evaluation-seen';

/** How a contested evaluation stands: also who was heard, and by when it is decided. */
export const objectionStands = (seen: EvaluationSeen, say: Say): readonly Line[] => {
  const { word, moment } = say;
  const { objection } = seen;
  const heard = (was: boolean | undefined): string => word(was ? 'contested.heard' : 'contested.notHeard');
  return [
    ...evaluationStands(seen, say),
    { label: word('contested.employee'), value: heard(objection?.employeeHeard) },
    { label: word('contested.rater'), value: heard(objection?.raterHeard) },
    {
      label: word('contested.decideBy'),
      value: objection === null ? '–' : `${moment(objection.decideBy)} ${word('moment.last')}`,
    },
  ];
};

/** What is contested, in both sides' words. */
export const Contested = ({ seen }: { readonly seen: EvaluationSeen }) => {
  const say = useSay();
  const { word } = say;
  const amounts = seen.data.filter(({ measurementId }) =>
    seen.objection?.measurementIds.includes(measurementId),
  );
  return (
    <>
      <Facts
        of={[
          ...objectionStands(seen, say).map(({ label, value }) => [label, value] as const),
          [word('fileObjection.reason'), seen.words.objection ?? '–'],
          [word('rateAnnual.justification'), seen.words.justification ?? '–'],
          [word('fileObjection.amounts'), amounts.map((one) => amountLine(one, say)).join('; ') || '–'],
        ]}
      />
      <p>
        <Go to={`/kinerja/penilaian/${seen.evaluationId}`}>{word('performance.why')}</Go>
      </p>
    </>
  );
};
