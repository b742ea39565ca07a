import type { Act, FormProps, Versioned } from '../../acts/act';
import { ActScreen } from '../../acts/act-screen';
import { reasonFault } from '../../acts/faults';
import { Reason } from '../../acts/fields';
import { type Say, useSay } from '../../acts/say';
import { kindOfStream } from '../../api/audit';
import { Facts } from '../../parts/table';
import { usePart } from '../../places/address';

interface TripSeen extends Versioned {
  readonly version: number;
  readonly tripId: string;
  readonly control: string;
  readonly objects: readonly string[];
  readonly score: string;
  readonly scoreLimit: string | null;
  readonly status: 'OPEN' | 'CLEARED';
  readonly trippedAt: string;
  readonly reason: string | null;
}

interface Values {
  readonly reason: string;
}

const stands = (trip: TripSeen, { word, code, amount, moment }: Say) => [
  { label: word('clearControl.control'), value: trip.control },
  {
    label: word('performance.state'),
    value: word(trip.status === 'OPEN' ? 'controls.open' : 'controls.done'),
  },
  { label: word('controls.at'), value: moment(trip.trippedAt) },
  {
    label: word('controls.score'),
    value:
      trip.scoreLimit === null
        ? amount(trip.score)
        : word('controls.scoreOf', { score: amount(trip.score), limit: amount(trip.scoreLimit) }),
  },
  {
    label: word('controls.objects'),
    value: trip.objects
      .map((object) => `${code('object', kindOfStream(object))} …${object.slice(-6)}`)
      .join(', '),
  },
  { label: word('clearControl.cleared'), value: trip.reason ?? '–' },
];

const Form = ({ values, change, seen, faults, minima }: FormProps<Values, TripSeen>) => {
  const say = useSay();
  const { word } = say;
  return (
    <>
      <Facts of={stands(seen, say).map(({ label, value }) => [label, value] as const)} />
      <Reason
        id="reason"
        label={word('controls.reason')}
        readers={word('clearControl.readers')}
        example={word('clearControl.example')}
        least={minima.reason}
        faults={faults}
        text={values.reason}
        write={(reason) => change({ reason })}
      />
    </>
  );
};

/** An inspector answers the question of a standing control. @source domain.md 10.3 */
export const clearControl: Act<Values, TripSeen> = {
  ...{ name: 'clear-control', title: 'clearControl.title', lead: 'controls.lead' },
  ...{ endpoint: 'clearControl', initial: { reason: '' }, Form },
  path: (id) => ({ id }),
  reads: (id) => ({ endpoint: 'controlTrip', asked: { path: { id } } }),
  refusal: ({ status, reason }, { word }) =>
    status === 'OPEN' ? null : word('clearControl.notNow', { reason: reason ?? '–' }),
  faults: ({ reason }, _, minima, say) => reasonFault('reason', reason, minima.reason, say),
  about: ({ control, objects }, { code }) =>
    `${control} · ${code('object', kindOfStream(objects[0] ?? ''))} …${(objects[0] ?? '').slice(-6)}`,
  stands,
  says: ({ reason }, _, { word }) => [{ label: word('controls.reason'), value: reason.trim() || '–' }],
  rule: (_, __, { word }) => word('clearControl.rule'),
  consequence: (_, __, { word }) => word('clearControl.consequence'),
  body: ({ reason }) => ({ reason: reason.trim() }),
  then: () => [{ to: '/i/kendali', word: 'controls.title' }],
};

export const ClearControl = () => <ActScreen act={clearControl} of={usePart('id')} />;
