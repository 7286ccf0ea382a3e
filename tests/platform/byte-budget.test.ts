import { expect, it } from 'vitest';
import type { PageSender } from '../../lib/messaging/sender.ts';
import { ByteBudget } from '../../lib/platform/byte-budget.ts';

const LIMITS = { page: 100, siteMinute: 200, minute: 300 };
let now = 0;

function sender(url: string, tab = 1): PageSender {
  return { tab, frame: 0, url, origin: '', isPrivate: false };
}

function budget(isSaving = () => false): ByteBudget {
  now = 0;
  return new ByteBudget(() => now, isSaving, LIMITS);
}

it('ends for a page, and not for another one', () => {
  const one = budget();
  const page = sender('https://a.example/1');
  one.spend(page, 99);
  expect(one.allows(page)).toBe(true);
  one.spend(page, 1);
  expect(one.allows(page)).toBe(false);
  expect(one.allows(sender('https://a.example/2'))).toBe(true);
  now += 3_600_000;
  expect(one.allows(page)).toBe(false);
});

it('ends for a site for a minute, whatever its pages and tabs', () => {
  const one = budget();
  for (let tab = 0; tab < 4; tab += 1) one.spend(sender(`https://a.example/${tab}`, tab), 50);
  expect(one.allows(sender('https://a.example/9', 9))).toBe(false);
  expect(one.allows(sender('https://b.example/', 9))).toBe(true);
  now += 60_000;
  expect(one.allows(sender('https://a.example/9', 9))).toBe(true);
});

it('ends for all for a minute', () => {
  const one = budget();
  for (let site = 0; site < 6; site += 1) one.spend(sender(`https://${site}.example/`, site), 50);
  expect(one.allows(sender('https://other.example/'))).toBe(false);
  now += 60_000;
  expect(one.allows(sender('https://other.example/'))).toBe(true);
});

it('allows nothing while data are saved', () => {
  let isSaving = true;
  const one = budget(() => isSaving);
  expect(one.allows(sender('https://a.example/'))).toBe(false);
  isSaving = false;
  expect(one.allows(sender('https://a.example/'))).toBe(true);
});

it('counts pages without an address too', () => {
  const one = budget();
  one.spend(sender(''), 100);
  expect(one.allows(sender(''))).toBe(false);
});
