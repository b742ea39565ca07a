/** A version of a policy, as its library shows it. */
export interface PolicyVersion {
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly effectiveFrom: string | null;
  readonly lastDay: string | null;
}

/** The version that is in force on a legal date. */
export const inForceOn = <V extends Pick<PolicyVersion, 'effectiveFrom' | 'lastDay'>>(
  versions: readonly V[],
  day: string,
): V | undefined =>
  versions.find(
    ({ effectiveFrom, lastDay }) =>
      effectiveFrom !== null && effectiveFrom <= day && (lastDay === null || lastDay >= day),
  );
