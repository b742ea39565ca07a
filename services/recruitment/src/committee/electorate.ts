/**
 * The members whose voices a majority is counted of: an erased person is a member no more, but a vote that they cast stays cast.
 * @param members those assigned that day
 * @param erased those of them whose personal key is destroyed
 * @param voters who has voted already
 * @source domain.md 2.6: what was decided stays verifiable
 */
export const standing = (
  members: readonly string[],
  erased: readonly string[],
  voters: readonly string[],
): string[] => members.filter((member) => !erased.includes(member) || voters.includes(member));
