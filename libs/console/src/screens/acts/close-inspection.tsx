import type { Act, FormProps, Versioned } from '../../acts/act';
import { ActScreen } from '../../acts/act-screen';
import { reasonFault } from '../../acts/faults';
import { Reason } from '../../acts/fields';
import { useSay } from '../../acts/say';
import { usePart } from '../../places/address';
import { Facts } from '../../parts/table';
import type { InspectionFile } from '../inspection';
import { caseStands } from './case-stands';

interface Values {
  readonly summary: string;
}

type Seen = InspectionFile & Versioned;

const Form = ({ values, change, seen, faults }: FormProps<Values, Seen>) => {
  const say = useSay();
  const { word } = say;
  return (
    <>
      <Facts of={caseStands(seen, say).map(({ label, value }) => [label, value] as const)} />
      <Reason
        id="summary"
        label={word('case.summary')}
        readers={word('closeInspection.readers')}
        least={null}
        faults={faults}
        text={values.summary}
        write={(summary) => change({ summary })}
      />
    </>
  );
};

/** The inspector closes the case with what was found. @source domain.md 10.2 */
export const closeInspection: Act<Values, Seen> = {
  ...{ name: 'close-inspection', title: 'closeInspection.title', lead: 'closeInspection.lead' },
  ...{ endpoint: 'closeInspection', initial: { summary: '' }, Form },
  path: (id) => ({ id }),
  reads: (id) => ({ endpoint: 'inspection', asked: { path: { id } } }),
  refusal: ({ status }, { word }) => (status === 'OPEN' ? null : word('closeInspection.notNow')),
  faults: ({ summary }, _, __, say) => reasonFault('summary', summary, null, say),
  about: ({ assignment }) => assignment ?? '–',
  stands: caseStands,
  says: ({ summary }, _, { word }) => [{ label: word('case.summary'), value: summary.trim() || '–' }],
  rule: (_, __, { word }) => word('closeInspection.rule'),
  consequence: (_, __, { word }) => word('closeInspection.consequence'),
  body: ({ summary }) => ({ summary: summary.trim() }),
  then: (id) => [
    { to: `/i/kasus/${id}`, word: 'case.title' },
    { to: '/i/kasus', word: 'cases.title' },
  ],
};

export const CloseInspection = () => <ActScreen act={closeInspection} of={usePart('id')} />;
