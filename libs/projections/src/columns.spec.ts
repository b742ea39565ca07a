import { describe, expect, it } from '@jest/globals';
import { camelCase, quoted, tableSql } from './columns';

describe('names', () => {
  it.each([
    ['employeeId', 'employee_id'],
    ['id', 'id'],
    ['pinnedPolicyRefs', 'pinned_policy_refs'],
  ])('%s is %s in the table', (member, column) => expect(camelCase(column)).toBe(member));

  it('are quoted, so that no name is SQL', () => {
    expect(quoted('a"b')).toBe('"a""b"');
    expect(tableSql('evaluation_list')).toBe('rm."evaluation_list"');
  });
});
