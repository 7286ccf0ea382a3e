import type { Agreement, ComparedAspect, FileSays, PageFacts, PageSays } from '../model/comparison.ts';
import type { Report } from '../model/report.ts';
import { datesInText } from './dates-in-text.ts';
import { isSameName, namedIn } from './names.ts';
import { isApart, readIsoDate, type TimeSpan } from './time-span.ts';

/**
 * The file's date, maker, place and making beside what its page says of them. Decides nothing: two sides that cannot be
 * compared without a guess are unclear. Only aspects that the file says something of.
 */
export function compare(report: Report, page: PageFacts): readonly ComparedAspect[] {
  const aspects: readonly ComparedAspect[] = [
    { aspect: 'when', ...when(report, page) },
    { aspect: 'who', ...who(report, page) },
    { aspect: 'where', file: report.exposes.includes('gps') ? [{ kind: 'place', text: '' }] : [], page: told(page) },
    { aspect: 'how', ...how(report, page) },
  ];
  return aspects.filter(({ file }) => file.length > 0);
}

type Sides = Omit<ComparedAspect, 'aspect'>;

function when(report: Report, page: PageFacts): Sides {
  const file = fileDates(report);
  const known = file.flatMap(({ text }) => readIsoDate(text) ?? []);
  const says = (kind: PageSays['kind'], text: string, span: TimeSpan | null): PageSays => ({
    kind,
    text,
    agreement:
      span === null || known.length === 0
        ? 'unclear'
        : known.some((each) => !isApart(each, span))
          ? 'agrees'
          : 'differs',
  });
  const inTexts = ([...page.captions.map((text) => ['caption', text]), ['alt', page.alt]] as const).flatMap(
    ([kind, text]) =>
      datesInText(text ?? '', page.language).map((date) =>
        says(kind === 'alt' ? 'alt' : 'caption', date.text, date.span),
      ),
  );
  const stated = (
    [
      ['published', page.published],
      ['modified', page.modified],
    ] as const
  ).flatMap(([kind, text]) => (text === null ? [] : says(kind, text, readStated(text, page.language))));
  return { file, page: [...inTexts, ...stated] };
}

/** A date on its own, as machines write it or as people do. */
function readStated(text: string, language: string): TimeSpan | null {
  return readIsoDate(text) ?? datesInText(text, language)[0]?.span ?? null;
}

function fileDates({ basis, record }: Report): readonly FileSays[] {
  if (record === null || !basis.startsWith('signed-')) return [];
  const made = record.actions.find(({ action, when: at }) => action === 'c2pa.created' && at !== null)?.when;
  return [
    ...(made == null ? [] : [{ kind: 'created', text: made } as const]),
    ...(record.signedAt === null
      ? []
      : [{ kind: record.timestampTrusted ? 'signed' : 'dated', text: record.signedAt } as const]),
  ];
}

function who({ basis, record, rights }: Report, page: PageFacts): Sides {
  const identities = basis.startsWith('signed-') ? (record?.identities ?? []) : [];
  const file: readonly FileSays[] = [
    ...(rights.creator === null ? [] : [{ kind: 'creator', text: rights.creator } as const]),
    ...(rights.credit === null ? [] : [{ kind: 'credit', text: rights.credit } as const]),
    ...identities
      .filter(({ state }) => state !== 'broken')
      .map(({ name }) => ({ kind: 'identity', text: name }) as const),
  ];
  const says = (kind: PageSays['kind'], text: string, compared: (name: string) => Agreement): PageSays => {
    const all = file.map((each) => compared(each.text));
    const agreement = (['agrees', 'differs'] as const).find((each) => all.includes(each)) ?? 'unclear';
    return { kind, text, agreement };
  };
  return {
    file,
    page: [
      ...page.credits.map((text) => says('credit', text, (name) => (namesAgree(text, name) ? 'agrees' : 'differs'))),
      ...page.captions.map((text) => says('caption', text, (name) => namedIn(text, name))),
      // Whoever wrote the article need not have made the picture.
      ...page.authors.map((text) => says('author', text, (name) => (isSameName(text, name) ? 'agrees' : 'unclear'))),
    ],
  };
}

function namesAgree(text: string, name: string): boolean {
  return isSameName(text, name) || namedIn(text, name) === 'agrees';
}

/** Places are not compared: Whence keeps none of those in files, and a caption names them in words. */
function told({ captions }: PageFacts): readonly PageSays[] {
  return captions.slice(0, 1).map((text) => ({ kind: 'caption', text, agreement: 'unclear' }));
}

function how({ label, basis }: Report, page: PageFacts): Sides {
  const isRelied = basis.startsWith('signed-') || basis === 'declared' || basis === 'watermark';
  if (!isRelied || label === null || label === 'may-contain-ai') return { file: [], page: [] };
  const isAi = label !== 'camera-captured';
  const texts = [
    ...page.captions.map((text) => ({ kind: 'caption' as const, text })),
    { kind: 'alt' as const, text: page.alt },
  ];
  return {
    file: [{ kind: label === 'camera-captured' ? 'camera' : label, text: '' }],
    page: texts.flatMap(({ kind, text }) => {
      const says = SAYS_AI.test(text) ? 'ai' : SAYS_PHOTOGRAPH.test(text) ? 'photograph' : null;
      if (says === null) return [];
      // An edited photograph is one.
      const agreement = isAi === (says === 'ai') ? 'agrees' : label === 'ai-edited' ? 'unclear' : 'differs';
      return { kind, text, agreement } as const;
    }),
  };
}

const SAYS_AI =
  /(?<![\p{L}\d])(?:AI|A\.I\.|IA|ИИ)(?![\p{L}\d])|\bartificial intelligence\b|\bmidjourney\b|\bdall[·-]?e\b|人工智能/u;
const SAYS_PHOTOGRAPH =
  /(?<!\p{L})(?:photo(?:s|graph|graphs|graphie|graphed)?|foto(?:s|graf[ií]a)?|фото(?:графия)?)(?!\p{L})|照片|摄影/iu;
