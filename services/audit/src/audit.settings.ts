import { asDurationMs, asInteger, ServiceSettings, Setting } from '@jejak/http';
import { Max, Min } from 'class-validator';

const DAY_MS = 86_400_000;

/** What this service takes from its environment beside what every service does. Machine time. */
export class AuditSettings extends ServiceSettings {
  @Setting({
    name: 'JEJAK_LEDGER_GAP_ALARM',
    read: asDurationMs,
    allowed: '1s to 1d',
    example: '60s',
    about: 'A number of a source that is missing for so long raises an alarm.',
    default: 60_000,
  })
  @Min(1_000)
  @Max(DAY_MS)
  readonly gapAlarmMs!: number;

  @Setting({
    name: 'JEJAK_LEDGER_SILENCE_ALARM',
    read: asDurationMs,
    allowed: '1s to 1d',
    example: '180s',
    about: 'A source without a heartbeat for so long raises an alarm.',
    default: 180_000,
  })
  @Min(1_000)
  @Max(DAY_MS)
  readonly silenceAlarmMs!: number;

  @Setting({
    name: 'JEJAK_LEDGER_WAITING_LIMIT',
    read: asInteger,
    allowed: '1 to 1000000',
    example: '50000',
    about: 'So many events of a source may wait behind a missing one; then its partitions are not read on.',
    default: 50_000,
  })
  @Min(1)
  @Max(1_000_000)
  readonly waitingLimit!: number;
}
