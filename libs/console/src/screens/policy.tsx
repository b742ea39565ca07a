import { shown } from '../api/audit';
import { Answered, Empty } from '../parts/answered';
import { Moment, useAmount } from '../parts/moment';
import { Page } from '../parts/page';
import { Status } from '../parts/status';
import { Facts, Table } from '../parts/table';
import { useAddress, usePart } from '../places/address';
import { useAnswer } from '../session/session';
import { useCode, useWord } from '../words/words';
import { Opinions } from './policy-opinions';

interface Simulation {
  readonly simulationId: string;
  readonly against: { readonly from: string; readonly to: string };
  readonly effects: { readonly evaluated: number; readonly changed: number } | null;
}

interface Version {
  readonly version: number;
  readonly status: string;
  readonly problem: string | null;
  readonly intendedOutcome: string | null;
  readonly impactNote: string | null;
  readonly legalBasis: string;
  readonly parameters: Readonly<Record<string, unknown>> | null;
  readonly effectiveFrom: string | null;
  readonly lastDay: string | null;
  readonly coverage: string | null;
  readonly consultation: { readonly opensOn: string; readonly closesOn: string } | null;
  readonly published: { readonly sha256: string; readonly publishedOn: string } | null;
  readonly sessions: readonly {
    readonly sessionId: string;
    readonly title: string;
    readonly heldOn: string;
  }[];
  readonly simulations: readonly Simulation[];
}

interface Change {
  readonly path: string;
  readonly old?: unknown;
  readonly new?: unknown;
}

/** What a version changes against the one before it. */
const Differences = ({ policy, version }: { readonly policy: string; readonly version: number }) => {
  const word = useWord();
  const query = useAnswer<{ readonly against: number | null; readonly diff: readonly Change[] }>(
    'policyDiff',
    {
      path: { key: policy, version: String(version) },
    },
  );
  return (
    <Answered query={query}>
      {({ against, diff }) =>
        diff.length === 0 ? (
          <Empty>{word('policy.noChange')}</Empty>
        ) : (
          <Table
            caption={
              against === null
                ? word('policy.allNew', { count: diff.length })
                : word('object.differences', { count: diff.length, from: against, to: version })
            }
            head={[
              { label: word('object.field') },
              { label: word('object.old') },
              { label: word('object.new') },
            ]}
          >
            {diff.map(({ path, old, new: now }) => (
              <tr key={path}>
                <th scope="row" className="mono">
                  {path}
                </th>
                <td>{old === undefined ? '–' : <del className="less">{shown(old)}</del>}</td>
                <td>{now === undefined ? '–' : <ins className="more">{shown(now)}</ins>}</td>
              </tr>
            ))}
          </Table>
        )
      }
    </Answered>
  );
};

/** What a version would have changed: never a fact, so the word stands with it. */
const Simulations = ({ of }: { readonly of: readonly Simulation[] }) => {
  const word = useWord();
  return (
    <>
      {of.map(({ simulationId, against, effects }) => (
        <div key={simulationId} className="supposed">
          <strong>{word('why.supposed')}</strong>{' '}
          {effects === null
            ? word('policy.simulationErased')
            : word('policy.simulated', { changed: effects.changed, of: effects.evaluated })}{' '}
          <Moment at={against.from} /> – <Moment at={against.to} />
        </div>
      ))}
    </>
  );
};

const OneVersion = ({ policy, of }: { readonly policy: string; readonly of: Version }) => {
  const word = useWord();
  const code = useCode();
  const amount = useAmount();
  const { version, status, effectiveFrom, lastDay, parameters, published, consultation, coverage } = of;
  const texts = [
    ['policy.problem', of.problem],
    ['policy.outcome', of.intendedOutcome],
    ['policy.impact', of.impactNote],
  ] as const;
  return (
    <>
      <Facts
        of={[
          [
            word('evaluation.state'),
            <Status
              key="state"
              kind={status === 'IN_FORCE' ? 'ok' : status === 'IN_CONSULTATION' ? 'info' : 'plain'}
              label={code('policyStatus', status)}
            />,
          ],
          ...(effectiveFrom === null
            ? []
            : [
                [
                  word('policies.from'),
                  <span key="from">
                    <Moment at={effectiveFrom} />
                    {lastDay === null ? null : (
                      <>
                        {' – '}
                        <Moment at={lastDay} />
                      </>
                    )}
                  </span>,
                ] as const,
              ]),
          [word('policies.basis'), of.legalBasis],
          ...(published === null
            ? []
            : [
                [word('results.published'), <Moment key="published" at={published.publishedOn} />] as const,
                [word('data.sha256'), <code key="hash">{published.sha256}</code>] as const,
              ]),
          ...(consultation === null
            ? []
            : [
                [
                  word('policy.consultation'),
                  <span key="consultation">
                    <Moment at={consultation.opensOn} /> – <Moment at={consultation.closesOn} />
                  </span>,
                ] as const,
              ]),
          ...(coverage === null ? [] : [[word('policy.coverage'), `${amount(coverage)} %`] as const]),
          ...texts.flatMap(([name, text]) => (text === null ? [] : [[word(name), text] as const])),
        ]}
      />
      {parameters === null || Object.keys(parameters).length === 0 ? null : (
        <Table
          caption={word('policy.parameters', { version })}
          head={[{ label: word('object.field') }, { label: word('object.value') }]}
        >
          {Object.entries(parameters).map(([name, value]) => (
            <tr key={name}>
              <th scope="row" className="mono">
                {name}
              </th>
              <td className="value">{shown(value)}</td>
            </tr>
          ))}
        </Table>
      )}
      <h2>{word('policy.changes')}</h2>
      <Differences policy={policy} version={version} />
      <Simulations of={of.simulations} />
      {consultation === null ? null : (
        <Opinions policy={policy} version={version} isOpen={status === 'IN_CONSULTATION'} />
      )}
    </>
  );
};

/** One rule in all its versions: what changed, why, what people said, and what they were answered. @source console.md 4.4 */
export const Policy = () => {
  const word = useWord();
  const key = usePart('key');
  const [{ versi }, change] = useAddress();
  const query = useAnswer<{ readonly versions: readonly Version[] }>('policy', { path: { key } });
  return (
    <Page title={`${word('policy.title')}: ${key}`}>
      <Answered query={query}>
        {({ versions }) => {
          const shownVersion = versions.find(({ version }) => String(version) === versi) ?? versions[0];
          if (!shownVersion) return <Empty>{word('policies.none')}</Empty>;
          return (
            <>
              <div className="field">
                <label htmlFor="version">{word('evaluation.version')}</label>
                <select
                  id="version"
                  value={shownVersion.version}
                  onChange={({ target }) => change({ versi: target.value })}
                >
                  {versions.map(({ version }) => (
                    <option key={version} value={version}>
                      v{version}
                    </option>
                  ))}
                </select>
              </div>
              <OneVersion key={shownVersion.version} policy={key} of={shownVersion} />
            </>
          );
        }}
      </Answered>
    </Page>
  );
};
