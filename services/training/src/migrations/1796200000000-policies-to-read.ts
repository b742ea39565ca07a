import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which policies were to be read, and by whom they were; how far an enrolment is. */
export class PoliciesToRead1796200000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table rm.policy_to_read (
        key text not null, policy_version integer not null, effective_from date not null, last_day date,
        version bigint not null, primary key (key, policy_version));
      create table rm.policy_reading (
        employee_id uuid not null, key text not null, policy_version integer not null, read_at timestamptz not null,
        version bigint not null, primary key (employee_id, key, policy_version));
      alter table rm.adoption_list alter column policy_read drop not null, add column policies_to_read jsonb;
      alter table rm.enrolment_list add column status text;
      update rm.enrolment_list set status = case
        when result is not null then result
        when seat = 'CONFIRMED' and jsonb_path_exists(presence, '$.* ? (@ == true)') then 'ATTENDING'
        else seat end;
      alter table rm.enrolment_list alter column status set not null;
    `);
  }

  /** Forward only: a read model that is wrong is rebuilt from the facts. */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations of the read side go forward only.'));
  }
}
