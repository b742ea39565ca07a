import { EmploymentController } from '../employment/employment.http';
import { employmentEndList } from '../employment/employment.projection';
import { Employments } from '../employment/employments';
import { UnitChanges } from '../unit/unit-changes';
import { talentEvaluations } from './talent-evaluation.projection';
import { TalentRulebook } from './talent-rulebook';

/** What the module has for talent, succession, placement, merit, and what begins and ends with them. */
export const TALENT = {
  controllers: [EmploymentController],
  providers: [TalentRulebook, UnitChanges, Employments],
};

/** Their read models. */
export const TALENT_MODELS = [employmentEndList, talentEvaluations];
