import type { PolicyStatus } from '../policy-seeded';

/** What the parameters of a policy may hold. Decimals and percentages are text, so no number has a fraction. */
export type Parameter =
  string | number | boolean | null | readonly Parameter[] | { readonly [name: string]: Parameter };

export type Parameters = Readonly<Record<string, Parameter>>;

/** The value with which an installation begins. */
export interface PolicyDefault {
  readonly key: string;
  readonly parameters: Parameters;
  readonly legalBasis: string;
  readonly origin: PolicyStatus;
}

/** A parameter is named by the last part of its key: `perf.ack.days` is `days` of the policy `perf.ack.days`. */
const policy =
  (origin: PolicyStatus) =>
  (key: string, legalBasis: string, parameters: Parameters): PolicyDefault => ({
    key,
    parameters,
    legalBasis,
    origin,
  });

/** A value confirmed against the published text or official slides. */
export const statutory = policy('STATUTORY');
/** A statutory value from memory: the city's legal bureau must confirm it. */
export const toBeConfirmed = policy('TO_BE_CONFIRMED');
/** The product's operationalisation, for the city to choose. */
export const configured = (
  key: string,
  parameters: Parameters,
  basis = 'The city’s own choice',
): PolicyDefault => policy('CONFIGURED')(key, basis, parameters);
