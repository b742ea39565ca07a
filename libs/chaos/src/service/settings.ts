/** What a service process of the chaos test is told, as JSON in its environment. */
export interface ServiceProcessSettings {
  /** Of this replica. */
  readonly process: string;
  readonly role: 'accounts' | 'receipts';
  readonly databaseUrl: string;
  readonly brokers: readonly string[];
  /** Of topics and groups. */
  readonly prefix: string;
  readonly port: number;
  readonly keyFolder: string;
  readonly strikeFile: string;
  /** For how long the relay's session may stand still before the database ends it. */
  readonly relaySilenceMs: number;
}

export const SETTINGS_VARIABLE = 'JEJAK_CHAOS_SERVICE';
