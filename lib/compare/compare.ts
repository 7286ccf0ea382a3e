import type { Agreement, ComparedAspect, FileSays, PageFacts, PageSays } from '../model/comparison.ts';
import type { Report, StatedCapture } from '../model/report.ts';
import { datesInText } from './dates-in-text.ts';
import { edits } from './edits.ts';
import { namedIn, sameName } from './names.ts';
import { type NamedPlace, placeIn } from './places.ts';
import { isApart, readIsoDate, type TimeSpan } from './time-span.ts';

/**
 * The file's date, maker, place and making beside what its page says of them. Decides nothing: two sides that cannot be
 * compared without a guess are unclear. Only aspects that one of the two says something of.
 */
export function compare(report: Report, page: PageFacts): readonly ComparedAspect[] {
  const aspects: readonly ComparedAspect[] = [
    { aspect: 'when', ...when(report, page) },
    { aspect: 'who', ...who(report, page) },
    { aspect: 'where', ...where(report, page) },
    { aspect: 'how', ...how(report, page) },
    { aspect: 'edits', ...edits(report, textsOf(page)) },
  ];
  return aspects.filter(({ file, page: says }) => file.length > 0 || says.length > 0);
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

/** What a record says; the dates in tags only where no record says any, as anybody can write those. */
function fileDates({ basis, record, capture }: Report): readonly FileSays[] {
  const isRelied = record !== null && basis.startsWith('signed-');
  const made = isRelied
    ? record.actions.find(({ action, when: at }) => action === 'c2pa.created' && at !== null)
    : null;
  const recorded = isRelied ? dayIn(capture?.record) : null;
  const dates: readonly FileSays[] = [
    ...(made?.when == null ? [] : [{ kind: 'created', text: made.when } as const]),
    ...(recorded === null ? [] : [{ kind: 'recorded', text: recorded } as const]),
    ...(!isRelied || record.signedAt === null
      ? []
      : [{ kind: record.timestampTrusted ? 'signed' : 'dated', text: record.signedAt } as const]),
  ];
  const tagged = dayIn(capture?.tags);
  return dates.length === 0 && tagged !== null ? [{ kind: 'taken', text: tagged }] : dates;
}

/** The day, as calendars write it: the hour is that of a place nobody named. */
function dayIn(capture: StatedCapture | null | undefined): string | null {
  return capture?.taken?.replace(/^(\d{4}-\d{2}-\d{2})T.*$/, '$1') ?? null;
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
    const agreement = (['agrees', 'may-agree', 'differs'] as const).find((each) => all.includes(each)) ?? 'unclear';
    return { kind, text, agreement };
  };
  return {
    file,
    page: [
      ...page.credits.map((text) => says('credit', text, (name) => credited(text, name))),
      ...page.captions
        .map((text) => says('caption', text, (name) => namedIn(text, name)))
        .filter(({ agreement }) => file.length > 0 || agreement !== 'unclear'),
      // Whoever wrote the article need not have made the picture.
      ...page.authors.map((text) => says('author', text, (name) => unlessDifferent(sameName(text, name)))),
    ],
  };
}

function credited(text: string, name: string): Agreement {
  const [whole, within] = [sameName(text, name), namedIn(text, name)];
  return whole === 'agrees' || within === 'agrees' ? 'agrees' : within === 'may-agree' ? within : whole;
}

function unlessDifferent(agreement: Agreement): Agreement {
  return agreement === 'differs' ? 'unclear' : agreement;
}

/** Places by their names; of coordinates no more is told than that they are there. */
function where({ basis, capture, exposes }: Report, page: PageFacts): Sides {
  const recorded = basis.startsWith('signed-') ? placeOf(capture?.record) : null;
  const tagged = placeOf(capture?.tags);
  const named = [recorded, tagged].filter((place) => place !== null);
  const file: readonly FileSays[] = [
    ...(recorded === null ? [] : [{ kind: 'recorded-place', text: placeText(recorded) } as const]),
    ...(tagged === null ? [] : [{ kind: 'tagged-place', text: placeText(tagged) } as const]),
    ...(named.length === 0 && exposes.includes('gps') ? [{ kind: 'place', text: '' } as const] : []),
  ];
  const says = (kind: PageSays['kind'], text: string): PageSays => {
    const all = named.map((place) => placeIn(text, place, page.language));
    return { kind, text, agreement: (['agrees', 'differs'] as const).find((each) => all.includes(each)) ?? 'unclear' };
  };
  return {
    file,
    page: [
      // A caption need not name a place.
      ...(file.length === 0 ? [] : page.captions.slice(0, 1).map((text) => says('caption', text))),
      ...page.locations.map((text) => says('location', text)),
      ...page.datelines.map((text) => unlessTold(says('dateline', text))),
    ],
  };
}

/** Where an article was written need not be where its picture was taken. */
function unlessTold(says: PageSays): PageSays {
  return { ...says, agreement: unlessDifferent(says.agreement) };
}

function placeOf(capture: StatedCapture | null | undefined): NamedPlace | null {
  if (capture == null) return null;
  const { city, country } = capture;
  return city === null && country === null ? null : { city, country };
}

function placeText({ city, country }: NamedPlace): string {
  return [city, country].filter((part) => part !== null).join(', ');
}

function textsOf({ captions, alt }: PageFacts): readonly { readonly kind: 'caption' | 'alt'; readonly text: string }[] {
  return [...captions.map((text) => ({ kind: 'caption', text }) as const), { kind: 'alt', text: alt } as const];
}

function how({ label, basis }: Report, page: PageFacts): Sides {
  const isRelied = basis.startsWith('signed-') || basis === 'declared' || basis === 'watermark';
  const isTold = isRelied && label !== null && label !== 'may-contain-ai';
  const isAi = label !== 'camera-captured';
  return {
    file: isTold ? [{ kind: label === 'camera-captured' ? 'camera' : label, text: '' }] : [],
    page: textsOf(page).flatMap(({ kind, text }) => {
      const says = SAYS_AI.test(text) ? 'ai' : SAYS_PHOTOGRAPH.test(text) ? 'photograph' : null;
      if (says === null) return [];
      // An edited photograph is one.
      const compared = isAi === (says === 'ai') ? 'agrees' : label === 'ai-edited' ? 'unclear' : 'differs';
      return { kind, text, agreement: isTold ? compared : 'unclear' } as const;
    }),
  };
}

const SAYS_AI =
  /(?<![\p{L}\d])(?:AI|A\.I\.|IA|ИИ)(?![\p{L}\d])|\bartificial intelligence\b|\bmidjourney\b|\bdall[·-]?e\b|人工智能/u;
const SAYS_PHOTOGRAPH =
  /(?<!\p{L})(?:photo(?:s|graph|graphs|graphie|graphed)?|foto(?:s|graf[ií]a)?|фото(?:графия)?)(?!\p{L})|照片|摄影/iu;
