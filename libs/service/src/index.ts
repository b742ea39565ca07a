export { machineClock, simulatedClock } from './business-clock';
export { CalendarChange } from './calendar-change';
export {
  CASE_FILES_TABLE,
  CaseFiles,
  type DocumentRef,
  type FileOwner,
  type KeptFile,
} from './case-files/case-files';
export { mediaTypeOf } from './case-files/media-type';
export { sendFile } from './case-files/send-file';
export { anonymously } from './codes/anonymously';
export type { Change, ChangedObject, ChangePage, Watched } from './changes/change';
export { Changes } from './changes/changes';
export { ChangesRequest, untilGone } from './changes/changes.request';
export { Codes } from './codes/codes';
export type { PersonalTraces } from './erasure/personal-traces';
export { FileAccess, type WhyRead } from './file-access';
export { keyFilesOf, type Platform } from './platform';
export { BROKER, CLOCK, FEED_OF, KEY_STORE, LOGGER, PlatformModule, SETTINGS } from './platform.module';
export { bootService, type RunningService } from './running-service';
export { runProcess, type Stoppable } from './run-process';
export type { ServiceDefinition, TimerCommands } from './service-definition';
export { shutDown, type ShutdownStep } from './shutdown';
export { startService } from './start-service';
export { VERSION } from './version';
