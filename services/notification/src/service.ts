import { auditContracts } from '@jejak/contracts/audit';
import { careerContracts } from '@jejak/contracts/career';
import { citizenContracts } from '@jejak/contracts/citizen';
import { notificationContracts } from '@jejak/contracts/notification';
import { performanceContracts } from '@jejak/contracts/performance';
import { policyContracts } from '@jejak/contracts/policy';
import { recruitmentContracts } from '@jejak/contracts/recruitment';
import { trainingContracts } from '@jejak/contracts/training';
import { employeeFile, unitChart } from '@jejak/organisation';
import type { ServiceDefinition } from '@jejak/service';
import { deadlineList } from './deadline/deadline.projection';
import { messageList } from './message/message.projection';
import { ReadModels1796000000000 } from './migrations/1796000000000-read-models';
import { NotificationModule } from './notification.module';
import './notification.problems';
import { NotificationSettings } from './notification.settings';
import { NotificationTimers, notificationTimers } from './notification.timers';
import { applications } from './people/application.projection';
import { caseSubjects } from './people/case-subject.projection';
import { dutiesHeld } from './people/duty-held.projection';
import { subscriberList } from './subscriber/subscriber.projection';
import { vacancyFilters } from './subscription/vacancy-filter.projection';
import { templateList } from './template/message-template.projection';

/** Deadlines reach people: watched, reminded of, told on; and every message that the law or somebody's wish asks for. */
export const notificationService: ServiceDefinition = {
  name: 'notification',
  contracts: notificationContracts,
  module: NotificationModule,
  migrations: [ReadModels1796000000000],
  projections: [
    ...[employeeFile, unitChart, dutiesHeld, caseSubjects, applications],
    ...[deadlineList, messageList, templateList, vacancyFilters, subscriberList],
  ],
  policies: true,
  reactsTo: [
    ...[performanceContracts, citizenContracts, trainingContracts, careerContracts, recruitmentContracts],
    ...[policyContracts, notificationContracts, auditContracts],
  ],
  erasure: {},
  settings: NotificationSettings,
  timers: { sets: notificationTimers, commands: NotificationTimers },
};
