import { type AdminResultComputed, recruitmentContracts } from '@jejak/contracts/recruitment';
import { parseEventType, type Recorded } from '@jejak/kernel';
import type { BatchHandler } from '@jejak/messaging';
import { ADMIN_ROWS_PER_PART } from './admin-result';

const INSERT = `
  INSERT INTO rm.admin_result_row (admin_result_id, place, participant_no, application_id, outcome, requirement_refs)
  SELECT "adminResultId", place, "participantNo", "applicationId", outcome, "requirementRefs"
  FROM json_to_recordset($1::json) AS r("adminResultId" uuid, place integer, "participantNo" text, "applicationId" uuid,
    outcome text, "requirementRefs" text[])
  ON CONFLICT (admin_result_id, place) DO NOTHING`;

const isAdminResult = (event: Recorded): event is Recorded<AdminResultComputed> =>
  event.type === 'AdminResultComputed' && event.envelope.source === recruitmentContracts.service;

/** The rows of all ADMIN results. A handler of its own like that of the rankings: a part is one event and many rows. */
export const adminResultRows: BatchHandler = {
  name: 'admin_result_row',
  sources: [recruitmentContracts],
  wants: (type) => {
    const parsed = parseEventType(type);
    return parsed?.service === recruitmentContracts.service && parsed.name === 'AdminResultComputed';
  },
  apply: async (events, tx) => {
    const rows = events.filter(isAdminResult).flatMap(({ data }) =>
      data.rows.map((row, index) => ({
        ...row,
        adminResultId: data.adminResultId,
        place: (data.part - 1) * ADMIN_ROWS_PER_PART + index + 1,
      })),
    );
    if (rows.length > 0) await tx.query(INSERT, [JSON.stringify(rows)]);
  },
};
