import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandFailed, EXIT } from '../exit';
import { exportSelection } from '../export-selection';
import { type ImportFileKind, importFile, type ImportReport, reportText, succeeded } from '../import';
import type { Installation } from '../installation';
import type { SignIn } from '../sign-in';
import { demoFile, readPeople } from './people';
import { Cast } from './cast';
import { admissionScenes } from './admission.scenes';
import { basicTrainingScenes } from './basic-training.scenes';
import { citizenScenes } from './citizen.scenes';
import { colleagueScenes } from './colleagues.scenes';
import { inspectionScenes } from './inspection.scenes';
import { leadershipScenes } from './leadership.scenes';
import { learningScenes } from './learning.scenes';
import { Memory } from './memory';
import { newcomerScenes } from './newcomer.scenes';
import { nextPlanScenes } from './next-plan.scenes';
import { EVALUATION, nurseScenes } from './nurse.scenes';
import { policyScenes } from './policy.scenes';
import { privacyScenes } from './privacy.scenes';
import { promotionScenes } from './promotion.scenes';
import { reviewScenes } from './review.scenes';
import { rewardScenes } from './reward.scenes';
import { inOrder, play } from './scene';
import { sectionScenes } from './section.scenes';
import { selectionScenes } from './selection.scenes';
import { SimulatedTime } from './simulated-time';
import { talentScenes } from './talent.scenes';

/** So often a file is sent again that was not recorded to its end. */
const MOST_SENT_AGAIN = 10;

/** The real selection round is of this year. */
const SELECTION_YEAR = 2024;

/**
 * Loads the demonstration city: organisation, the real selection round, a year in the life, the promotion that followed it, and the
 * inspection that asked about both.
 * Done again after an interruption it goes on where it stopped.
 * @param until the last legal date that is told of; left out: all of it
 * @throws CommandFailed
 */
export const loadDemonstration = async (
  installation: Installation,
  signIn: SignIn,
  say: (line: string) => void,
  until?: string,
): Promise<void> => {
  const time = SimulatedTime.ofThisMachine();
  const bring = async (kind: ImportFileKind, file: string, as: string, year?: number): Promise<string> => {
    const send = (): Promise<ImportReport> =>
      importFile(installation, kind, file, {
        ...{ token: () => signIn.token(as), dryRun: false, goodRows: false },
        ...(year === undefined ? {} : { year }),
      });
    let report = await send();
    // A busy machine ends a long one before its time: sent again it goes on where it stopped.
    for (let again = 0; report.state === 'INTERRUPTED' && again < MOST_SENT_AGAIN; again++)
      report = await send();
    if (!succeeded(report, false)) throw new CommandFailed(reportText(report), EXIT.refused);
    say(`  ${kind}: ${report.accepted} of ${report.rows} rows`);
    return report.importId;
  };
  await bring('units', demoFile('units.csv'), 'HR-2');
  await bring('employees', demoFile('employees.csv'), 'HR-2');
  await bring('employees', demoFile('staff.csv'), 'HR-2');
  const importId = await bring('selection', demoFile('selection', 'applicants.csv'), 'HR-2', SELECTION_YEAR);
  say(`  ${await compared(installation, await signIn.token('HR-2'), importId)}`);
  const memory = new Memory(time.besides('demonstration.json'));
  const cast = new Cast(installation, signIn, readPeople(), memory, (line) => say(`      ${line}`));
  const year = inOrder(
    policyScenes(cast, memory),
    reviewScenes(cast),
    nurseScenes(cast, memory),
    colleagueScenes(cast, memory),
    sectionScenes(cast, memory),
    citizenScenes(cast, memory),
    admissionScenes(cast, memory),
    selectionScenes(cast, memory),
    newcomerScenes(cast, memory),
    basicTrainingScenes(cast, memory),
    learningScenes(cast, memory),
    leadershipScenes(cast, memory),
    rewardScenes(cast, memory),
    talentScenes(cast),
    promotionScenes(cast, memory),
    nextPlanScenes(cast, memory),
    inspectionScenes(cast, memory),
    privacyScenes(cast),
  ).filter(({ on }) => until === undefined || on <= until);
  await play(year, { memory, time }, (number, total, { on, steps, what }) =>
    say(`  ${number} of ${total}, ${on}${steps.length > 0 ? ` (${steps.join(', ')})` : ''}: ${what}`),
  );
  if (memory.knows(EVALUATION))
    say(`  the evaluation of E-1: npx jejak timeline ${memory.recall(EVALUATION)}`);
};

/** Says how our results stand to the official ones. */
const compared = async (installation: Installation, token: string, importId: string): Promise<string> => {
  const folder = mkdtempSync(join(tmpdir(), 'jejak-demo-'));
  try {
    const { text } = await exportSelection(installation, token, join(folder, 'results.csv'), {
      import: importId,
      compare: demoFile('selection', 'official-results.csv'),
    });
    return text.split('\n').slice(1).join('\n').replace(demoFile(), 'demo');
  } finally {
    rmSync(folder, { recursive: true });
  }
};
