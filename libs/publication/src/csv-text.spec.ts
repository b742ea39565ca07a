import { describe, expect, it } from '@jest/globals';
import { csvRow } from './csv-text';

describe('a line of an export', () => {
  it.each([
    [['a', 1, null], 'a,1,\r\n'],
    [['a,b', 'say "yes"', 'x\ny'], '"a,b","say ""yes""","x\ny"\r\n'],
    [['=1+1', '+1', '-1+1', '@x', '\tx', '＝1'], "'=1+1,'+1,'-1+1,'@x,'\tx,'＝1\r\n"],
    [['-1', '-1.50', '-1\n'], '-1,-1.50,"\'-1\n"\r\n'],
    [[-5], '-5\r\n'],
  ])('of %j', (cells, line) => expect(csvRow(cells)).toBe(line));
});
