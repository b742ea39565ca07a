import type { Act, FormProps, Reading, Versioned } from '../../acts/act';
import { ActScreen } from '../../acts/act-screen';
import { missingFault, reasonFault } from '../../acts/faults';
import { Choice, Reason } from '../../acts/fields';
import { useSay } from '../../acts/say';
import { useSignedIn } from '../../session/session';
import type { DataRequests } from './data-requests-seen';

const KINDS = ['ACCESS', 'CORRECT', 'ERASE', 'OBJECT'] as const;
/** Of these it has to be said what is wrong, or what is objected to. */
const WITH_WORDS: readonly string[] = ['CORRECT', 'OBJECT'];

interface Values {
  readonly kind: string;
  readonly text: string;
}

type Seen = DataRequests & Versioned;

const readsOwn = (personId: string): Reading => ({
  endpoint: 'dataRequests',
  asked: { query: { personId } },
});

const isOpen = ({ items }: Seen, kind: string): boolean =>
  items.some((one) => one.kind === kind && one.status === 'OPEN');

const Form = ({ values, change, faults }: FormProps<Values, Seen>) => {
  const { word, code } = useSay();
  return (
    <>
      <Choice
        id="kind"
        label={word('dataRequest.kind')}
        faults={faults}
        options={KINDS.map((value) => ({ value, label: code('dataRequest', value) }))}
        chosen={[values.kind]}
        choose={([kind = '']) => change({ kind })}
      />
      <Reason
        id="text"
        label={word('dataRequest.text')}
        readers={word('dataRequest.readers')}
        least={null}
        faults={faults}
        text={values.text}
        write={(text) => change({ text })}
      />
    </>
  );
};

/** The person asks about their own data. @source UU 27/2022; domain.md 2.6, 10.2 */
export const dataRequest: Act<Values, Seen> = {
  ...{ name: 'data-request', title: 'dataRequest.title', lead: 'dataRequest.lead' },
  ...{ endpoint: 'fileDataRequest', initial: { kind: '', text: '' }, Form },
  path: () => ({}),
  reads: readsOwn,
  readsBack: () => ({
    ...{ endpoint: 'dataRequests', asked: {} },
    versionIn: (answer) => Math.max(0, ...(answer as DataRequests).items.map(({ version }) => version)),
  }),
  faults: ({ kind, text }, seen, _, say) => [
    ...missingFault('kind', kind, say.word('dataRequest.choose')),
    ...(isOpen(seen, kind) ? [{ field: 'kind', text: say.word('dataRequest.isOpen') }] : []),
    ...(WITH_WORDS.includes(kind) ? reasonFault('text', text, null, say) : []),
  ],
  about: (_, { word }) => word('dataRequest.about'),
  stands: () => [],
  says: ({ kind, text }, _, { word, code }) => [
    { label: word('dataRequest.kind'), value: kind === '' ? '–' : code('dataRequest', kind) },
    { label: word('dataRequest.text'), value: text.trim() || '–' },
  ],
  rule: (_, __, { word }) => word('dataRequest.rule'),
  consequence: ({ kind }, _, { word }) =>
    word(kind === 'ERASE' ? 'dataRequest.erasure' : 'dataRequest.consequence'),
  clock: (_, __, { word }) => word('dataRequest.clock'),
  body: ({ kind, text }) => ({ kind, ...(text.trim() === '' ? {} : { text: text.trim() }) }),
  then: () => [
    { to: '/data-saya', word: 'myData.title' },
    { to: '/beranda', word: 'home.title' },
  ],
};

export const DataRequest = () => <ActScreen act={dataRequest} of={useSignedIn().person.id} />;
