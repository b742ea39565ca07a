import type { Act, FormProps } from '../../acts/act';
import { ActScreen } from '../../acts/act-screen';
import { missingFault, reasonFault } from '../../acts/faults';
import { Choice, Reason } from '../../acts/fields';
import { EndOf } from '../../parts/moment';
import { Go, usePart } from '../../places/address';
import { useWord } from '../../words/words';
import { Facts } from '../../parts/table';
import { useSay } from '../../acts/say';
import {
  aboutEvaluation,
  type EvaluationSeen,
  evaluationStands,
  pinned,
  readsEvaluation,
} from './evaluation-seen';

interface Values {
  /** `yes` or `no`; nothing is chosen for anybody. */
  readonly agree: string;
  readonly comment: string;
}

const Form = ({ values, change, seen, faults }: FormProps<Values, EvaluationSeen>) => {
  const word = useWord();
  const say = useSay();
  return (
    <>
      <Facts of={evaluationStands(seen, say).map(({ label, value }) => [label, value] as const)} />
      <Choice
        id="agree"
        label={word('acknowledge.question')}
        hint={word('acknowledge.hint')}
        faults={faults}
        options={[
          { value: 'yes', label: word('evaluationAct.agree') },
          { value: 'no', label: word('evaluationAct.disagree') },
        ]}
        chosen={[values.agree]}
        choose={([agree = '']) => change({ agree })}
      />
      <Reason
        id="comment"
        label={word('acknowledge.comment')}
        readers={word('acknowledge.readers')}
        least={null}
        faults={faults}
        text={values.comment}
        write={(comment) => change({ comment })}
      />
      {seen.objectBy === null ? null : (
        <p>
          {word('acknowledge.mayObject')} <EndOf day={seen.objectBy} />.{' '}
          <Go to={`/kinerja/penilaian/${seen.evaluationId}/keberatan`}>{word('fileObjection.title')}</Go>
        </p>
      )}
    </>
  );
};

/** The employee answers the delivered evaluation, and agrees or not. @source PP 30/2019; domain.md 5.1 */
export const acknowledge: Act<Values, EvaluationSeen> = {
  ...{ name: 'acknowledge', title: 'acknowledge.title', lead: 'acknowledge.lead' },
  ...{ endpoint: 'acknowledge', initial: { agree: '', comment: '' }, Form },
  path: (id) => ({ id }),
  reads: readsEvaluation,
  refusal: ({ status }, { word, code }) =>
    status === 'DELIVERED' ? null : word('acknowledge.notNow', { status: code('evaluation', status) }),
  faults: ({ agree, comment }, _, __, say) => [
    ...missingFault('agree', agree, say.word('acknowledge.choose')),
    // Who does not agree says why: without a word nobody can answer it.
    ...(agree === 'no' ? reasonFault('comment', comment, null, say) : []),
  ],
  about: aboutEvaluation,
  stands: evaluationStands,
  says: ({ agree, comment }, _, { word }) => [
    {
      label: word('evaluationAct.answer'),
      value: agree === '' ? '–' : word(agree === 'yes' ? 'evaluationAct.agree' : 'evaluationAct.disagree'),
    },
    { label: word('acknowledge.comment'), value: comment.trim() || '–' },
  ],
  rule: (_, seen, { word }) => word('acknowledge.rule', { policy: pinned(seen, 'perf.objection.days') }),
  consequence: (_, __, { word }) => word('acknowledge.consequence'),
  clock: (_, { objectBy }, { word, moment }) =>
    objectBy === null ? null : word('acknowledge.clock', { by: moment(objectBy) }),
  body: ({ agree, comment }) => ({
    agree: agree === 'yes',
    ...(comment.trim() === '' ? {} : { comment: comment.trim() }),
  }),
  then: (id) => [
    { to: `/kinerja/penilaian/${id}`, word: 'performance.openEvaluation' },
    { to: `/kinerja/penilaian/${id}/keberatan`, word: 'fileObjection.title' },
    { to: '/beranda', word: 'home.title' },
  ],
};

export const Acknowledge = () => <ActScreen act={acknowledge} of={usePart('id')} />;
