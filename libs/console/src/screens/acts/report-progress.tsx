import type { Act, FormProps, Versioned } from '../../acts/act';
import { ActScreen } from '../../acts/act-screen';
import { type Evidence, EvidenceField, evidenceLine, sentEvidence } from '../../acts/evidence';
import { missingFault } from '../../acts/faults';
import { Choice, Field } from '../../acts/fields';
import { useSay } from '../../acts/say';
import { usePart } from '../../places/address';
import { lastPart } from './stream-part';
import { isQuantity, quantityOf } from './quantity';
import { planIn, type PlansSeen, readsPlans } from './plans-seen';

interface Values {
  readonly indicatorId: string;
  readonly quantity: string;
  readonly from: string;
  readonly to: string;
  readonly evidence: readonly Evidence[];
}

const Form = ({ values, change, seen, faults }: FormProps<Values, PlansSeen>) => {
  const { word, amount } = useSay();
  const plan = planIn(seen);
  const chosen = plan?.indicators.find(({ indicatorId }) => indicatorId === values.indicatorId);
  return (
    <>
      <Choice
        id="indicatorId"
        label={word('report.indicator')}
        faults={faults}
        options={(plan?.indicators ?? []).map(({ indicatorId, title, unit, target }) => ({
          value: indicatorId,
          label: word('report.indicatorOf', {
            ...{ title, indicator: indicatorId, unit },
            target: target === null ? '–' : amount(target),
          }),
        }))}
        chosen={[values.indicatorId]}
        choose={([indicatorId = '']) => change({ indicatorId })}
      />
      <Field
        id="quantity"
        label={chosen ? word('performance.quantity', { unit: chosen.unit }) : word('report.quantity')}
        hint={word('report.quantityHint')}
        faults={faults}
      >
        {(described) => (
          <input
            {...described}
            inputMode="decimal"
            autoComplete="off"
            value={values.quantity}
            onChange={({ target }) => change({ quantity: target.value })}
          />
        )}
      </Field>
      <div className="row">
        {(['from', 'to'] as const).map((end) => (
          <Field
            key={end}
            id={end}
            label={word(end === 'from' ? 'report.from' : 'report.to')}
            faults={faults}
          >
            {(described) => (
              <input
                {...described}
                type="date"
                {...(plan ? { min: plan.periodStart, max: plan.periodEnd } : {})}
                value={values[end]}
                onChange={({ target }) => change({ [end]: target.value })}
              />
            )}
          </Field>
        ))}
      </div>
      <EvidenceField
        id="evidence"
        faults={faults}
        evidence={values.evidence}
        change={(evidence) => change({ evidence })}
      />
    </>
  );
};

/** What was reached of an own indicator in some days; it counts once somebody else has verified it. @source domain.md 5.4 */
export const reportProgress: Act<Values, PlansSeen & Versioned> = {
  ...{ name: 'report-progress', title: 'report.title', lead: 'report.lead' },
  ...{ endpoint: 'reportProgress', Form },
  initial: { indicatorId: '', quantity: '', from: '', to: '', evidence: [] },
  path: () => ({}),
  reads: readsPlans,
  readsBack: ({ stream }) => ({ endpoint: 'measurement', asked: { path: { id: lastPart(stream) } } }),
  refusal: (seen, { word, code }) => {
    const plan = planIn(seen);
    if (!plan) return word('report.noPlan');
    return plan.status === 'ACTIVE' ? null : word('report.notNow', { status: code('plan', plan.status) });
  },
  faults: ({ indicatorId, quantity, from, to }, _, __, { word }) => [
    ...missingFault('indicatorId', indicatorId, word('report.chooseIndicator')),
    ...(isQuantity(quantityOf(quantity)) ? [] : [{ field: 'quantity', text: word('report.quantityWrong') }]),
    ...missingFault('from', from, word('report.fromMissing')),
    ...missingFault('to', to, word('report.toMissing')),
    ...(from !== '' && to !== '' && to < from ? [{ field: 'to', text: word('report.order') }] : []),
  ],
  about: (seen, { word }) => word('report.about', { position: planIn(seen)?.position ?? '–' }),
  stands: () => [],
  says: ({ indicatorId, quantity, from, to, evidence }, seen, { word, amount, moment }) => {
    const indicator = planIn(seen)?.indicators.find((one) => one.indicatorId === indicatorId);
    const said = quantityOf(quantity);
    return [
      { label: word('report.indicator'), value: indicator?.title ?? '–' },
      {
        label: word('report.quantity'),
        value: `${isQuantity(said) ? amount(said) : said || '–'} ${indicator?.unit ?? ''}`.trim(),
      },
      {
        label: word('performance.period'),
        value: from === '' || to === '' ? '–' : `${moment(from)} – ${moment(to)}`,
      },
      { label: word('act.evidence'), value: evidenceLine(evidence) },
    ];
  },
  rule: (_, __, { word }) => word('report.rule'),
  consequence: (_, __, { word }) => word('report.consequence'),
  body: ({ indicatorId, quantity, from, to, evidence }, seen) => ({
    ...{
      planId: planIn(seen)?.planId,
      indicatorId,
      quantity: quantityOf(quantity),
      from,
      to,
      channel: 'WEB',
    },
    evidence: sentEvidence(evidence),
  }),
  then: () => [
    { to: '/kinerja', word: 'performance.title' },
    { to: '/beranda', word: 'home.title' },
  ],
};

export const ReportProgress = () => <ActScreen act={reportProgress} of={usePart('tahun')} />;
