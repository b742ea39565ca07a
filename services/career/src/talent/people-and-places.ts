import { disciplineCases } from '../employment/discipline-case.projection';
import { EmploymentController } from '../employment/employment.http';
import { employmentEndList } from '../employment/employment.projection';
import { Employments } from '../employment/employments';
import { MeritController } from '../merit/merit.http';
import { meritCases } from '../merit/merit.projection';
import { PlacementController } from '../placement/placement.http';
import { heldCompetencies, kinships, placementList, postProfiles } from '../placement/placement.projections';
import { PlacementReaction } from '../placement/placement.reaction';
import { PlacementReading } from '../placement/placement.reading';
import { SuccessionController } from '../succession/succession.http';
import { successionBoard } from '../succession/succession.projection';
import { UnitChanges } from '../unit/unit-changes';
import { talentEvaluations } from './talent-evaluation.projection';
import { TalentRulebook } from './talent-rulebook';
import { TalentController } from './talent.http';
import { instrumentList, talentProfiles } from './talent.projection';
import { TalentReaction } from './talent.reaction';
import { TalentReading } from './talent.reading';

/** What the module has for talent, succession, placement, merit, and what begins and ends with them. */
export const TALENT = {
  controllers: [
    ...[EmploymentController, TalentController, TalentReaction, SuccessionController],
    ...[PlacementController, PlacementReaction, MeritController],
  ],
  providers: [TalentRulebook, UnitChanges, Employments, TalentReading, PlacementReading],
};

/** Their read models. */
export const TALENT_MODELS = [
  ...[employmentEndList, disciplineCases, talentEvaluations, talentProfiles, instrumentList, successionBoard],
  ...[placementList, postProfiles, kinships, heldCompetencies, meritCases],
];
