import { expect, it } from 'vitest';
import { table } from '../../scripts/inspect/table.ts';

it('lines up its columns', () => {
  expect(table(['a', 'b'], [['long', 'x']])).toBe('a     b\nlong  x');
});

it('passes no control character or direction override from a file to the terminal', () => {
  const printed = table(['name'], [['\u001b[31mred\u001b]0;title\u0007\u202egnp.exe\r\nnext']]);
  expect(printed.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
  expect(printed.split('\n')).toHaveLength(2);
});
