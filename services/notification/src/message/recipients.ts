import type { CommandContext } from '@jejak/event-store';

/** As whom the caller gets messages: by name, and at the desk of the role that the caller acts under. */
export const recipientsOf = ({ actor, role }: Pick<CommandContext, 'actor' | 'role'>): [string, string] => [
  `person:${actor}`,
  `role:${role}`,
];
