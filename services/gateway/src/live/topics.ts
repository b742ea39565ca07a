/** Which service tells of which topics. @source console.md 11 */
const TOPICS: Readonly<Record<string, readonly string[]>> = {
  performance: ['me.performance', 'team'],
  notification: ['inbox'],
  audit: ['controls', 'case'],
};

/** The topics that were asked for, by the service that tells of them. What nobody tells of is left out. */
export const byService = (topics: readonly string[]): ReadonlyMap<string, readonly string[]> =>
  new Map(
    Object.entries(TOPICS)
      .map(([service, known]) => [service, known.filter((topic) => topics.includes(topic))] as const)
      .filter(([, asked]) => asked.length > 0),
  );
