import { expect, it } from 'vitest';
import { itemsCsv } from '../../lib/table/items-csv.ts';
import { reportFor } from '../verdict/sample-reports.ts';

it('has a line for each medium, in the words of the report, and says what is still being read', () => {
  const report = reportFor('ai-generated', 'signed-trusted');
  const csv = itemsCsv([
    { url: 'https://images.example/a.jpg', alt: '=1+1', kind: 'image', report },
    { url: 'https://images.example/b.jpg', alt: '', kind: 'video', report: null },
  ]);
  const [head, first, second, ...rest] = csv.split('\r\n');
  expect(rest).toEqual(['']);
  expect(head).toContain('"address","text","kind","label","basis","why"');
  expect(first).toMatch(/^"https:\/\/images\.example\/a\.jpg","'=1\+1","image","ai-generated","signed-trusted",,/);
  expect(second).toMatch(/^"https:\/\/images\.example\/b\.jpg","","video",,,"not-read-yet",{7}$/);
});
