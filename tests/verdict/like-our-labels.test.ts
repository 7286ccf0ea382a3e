import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTranslate } from '../../lib/i18n/translate.ts';
import type { BadgeKey } from '../../lib/i18n/translate.ts';
import type { Words } from '../../lib/i18n/load-words.ts';
import { badgeWords } from '../../lib/verdict/words.ts';
import { likeOurLabels } from '../../lib/verdict/words/like-our-labels.ts';
import { reportFor, sampleRecord } from './sample-reports.ts';

const folder = new URL('../../locales/badges/', import.meta.url);
const languages = readdirSync(folder).map((file): readonly [string, Words] => [
  file.replace('.json', ''),
  JSON.parse(readFileSync(new URL(file, folder), 'utf8')),
]);
const isLike = likeOurLabels(languages.map(([, words]) => words));

describe.each(languages)('in %s', (language, words) => {
  const t = createTranslate<BadgeKey>(words as never, language);
  const signed = { ...reportFor('ai-generated', 'signed-trusted'), record: sampleRecord({ organisation: 'Lumen' }) };

  it.each([
    ['signed by somebody', signed],
    ['signed by nobody known', reportFor('ai-generated', 'signed-unrecognised')],
    ['changed since signing', reportFor('ai-generated', 'changed-since-signing')],
    ['a record with faults', reportFor(null, 'record-broken')],
    ['a tag', reportFor('ai-edited', 'declared')],
    ['the website’s word', reportFor('ai-generated', 'page')],
  ])('knows a label of %s again, however its parts are set apart', (_name, report) => {
    const { label, basis } = badgeWords(report, t)?.full ?? { label: '', basis: '' };
    for (const between of [' · ', '\n', ' – ', ' '])
      expect(isLike({ text: `  ${label}${basis === null ? '' : between + basis} `, name: '' })).toBe(true);
  });

  it('knows the name that a label has for those who listen', () => {
    expect(isLike({ text: 'x', name: t('badge.name', { label: 'A', subject: 'B' }) })).toBe(true);
  });

  it('leaves what platforms and makers say of a picture', () => {
    for (const key of ['badge.ai-generated', 'badge.ai-edited', 'badge.signed', 'badge.watermark'] as const)
      expect(isLike({ text: t(key), name: '' })).toBe(false);
  });
});

it('knows capitals, letters of full width and unseen marks for what they look like', () => {
  for (const text of [
    'TAG SAYS AI',
    'Ｔａｇ says AI',
    'Tag\u200b says\u00a0AI',
    'Tag says AI · unsigned',
    '✓ Tag says AI »',
  ])
    expect(isLike({ text, name: '' })).toBe(true);
});

it.each([
  'CR',
  'Content Credentials',
  'AI info',
  'AI-generated image',
  'Signed copies',
  'Photo: signed by the author',
  'Camera recording in progress',
  'Whence the wind blows',
  'Tag says AIM',
  'Changed since signing off at noon, says the mayor',
])('leaves %s', (text) => {
  expect(isLike({ text, name: '' })).toBe(false);
});

it('takes any text, quickly', () => {
  fc.assert(
    fc.property(
      fc.string({ maxLength: 160 }),
      fc.string({ maxLength: 160 }),
      (text, name) => void isLike({ text, name }),
    ),
  );
});
