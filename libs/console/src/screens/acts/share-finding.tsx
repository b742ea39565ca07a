import type { Act, FormProps, Versioned } from '../../acts/act';
import { ActScreen } from '../../acts/act-screen';
import { missingFault, reasonFault } from '../../acts/faults';
import { Choice, Reason } from '../../acts/fields';
import { useSay } from '../../acts/say';
import { kindOfStream } from '../../api/audit';
import { usePart } from '../../places/address';
import type { InspectionFile } from '../inspection';
import { caseStands } from './case-stands';

const PARTS = ['condition', 'criteria', 'cause', 'effect', 'recommendation'] as const;
const SEVERITIES = ['MINOR', 'MODERATE', 'SEVERE'] as const;

type Values = Readonly<Record<(typeof PARTS)[number] | 'severity' | 'unitId' | 'about', string>>;
type Seen = InspectionFile & Versioned;

const Form = ({ values, change, seen, faults }: FormProps<Values, Seen>) => {
  const { word, code } = useSay();
  return (
    <>
      <Choice
        id="unitId"
        label={word('shareFinding.unit')}
        faults={faults}
        options={seen.units.map((value) => ({ value, label: value.slice(0, 8) }))}
        chosen={[values.unitId]}
        choose={([unitId = '']) => change({ unitId })}
      />
      <Choice
        id="about"
        label={word('shareFinding.about')}
        faults={faults}
        options={[
          { value: '', label: word('shareFinding.practice') },
          ...seen.objects.map((value) => ({
            value,
            label: `${code('object', kindOfStream(value))} …${value.slice(-6)}`,
          })),
        ]}
        chosen={[values.about]}
        choose={([about = '']) => change({ about })}
      />
      <Choice
        id="severity"
        label={word('shareFinding.severity')}
        faults={faults}
        options={SEVERITIES.map((value) => ({ value, label: code('severity', value) }))}
        chosen={[values.severity]}
        choose={([severity = '']) => change({ severity })}
      />
      {PARTS.map((part) => (
        <Reason
          key={part}
          id={part}
          label={word(`case.${part}`)}
          readers={word('shareFinding.readers')}
          least={null}
          faults={faults}
          text={values[part]}
          write={(text) => change({ [part]: text })}
        />
      ))}
    </>
  );
};

/** The draft of a finding goes to its unit first, which may answer before it is issued. @source domain.md 10.2 (right to reply) */
export const shareFinding: Act<Values, Seen> = {
  ...{ name: 'share-finding', title: 'shareFinding.title', lead: 'shareFinding.lead' },
  ...{ endpoint: 'shareFinding', Form },
  initial: {
    ...{ unitId: '', about: '', severity: '', condition: '' },
    ...{ criteria: '', cause: '', effect: '', recommendation: '' },
  },
  path: (id) => ({ id }),
  reads: (id) => ({ endpoint: 'inspection', asked: { path: { id } } }),
  refusal: ({ status }, { word }) => (status === 'OPEN' ? null : word('closeInspection.notNow')),
  faults: (values, _, __, say) => [
    ...missingFault('unitId', values.unitId, say.word('shareFinding.chooseUnit')),
    ...missingFault('severity', values.severity, say.word('shareFinding.chooseSeverity')),
    ...PARTS.flatMap((part) => reasonFault(part, values[part], null, say)),
  ],
  about: ({ assignment }) => assignment ?? '–',
  stands: caseStands,
  says: (values, _, { word, code }) => [
    { label: word('shareFinding.unit'), value: values.unitId.slice(0, 8) || '–' },
    { label: word('shareFinding.about'), value: values.about || word('shareFinding.practice') },
    {
      label: word('shareFinding.severity'),
      value: values.severity === '' ? '–' : code('severity', values.severity),
    },
    ...PARTS.map((part) => ({ label: word(`case.${part}`), value: values[part].trim() || '–' })),
  ],
  rule: (_, __, { word }) => word('shareFinding.rule'),
  consequence: (_, __, { word }) => word('shareFinding.consequence'),
  clock: (_, __, { word }) => word('shareFinding.clock'),
  body: ({ unitId, about, severity, ...words }) => ({
    ...{ unitId, severity },
    ...(about === '' ? {} : { about }),
    ...Object.fromEntries(PARTS.map((part) => [part, words[part].trim()])),
  }),
  then: (id) => [{ to: `/i/kasus/${id}`, word: 'case.title' }],
};

export const ShareFinding = () => <ActScreen act={shareFinding} of={usePart('id')} />;
