import { Duties } from '../duty/duties';
import { CareerFileController } from '../employee/career-file.http';
import { Readership } from '../employee/readership';
import { EmploymentController } from '../employment/employment.http';
import { employmentEndList } from '../employment/employment.projection';
import { ProbationReaction } from '../employment/probation.reaction';
import { Employments } from '../employment/employments';
import { MeritController } from '../merit/merit.http';
import { meritCases } from '../merit/merit.projection';
import { PlacementController } from '../placement/placement.http';
import { heldCompetencies, kinships, placementList, postProfiles } from '../placement/placement.projections';
import { PlacementReaction } from '../placement/placement.reaction';
import { PlacementReading } from '../placement/placement.reading';
import { Placements } from '../placement/placements';
import { SuccessionController } from '../succession/succession.http';
import { successionBoard } from '../succession/succession.projection';
import { UnitChanges } from '../unit/unit-changes';
import { TalentController } from './talent.http';
import { instrumentList, talentProfiles } from './talent.projection';
import { TalentReaction } from './talent.reaction';
import { TalentReading } from './talent.reading';
import { TalentTimerCommands } from './talent.timers';
import { Talents } from './talents';

/** What the module has for talent, succession, placement, merit, and what begins and ends with them. */
export const TALENT = {
  controllers: [
    ...[EmploymentController, ProbationReaction, TalentController, TalentReaction, SuccessionController],
    ...[PlacementController, PlacementReaction, MeritController, CareerFileController],
  ],
  providers: [
    Readership,
    Duties,
    UnitChanges,
    Employments,
    TalentReading,
    Talents,
    TalentTimerCommands,
    PlacementReading,
    Placements,
  ],
};

/** Their read models. */
export const TALENT_MODELS = [
  ...[employmentEndList, talentProfiles, instrumentList, successionBoard],
  ...[placementList, postProfiles, kinships, heldCompetencies, meritCases],
];
