export { eventually, until } from './eventually';
export { type DocumentedRefusals, documentedRefusals } from './documented-refusals';
export { DEMONSTRATION_PEOPLE, type IssuerProcess, spawnIssuer, startIssuerProcess } from './embedded-issuer';
export { freePort } from './free-port';
export { specFor } from './spec-for';
export { createTestDatabase, testBrokers, uniqueTopicPrefix, type TestDatabase } from './database';
export { startTestIssuer, type TestIssuer, type TokenFor } from './token-issuer';
export { packed, workbookOf, type WorkbookParts } from './workbook';
