import { Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';
import { Level, Rank } from './functional-level';

/** What is held, or would be. */
export const Standing = Type.Object(
  { rank: Type.Union([Rank, Type.Null()]), level: Type.Union([Level, Type.Null()]) },
  { additionalProperties: false },
);

/** A post of a unit. */
export const Post = Type.Object(
  { position: Type.String({ minLength: 1, maxLength: 200 }), unitId: Uuid },
  { additionalProperties: false },
);

/** Stream `promotion-<caseId>`; subject of every event of it: the employee. */
export const promotion = { caseId: Uuid, employeeId: Uuid };
