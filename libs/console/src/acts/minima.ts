import { dateOf } from '../parts/moment';
import { useAnswer, useSession } from '../session/session';
import { inForceOn, type PolicyVersion } from './in-force';

/** How much has to be said where a reason is needed. Null where the policies could not be read: then the service tells. */
export interface Minima {
  /** Characters of a reason. */
  readonly reason: number | null;
  /** Characters that justify a rating other than the recommended one, and steps that it may be away. */
  readonly deviation: number | null;
  readonly deviationSteps: number | null;
}

const wholeNumber = (value: unknown): number | null => (typeof value === 'number' ? value : null);

/** The minima of the policies in force today. Undefined while they are asked for. */
export const useMinima = (): Minima | undefined => {
  const today = dateOf(useSession().today);
  const governance = useAnswer<{ readonly versions: readonly PolicyVersion[] }>('policy', {
    path: { key: 'gov.other' },
  });
  const performance = useAnswer<{ readonly versions: readonly PolicyVersion[] }>('policy', {
    path: { key: 'perf.other' },
  });
  if (governance.isPending || performance.isPending) return undefined;
  const parameter = (of: typeof governance, name: string): number | null =>
    wholeNumber(inForceOn(of.data?.versions ?? [], today)?.parameters[name]);
  return {
    reason: parameter(governance, 'reasonMinChars'),
    deviation: parameter(performance, 'deviationJustificationChars'),
    deviationSteps: parameter(performance, 'deviationMaxSteps'),
  };
};
