import { describe, expect, it } from 'vitest';
import { samsungGenai, type SamsungGenaiValue } from '../../lib/signals/samsung-genai.ts';
import { detect, found, type Given } from './evidence.ts';

describe('samsung-genai', () => {
  it.each([
    ["the editor's record", 'PhotoEditor_Re_Edit_Data{"originalPath":"/x","genAIType":2}', 2],
    [
      'the shorter record of newer phones',
      'PEg_Info{"genImageVersion":"v1","connectorType":"srvg","genAIType":8}SEFHk',
      8,
    ],
    ['a negative type', 'PhotoEditor_Re_Edit_Data {"genAIType" : -1}', -1],
    ['a second record', 'PhotoEditor_Re_Edit_Data{"genAIType":0}\nPEg_Info{"genAIType":3}', 3],
  ])('reads %s', async (_, trailer, type) => {
    expect(await found<SamsungGenaiValue>(samsungGenai, { trailer })).toMatchObject({
      says: 'ai-edited',
      tool: 'Samsung Galaxy AI',
      type,
    });
  });

  it.each([
    ['no generative edit', { trailer: 'PhotoEditor_Re_Edit_Data{"genAIType":0}' }],
    ['an edit without the field', { trailer: 'PhotoEditor_Re_Edit_Data{"filter":3}' }],
    ['the word outside the record', { trailer: '{"genAIType":8}' }],
    ['the word in a comment', { comments: ['PhotoEditor_Re_Edit_Data{"genAIType":8}'] }],
    ['the word before the record', { trailer: '"genAIType":8 PhotoEditor_Re_Edit_Data{}' }],
  ] satisfies readonly (readonly [string, Given])[])('is absent: %s', async (_, given) => {
    expect((await detect(samsungGenai, given)).kind).toBe('absent');
  });

  it('is unanswered when the trailer was not read, and quick on many markers', async () => {
    expect(await detect(samsungGenai, { gaps: [['trailer', 'too-large']] })).toEqual({
      kind: 'unanswered',
      why: 'too-large',
    });
    const started = performance.now();
    await detect(samsungGenai, { trailer: 'PhotoEditor_Re_Edit_Data'.repeat(11_000) });
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
