import { expect, it } from 'vitest';
import { regionKey } from '../../lib/verdict/words.ts';

const of = (label: Parameters<typeof regionKey>[0]['label'], language: string) => regionKey({ label }, language);

it('names the terms of the reader’s region, where the label says AI', () => {
  expect(of('ai-generated', 'fr')).toBe('region.eu.ai-generated');
  expect(of('ai-edited', 'en-IE')).toBe('region.eu.ai-edited');
  expect(of('may-contain-ai', 'es-ES')).toBe('region.eu.may-contain-ai');
  expect(['zh-Hans', 'zh-CN', 'en-US', 'es-US'].map((tag) => of('ai-generated', tag))).toEqual([
    'region.cn',
    'region.cn',
    'region.us',
    'region.us',
  ]);
});

it('names none elsewhere, nor beside a camera record or no label', () => {
  for (const tag of ['en-GB', 'fr-CA', 'es-419', 'ru', 'ar', 'zh-SG']) expect(of('ai-generated', tag), tag).toBeNull();
  for (const tag of ['fr', 'zh-Hans', 'en-US']) {
    expect(of('camera-captured', tag)).toBeNull();
    expect(of(null, tag)).toBeNull();
  }
});
