import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The lists of rewards and of cases of discipline. Forward only. */
export class RewardsAndDiscipline1795510000000 implements MigrationInterface {
  readonly name = 'RewardsAndDiscipline1795510000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table rm.reward_list (
        reward_id uuid primary key, rule_id text not null, employee_id uuid not null, unit_id uuid not null,
        year integer not null, status text not null, nominations integer not null, kinds jsonb not null,
        inputs jsonb not null, conditions jsonb not null, amount bigint not null, proposed_by uuid, decided_by uuid,
        granted_on date, named boolean not null, published boolean not null, version bigint not null);
      create index reward_list_employee on rm.reward_list (employee_id, year);
      create index reward_list_year on rm.reward_list (year, reward_id);

      create table rm.discipline_list (
        case_id uuid primary key, employee_id uuid not null, unit_id uuid not null, article_ref text not null,
        from_date date not null, to_date date not null, absent_days integer, status text not null, hearing_on date,
        level text, kind text, months integer, appeal_by date, answer_by date, served_from date, until date,
        omission boolean not null, version bigint not null);
      create index discipline_list_employee on rm.discipline_list (employee_id);
      create index discipline_list_order on rm.discipline_list (from_date, case_id);`);
  }

  down(): Promise<void> {
    return Promise.reject(
      new Error('Migrations go forward only: a newer one puts right what this one got wrong.'),
    );
  }
}
