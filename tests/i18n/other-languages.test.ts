import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { languages } from '../../lib/i18n/languages.ts';
import type { Message } from '../../lib/i18n/translate.ts';
import { FOLDERS, readLocale } from '../support/read-words.ts';

const OTHERS = languages.filter((language) => language !== 'en');
const NAMES = Object.keys(FOLDERS) as (keyof typeof FOLDERS)[];
const PLURALS = new Set(['zero', 'one', 'two', 'few', 'many']);
const KINDS = new Set(['image', 'video', 'audio', 'document', 'text', 'file']);
/** Forms that may say the number in a word. */
const FEW_ENOUGH = new Set(['zero', 'one', 'two']);

/**
 * The verdicts Whence never gives, in each language: fake, real, authentic, verified, tampered, human, deepfake. Stems,
 * since words are inflected; and no shares, no exclamations.
 */
const BANNED: Readonly<Record<string, RegExp>> = {
  fr: /(?<!\p{L})(fauss\p{L}*|faux|truqu\p{L}*|falsifi\p{L}*|authenti\p{L}*|vraie?s?|réel(le)?s?|vérifiée?s?|trafiqu\p{L}*|humain\p{L}*|deepfakes?|hypertrucages?|oups)(?!\p{L})|[%!]/iu,
  es: /(?<!\p{L})(fals[oa]s?|falsific\p{L}*|auténtic\p{L}*|autentic\p{L}*|verdader\p{L}*|real(es)?|verificad\p{L}*|manipulad\p{L}*|alterad\p{L}*|human[oa]s?|deepfakes?|ultrafals\p{L}*)(?!\p{L})|[%!¡]/iu,
  ru: /фальш|фальсиф|поддел|подлин|аутентич|настоящ|реальн|проверенн|верифиц|человеческ|дипфейк|фейк|[%!]/iu,
  ar: /مزيف|مزيّف|زائف|أصيل|حقيقي|متلاعب|متلاعَب|تلاعب|بشري|[%٪!]/u,
  'zh-Hans': /虚假|伪造|造假|真实|真伪|属实|正品|已验证|验证通过|经核实|篡改|人类|深度伪造|[%！!]/u,
};
/** What Whence will not do has to be named to be denied. */
const DENIAL = 'welcome.will-not.judge';

describe.each(OTHERS)('%s', (language) => {
  it.each(NAMES)('has every key of English, in its order, and no other: %s', (name) => {
    const wanted = Object.keys(readLocale(name, 'en') ?? {});
    const there = Object.keys(readLocale(name, language) ?? {});
    const missing = wanted.filter((key) => !there.includes(key));
    const unknown = there.filter((key) => !wanted.includes(key));
    expect({ missing, unknown }, `locales/${FOLDERS[name]}${language}.json`).toEqual({ missing: [], unknown: [] });
    expect(there).toEqual(wanted);
  });

  it('takes the values that English takes', () => {
    const wrong = pairs(language).flatMap(({ key, english, message }) => {
      const wanted = placeholders(english);
      return formsOf(message).flatMap(({ forms, text }) => {
        const isNumberSaid = forms.some((form) => FEW_ENOUGH.has(form));
        const expected = isNumberSaid ? without(wanted, 'count') : wanted;
        const given = isNumberSaid ? without(placeholders(text), 'count') : placeholders(text);
        // A form for one kind of thing names it in its own words.
        const [left, right] = [expected, given].map((names) => without(without(names, 'thing'), 'things'));
        return left?.join() === right?.join() ? [] : [`${key} [${forms.join()}]: {${right}} instead of {${left}}`];
      });
    });
    expect(wrong).toEqual([]);
  });

  it('has a form for every number', () => {
    const rules = new Intl.PluralRules(language);
    // French and Spanish "many" is for millions; nothing here is counted so far.
    const wanted = new Set(Array.from({ length: 1000 }, (_, count) => rules.select(count)));
    const wrong = pairs(language).flatMap(({ key, english, message }) => {
      if (!hasPlurals(english)) return [];
      return pluralSets(message).flatMap((forms) =>
        [...wanted, 'other' as const].filter((form) => !forms.includes(form)).map((form) => `${key}: no "${form}"`),
      );
    });
    expect(wrong).toEqual([]);
  });

  it('has no forms that nobody chooses', () => {
    const rules: readonly string[] = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const wrong = pairs(language).flatMap(({ key, english, message }) => {
      const kinds = englishKinds(english);
      return formsOf(message)
        .flatMap(({ forms }) => forms)
        .filter((form) => {
          if (PLURALS.has(form)) return !hasPlurals(english) || !rules.includes(form);
          return form !== 'other' && !(KINDS.has(form) && (kinds || isAboutThings(key)));
        })
        .map((form) => `${key}: nobody asks for "${form}"`);
    });
    expect(wrong).toEqual([]);
  });

  it('judges nothing', () => {
    const banned = BANNED[language];
    expect(banned).toBeDefined();
    const wrong = pairs(language)
      .filter(({ key }) => key !== DENIAL)
      .flatMap(({ key, message }) =>
        formsOf(message).flatMap(({ text }) => {
          const word = banned?.exec(text)?.[0];
          return word === undefined ? [] : [`${key}: ${word}`];
        }),
      );
    expect(wrong).toEqual([]);
  });

  it('is translated', () => {
    const left = pairs(language)
      .filter(({ english, message }) => typeof english === 'string' && english === message)
      .filter(
        ({ english }) =>
          String(english)
            .replaceAll(/\{\w+\}/g, '')
            .split(/\P{L}+/u)
            .filter((word) => word.length > 1).length > 3,
      )
      .map(({ key }) => key);
    expect(left).toEqual([]);
  });
});

it('has no file of a language that nobody can choose', () => {
  for (const name of NAMES) {
    const files = readdirSync(new URL(`../../locales/${FOLDERS[name]}`, import.meta.url)).filter((file) =>
      file.endsWith('.json'),
    );
    expect(files.toSorted(), FOLDERS[name]).toEqual(languages.map((language) => `${language}.json`).toSorted());
  }
});

interface Pair {
  readonly key: string;
  readonly english: Message;
  readonly message: Message;
}

/** Messages that both have; those that one lacks are told once, by the first test. */
function pairs(language: string): readonly Pair[] {
  return NAMES.flatMap((name) => {
    const there = readLocale(name, language) ?? {};
    return Object.entries(readLocale(name, 'en') ?? {}).flatMap(([key, english]) => {
      const message = there[key];
      return message === undefined ? [] : [{ key, english, message }];
    });
  });
}

/** Every text, with the forms it is for. */
function formsOf(message: Message): readonly { readonly forms: readonly string[]; readonly text: string }[] {
  if (typeof message === 'string') return [{ forms: [], text: message }];
  return Object.entries(message).flatMap(([form, inner]) =>
    formsOf(inner).map(({ forms, text }) => ({ forms: [form, ...forms], text })),
  );
}

/** Forms of each set of plurals; a message without any has one empty set. */
function pluralSets(message: Message): readonly (readonly string[])[] {
  if (typeof message === 'string') return [[]];
  const isSet = Object.keys(message).some((form) => PLURALS.has(form)) || Object.keys(message).join() === 'other';
  return isSet ? [Object.keys(message)] : Object.values(message).flatMap(pluralSets);
}

function hasPlurals(english: Message): boolean {
  return formsOf(english).some(({ forms }) => forms.some((form) => PLURALS.has(form)));
}

function englishKinds(english: Message): boolean {
  return formsOf(english).some(({ forms }) => forms.some((form) => KINDS.has(form)));
}

/** Words of a report know what it is about (lib/verdict/words/about.ts). */
function isAboutThings(key: string): boolean {
  return ['words', 'badges'].some((name) => Object.hasOwn(readLocale(name as 'words' | 'badges', 'en') ?? {}, key));
}

/** Names of all placeholders of a message, each once. */
function placeholders(message: Message): readonly string[] {
  const names = formsOf(message).flatMap(({ text }) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name));
  return [...new Set(names)].toSorted();
}

function without(names: readonly string[], name: string): readonly string[] {
  return names.filter((each) => each !== name);
}
