import { auditContracts } from '@jejak/contracts/audit';
import { type Timer, timers } from '@jejak/projections';
import type { PrivacyEvent } from './privacy.state';

interface Asked {
  readonly requestId: string;
  readonly personId: string;
  readonly request: number;
}

const timer = (
  dueAt: string,
  command: string,
  { requestId: key, personId, request }: Asked,
): readonly Timer[] => [{ dueAt, command, key, payload: { personId, request } }];

/** When an answer is late, and when what stood against a request is over. @source domain.md 2.4, 2.6, 10.2 */
export const dataRequestClocks = timers<PrivacyEvent>({
  name: 'data-request-clocks',
  source: auditContracts,
  of: {
    DataRequestFiled: ({ data }) => timer(data.dueAt, 'MarkDataRequestOverdue', data),
    DataRequestRefused: ({ data }) =>
      data.untilOverAt === null ? [] : timer(data.untilOverAt, 'LayDataRequestAgain', data),
    DataRequestLaidAgain: ({ data }) => timer(data.dueAt, 'MarkDataRequestOverdue', data),
  },
  done: {
    DataRequestFulfilled: ({ data: { requestId: key } }) => [{ key }],
    DataRequestRefused: ({ data: { requestId: key } }) => [{ key }],
    DataRequestLaidAgain: ({ data: { requestId: key } }) => [{ key }],
    DataRequestOverdue: ({ data: { requestId: key } }) => [{ key }],
  },
});
