import { sameAtBothEnds } from './both-ends.control';
import type { Control } from './control';
import { untiedAccess } from './file-access.control';
import { rewardWithoutInputs, unconsultedPolicy, unsampledReports } from './governance.controls';
import { ratedAlike, raterLeniency } from './rater.controls';
import { ratedAfterDelivery, ratedJustBeforeLock } from './rating.controls';
import { rankedAnew, scoredTogether } from './selection.controls';
import { promotedAfterCorrection, raisedAcrossThreshold } from './threshold.controls';

/** C13. No service of the city has break-glass, so no fact tells of its use: there is nothing to watch yet. */
const brokenGlass: Control = {
  ...{ control: 'C13', owner: 'operator', counts: 'nothing: 1' },
  question: {
    en: 'What was the emergency for which access was forced?',
    id: 'Keadaan darurat apa yang menjadi alasan akses paksa?',
  },
  watches: [],
  ask: () => Promise.resolve([]),
};

/** All standing controls, in their order. @source domain.md 10.3 */
export const STANDING_CONTROLS: readonly Control[] = [
  ...[ratedJustBeforeLock, ratedAfterDelivery, raterLeniency, ratedAlike],
  ...[raisedAcrossThreshold, promotedAfterCorrection, scoredTogether, rankedAnew],
  ...[unconsultedPolicy, sameAtBothEnds, untiedAccess, unsampledReports, brokenGlass, rewardWithoutInputs],
];
