import { ORGANISATION_TABLES } from '@jejak/organisation';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The read side, and apart from the log the keyed hashes of public subscribers' codes. No table here holds an address. */
export class ReadModels1796000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ORGANISATION_TABLES);
    await runner.query(`
      create table rm.duty_held (
        person_id uuid, duty text, scope text, from_date date, to_date date, version bigint not null,
        primary key (person_id, duty, scope, from_date));
      create index duty_held_scope on rm.duty_held (scope, duty);
      create table rm.case_subject (
        stream text primary key, person_id uuid not null, unit_id uuid, version bigint not null);
      create table rm.application (
        application_id uuid primary key, vacancy_id uuid not null, applicant_id uuid not null, out_after text,
        version bigint not null);
      create index application_vacancy on rm.application (vacancy_id);

      create table rm.deadline (
        watch_id uuid primary key, kind text not null, object text not null, nature text not null, topic text not null,
        unit_id uuid, obliged_as text not null, person_id uuid, duties jsonb not null, scope uuid, role text,
        due_at timestamptz not null, due_on date not null, status text not null, met_at timestamptz, late boolean,
        rungs jsonb not null, escalated_to text, escalated_at timestamptz, version bigint not null);
      create index deadline_due on rm.deadline (due_at, watch_id) where status in ('OPEN', 'MISSED');
      create index deadline_person on rm.deadline (person_id, due_at);
      create index deadline_risen on rm.deadline (escalated_at desc, watch_id desc) where status = 'MISSED';
      create index deadline_month on rm.deadline (due_on);

      create table rm.message (
        message_id uuid primary key, recipient text not null, topic text not null, object text not null,
        step text not null, legal boolean not null, late boolean not null, title jsonb not null,
        template_version integer not null, link text not null, due_on date, unit_id uuid,
        queued_at timestamptz not null, channels jsonb not null, next_at timestamptz, failed boolean not null,
        read_at timestamptz, read_by uuid, received_on date, version bigint not null);
      create index message_inbox on rm.message (recipient, queued_at desc, message_id desc);
      create index message_unread on rm.message (recipient) where read_at is null;
      create index message_next on rm.message (next_at, message_id) where next_at is not null;
      create index message_queued on rm.message (queued_at desc, message_id desc);
      create index message_object on rm.message (object);

      create table rm.message_template (
        topic text, occasion text, template_version integer, title jsonb not null, published_by uuid not null,
        published_at timestamptz not null, version bigint not null, primary key (topic, occasion, template_version));
      create table rm.vacancy_filter (
        filter_id uuid primary key, person_id uuid not null, unit_id uuid, formation_kind text, version bigint not null);
      create table rm.subscriber (subscriber_id uuid primary key, topics jsonb not null, version bigint not null);
      create index subscriber_topics on rm.subscriber using gin (topics);

      create schema notification;
      create table notification.subscriber_code (keyed_hash text primary key, subscriber_id uuid not null);
    `);
  }

  /** Forward only: a read model that is wrong is rebuilt from the facts. */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations of the read side go forward only.'));
  }
}
