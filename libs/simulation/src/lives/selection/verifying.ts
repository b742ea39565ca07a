import type { AdminResultRow } from '@jejak/contracts/recruitment';
import {
  ADMIN_COLUMNS,
  adminFileSha256,
  adminResult,
  adminResultOf,
  adminResultStream,
  datasetIdOf,
  publishedAdminRows,
} from '@jejak/recruitment/life';
import { asCommittee, asService } from '../../city/actors';
import { at } from '../../city/days';
import { SELECTION } from '../../city/texts';
import { type Life, Thing } from '../../engine/step';
import { publishing } from './publishing';
import { type Round, type Applied, ofApplication, byNumber } from './round';

/** Two of the committee look at every application, and the chair publishes what they found. */
export function* verifying(round: Round, applied: readonly Applied[], on: string): Life {
  const { world, chance, vacancyId } = round;
  const { city, rules } = world;
  const members = city.officers.map(({ id }) => id);
  const committee = {
    ...{ vacancyStatus: 'closed' as const, members, requirements: SELECTION.requirements.length },
    ...{ reasonMinChars: rules.selection.reasonMinChars, today: on },
  };
  const unfit = new Set(applied.filter(({ best }) => !best && chance.happens(0.12)));
  for (const [nth, by] of members.entries())
    for (const one of applied)
      yield ofApplication(
        round,
        one,
        at(on, 9 + nth),
        asCommittee(by, 'panelist'),
        unfit.has(one)
          ? {
              ...{ type: 'VerifyApplication', by, outcome: 'REJECTED' },
              ...{ requirementRefs: ['1'], reason: SELECTION.rejected },
            }
          : { type: 'VerifyApplication', by, outcome: 'PASSED', requirementRefs: [], reason: null },
        { committee },
      );
  const rows = byNumber(applied).map(
    ({ participantNo, applicationId, application: { state } }): AdminResultRow => {
      const rejected = state.status === 'admin-rejected';
      const outcome = rejected ? 'REJECTED' : 'PASSED';
      return { participantNo, applicationId, outcome, requirementRefs: rejected ? ['1'] : [] };
    },
  );
  const { refs } = rules.selection;
  const { head, passed } = adminResultOf(vacancyId, rows, 0, refs);
  const { adminResultId, rowsSha256 } = head;
  yield new Thing('recruitment', adminResult, adminResultStream(adminResultId)).does(
    at(on, 13),
    asService('recruitment'),
    { type: 'ComputeAdminResult', head, part: 1, rows, unsettled: 0 },
    {},
    refs,
  );
  const fileSha256 = adminFileSha256(rows);
  const datasetId = datasetIdOf(vacancyId, 'ADMIN');
  yield* publishing(
    round,
    { stage: 'ADMIN', on, rows: rows.length, sha256: fileSha256 },
    { type: 'PublishAdminResult', adminResultId, datasetId, change: null },
    {
      adminResult: { adminResultId, rowsSha256, rows: rows.length, passed, fileSha256 },
      recordedRowsSha256: rowsSha256,
    },
    { columns: ADMIN_COLUMNS, r: publishedAdminRows(rows), seats: null, cutOff: null },
  );
}
