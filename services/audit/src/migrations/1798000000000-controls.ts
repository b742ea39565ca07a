import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How far each standing control has seen the log; what they ask, and what became of alarms. */
export class Controls1798000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table ledger.control_mark (control text primary key, next bigint not null) with (fillfactor = 50);
      comment on column ledger.control_mark.next is 'index of the first entry that the control has not seen';
      create table rm.control_trip (
        trip_id uuid primary key, control text not null, objects jsonb not null, unit_id uuid, score text not null,
        score_limit text, status text not null, tripped_at timestamptz not null, cleared_at timestamptz, cleared_by uuid,
        version bigint not null);
      create index control_trip_tripped on rm.control_trip (tripped_at, trip_id);
      create index control_trip_control on rm.control_trip (control, status);
      create index control_trip_objects on rm.control_trip using gin (objects jsonb_path_ops);
      create table rm.integrity_alarm (
        alarm_id uuid primary key, kind text not null, finding text not null, source text not null, pos bigint,
        stream text, stream_version integer, status text not null, raised_at timestamptz not null, resolved_at timestamptz,
        resolved_by uuid, version bigint not null);
      create index integrity_alarm_raised on rm.integrity_alarm (raised_at, alarm_id);
    `);
  }

  /** Forward only: a read model that is wrong is rebuilt from the facts. */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations of the read side go forward only.'));
  }
}
