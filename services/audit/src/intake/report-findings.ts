import type { Finding } from './finding';
import { ledgerMetrics } from './intake.metrics';
import type { IntakeSettings } from './intake-options';

/** Says of findings that are new what operators have to know, and that they can be recorded as facts. */
export const reportFindings = (
  findings: readonly Finding[],
  { logger, onFindings }: Pick<IntakeSettings, 'logger' | 'onFindings'>,
): void => {
  if (findings.length === 0) return;
  for (const { kind, data } of findings) {
    if (kind === 'alarm') {
      if (data.found !== null) ledgerMetrics.conflicts.inc({ src: data.source });
      ledgerMetrics.integrityFailures.inc({ kind: data.kind });
      const { source, pos } = data;
      logger.error(
        { part: 'intake', source, kind: data.kind, ...(pos === null ? {} : { pos }), sec: true },
        'An integrity alarm was raised',
      );
    } else {
      ledgerMetrics.integrityFailures.inc({ kind: data.rule });
      const { topic, partition, offset, rule: code } = data;
      logger.error({ part: 'intake', topic, partition, offset, code, sec: true }, 'A message was rejected');
    }
  }
  onFindings();
};
