import { type PostProfileSet, postProfileSet } from '@jejak/contracts/career';
import { type Decider, naturalId, streamOf } from '@jejak/kernel';

export interface SetPostProfile {
  readonly type: 'SetPostProfile';
  readonly profile: PostProfileSet['data'];
}
/** What a position asks for; null: nobody has said. */
export type PostProfile = Pick<PostProfileSet['data'], 'competencies' | 'experienceMonths'> | null;

export const postProfileIdOf = (position: string): string => naturalId('post-profile', position.trim());
export const postProfileStream = (profileId: string): string => streamOf('post-profile', profileId);

/** The same words said again are no news. @source domain.md 7.2 (match) */
export const postProfile: Decider<SetPostProfile, PostProfileSet, PostProfile> = {
  initial: null,
  decide: ({ profile }, state) => {
    const competencies = [...new Set(profile.competencies)].sort();
    const { experienceMonths } = profile;
    const same =
      state?.experienceMonths === experienceMonths && state.competencies.join() === competencies.join();
    return same ? [] : [postProfileSet({ ...profile, competencies })];
  },
  evolve: (_, { data: { competencies, experienceMonths } }) => ({ competencies, experienceMonths }),
};
