import type { Act, FormProps } from '../../acts/act';
import { ActScreen } from '../../acts/act-screen';
import { Reason } from '../../acts/fields';
import { useSay } from '../../acts/say';
import { usePart } from '../../places/address';
import { aboutEvaluation, type EvaluationSeen, readsEvaluation } from './evaluation-seen';
import { Contested, objectionStands } from './contested';

interface Values {
  readonly raterStatement: string;
  readonly employeeStatement: string;
}

const SIDES = ['raterStatement', 'employeeStatement'] as const;

const Form = ({ values, change, seen, faults }: FormProps<Values, EvaluationSeen>) => {
  const { word } = useSay();
  return (
    <>
      <Contested seen={seen} />
      {SIDES.map((side) => (
        <Reason
          key={side}
          id={side}
          label={word(`hearObjection.${side}`)}
          readers={word('hearObjection.readers')}
          least={null}
          faults={faults}
          text={values[side]}
          write={(text) => change({ [side]: text })}
        />
      ))}
    </>
  );
};

/** The rater's superior hears one side or both. @source PP 30/2019; domain.md 5.3 */
export const hearObjection: Act<Values, EvaluationSeen> = {
  ...{ name: 'hear-objection', title: 'hearObjection.title', lead: 'hearObjection.lead' },
  ...{ endpoint: 'hearObjection', initial: { raterStatement: '', employeeStatement: '' }, Form },
  path: (id) => ({ id }),
  reads: readsEvaluation,
  refusal: ({ status }, { word, code }) =>
    status === 'UNDER_OBJECTION'
      ? null
      : word('decideObjection.notNow', { status: code('evaluation', status) }),
  faults: (values, _, __, { word }) =>
    SIDES.every((side) => values[side].trim() === '')
      ? [{ field: 'raterStatement', text: word('hearObjection.nobody') }]
      : [],
  about: aboutEvaluation,
  stands: objectionStands,
  says: (values, _, { word }) =>
    SIDES.map((side) => ({
      label: word(`hearObjection.${side}`),
      value: values[side].trim() || word('hearObjection.notHeard'),
    })),
  rule: (_, __, { word }) => word('hearObjection.rule'),
  consequence: (_, __, { word }) => word('hearObjection.consequence'),
  body: (values) =>
    Object.fromEntries(
      SIDES.filter((side) => values[side].trim() !== '').map((side) => [side, values[side].trim()]),
    ),
  then: (id) => [
    { to: `/keberatan/${id}`, word: 'decideObjection.title' },
    { to: '/tim', word: 'team.title' },
  ],
};

export const HearObjection = () => <ActScreen act={hearObjection} of={usePart('id')} />;
