import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import badges from '../../locales/badges/en.json' with { type: 'json' };
import type { Message } from '../../lib/i18n/translate.ts';
import browserWords from '../../locales/browser/en.json' with { type: 'json' };
import pages from '../../locales/pages/en.json' with { type: 'json' };
import words from '../../locales/en.json' with { type: 'json' };
import { BASES, LABELS, REASONS, SIGNAL_IDS } from '../verdict/sample-reports.ts';

const ROOT = new URL('../..', import.meta.url).pathname;
const messages: Readonly<Record<string, Message>> = { ...badges, ...words, ...pages };

/** Every text of a message, whatever form it is for. */
const textsOf = (message: Message): readonly string[] =>
  typeof message === 'string' ? [message] : Object.values(message).flatMap(textsOf);

/** Source text of everything that may speak. */
const source = ['lib', 'components', 'entrypoints']
  .flatMap((tree) =>
    readdirSync(join(ROOT, tree), { recursive: true, encoding: 'utf8' }).map((path) => join(tree, path)),
  )
  .filter((path) => /\.tsx?$/.test(path))
  .map((path) => readFileSync(join(ROOT, path), 'utf8'))
  .join('\n');

/** Keys as they stand in the sources; `${…}` inside one stands for any text. */
const used = [...source.matchAll(/(['"`])([a-z][a-z0-9-]*(?:\.(?:[a-z0-9-]|\$\{[^}]*\})+)+)\1/g)].map(
  ([, , key = '']) => key,
);
const patterns = used.map(
  (key) =>
    new RegExp(
      `^${key
        .split(/\$\{[^}]*\}/)
        .map((part) => part.replaceAll('.', '\\.'))
        .join('[A-Za-z0-9-.]+')}$`,
    ),
);
const called = [...source.matchAll(/\bt\(\s*(?:\w+ \? )?(['"`])([^'"`]+)\1/g)].map(([, , key = '']) => key);

it('uses every message', () => {
  const single = new Set(['number']);
  const idle = Object.keys(messages).filter(
    (key) => !single.has(key) && !patterns.some((pattern) => pattern.test(key)),
  );
  expect(idle).toEqual([]);
});

it('has a message for every key asked for', () => {
  const isThere = (key: string): boolean => {
    const pattern = new RegExp(
      `^${key
        .split(/\$\{[^}]*\}/)
        .map((part) => part.replaceAll('.', '\\.'))
        .join('.+')}$`,
    );
    return Object.keys(messages).some((known) => pattern.test(known));
  };
  expect(called.length).toBeGreaterThan(100);
  expect(called.filter((key) => !isThere(key))).toEqual([]);
});

it('has the words of every label, reason and detector', () => {
  const wanted = [
    ...LABELS.filter((label) => label !== null).map((label) => `badge.${label}`),
    ...REASONS.flatMap((why) => [`why.${why}`, `why-short.${why}`, `why-title.${why}`]),
    ...SIGNAL_IDS.flatMap((id) => [`signal.${id}`, `looks-for.${id}`]),
  ];
  expect(wanted.filter((key) => !Object.hasOwn(messages, key))).toEqual([]);
  expect(BASES).toHaveLength(12);
});

it('has the same placeholders in every form, and the form "other"', () => {
  const placeholders = (text: string): string =>
    [...text.matchAll(/\{(\w+)\}/g)]
      .map(([, name]) => name)
      // A form for one kind of thing names it in its own words.
      .filter((name) => name !== 'thing')
      .sort()
      .join();
  const everyHasOther = (message: Message): boolean =>
    typeof message === 'string' || (Object.hasOwn(message, 'other') && Object.values(message).every(everyHasOther));
  for (const [key, message] of Object.entries(messages)) {
    expect(everyHasOther(message), key).toBe(true);
    const sets = textsOf(message).map(placeholders);
    expect(new Set(sets.filter((set) => set !== '')).size, key).toBeLessThanOrEqual(1);
  }
});

it('keeps the words of the pages out of those a page is told', () => {
  expect(Object.keys(words).filter((key) => Object.hasOwn(pages, key))).toEqual([]);
});

it('judges nothing in any message', () => {
  for (const [key, message] of Object.entries({ ...messages, ...browserWords })) {
    const text = textsOf(message).join(' ');
    expect(text, key).not.toMatch(
      /\b(fake|real|really|authentic|tampered|verified|human|deepfake|oops|please)\b|[%!]/i,
    );
  }
});

it('has no key twice', () => {
  for (const [path, keys] of [
    ['locales/badges/en.json', badges],
    ['locales/en.json', words],
    ['locales/pages/en.json', pages],
  ] as const) {
    const written = [...readFileSync(join(ROOT, path), 'utf8').matchAll(/^ {2}"([^"]+)":/gm)].map(([, key]) => key);
    expect(written, path).toEqual(Object.keys(keys));
  }
});
