import type { Report } from '../model/report.ts';
import type { SignalPlace, SiteFinding } from '../model/site-check.ts';
import type { LookedAt, StanceLine } from '../model/stance.ts';
import { mergeStances } from './merge-stances.ts';

/** A page as its author may want to see it. */
export interface CheckedPage {
  readonly pictures: readonly { readonly address: string; readonly report: Report }[];
  /** Of headers, page and site. */
  readonly lines: readonly StanceLine[];
  readonly lookedAt: readonly LookedAt[];
  /** The page itself could be asked. */
  readonly isPageRead: boolean;
}

/**
 * What a creator may want to change about their own page so that it says no to AI training and keeps their name on
 * their pictures. What could not be looked at is told as that, and never as missing.
 */
export function checkSite({ pictures, lines, lookedAt, isPageRead }: CheckedPage): readonly SiteFinding[] {
  const lost = pictures.filter(({ report }) => LOST.has(report.basis)).map(({ address }) => address);
  const nameless = pictures.filter(({ report }) => isNameless(report)).map(({ address }) => address);
  const { saidBy, otherwise } = mergeStances(lines);
  const milder = otherwise.filter(({ stance }) => stance === 'allowed');
  const failed = lookedAt.filter(({ outcome }) => outcome !== 'found' && outcome !== 'none');
  const findings: SiteFinding[] = [];
  if (lost.length > 0) findings.push({ kind: 'record-lost', addresses: lost });
  if (nameless.length > 0) findings.push({ kind: 'credit-missing', addresses: nameless });
  if (milder.length > 0) findings.push({ kind: 'contradiction', lines: [...saidBy, ...milder] });
  for (const { place, isIn, add } of SIGNALS) {
    const isUnknown = place === 'meta' ? !isPageRead : !lookedAt.some((each) => isIn(each) && !failed.includes(each));
    const isSaid = lines.some((line) => isIn(line) && ON_TRAINING.has(line.scope) && REFUSALS.has(line.stance));
    if (!isUnknown && !isSaid) findings.push({ kind: 'signal-missing', place, add });
  }
  if (failed.length > 0) findings.push({ kind: 'could-not-look', places: failed });
  return findings;
}

/** Its record is gone, or was broken by what a site does to its pictures. */
const LOST: ReadonlySet<Report['basis']> = new Set(['record-removed', 'changed-since-signing', 'record-broken']);
const ON_TRAINING: ReadonlySet<StanceLine['scope']> = new Set(['training', 'mining', 'ai']);
const REFUSALS: ReadonlySet<StanceLine['stance']> = new Set(['prohibited', 'constrained']);

function isNameless({ rights, basis }: Report): boolean {
  // A file that was not read may well name somebody.
  return basis !== 'could-not-check' && rights.creator === null && rights.credit === null && rights.copyright === null;
}

type Place = Pick<StanceLine, 'layer' | 'source'>;

/** Where no to AI training is said, and how (contentsignals.org; IETF AIPREF; TDMRep §4 and §5). */
const SIGNALS: readonly {
  readonly place: SignalPlace;
  readonly isIn: (line: Place) => boolean;
  readonly add: string;
}[] = [
  {
    place: 'robots.txt',
    isIn: ({ layer, source }) => layer === 'site' && source.endsWith('/robots.txt'),
    add: 'User-agent: *\nContent-Signal: ai-train=no\nContent-Usage: train-ai=n',
  },
  {
    place: 'tdmrep.json',
    isIn: ({ layer, source }) => layer === 'site' && source.endsWith('/tdmrep.json'),
    add: '[{ "location": "/*", "tdm-reservation": 1 }]',
  },
  {
    place: 'meta',
    isIn: ({ layer }) => layer === 'page',
    add: '<meta name="tdm-reservation" content="1">\n<meta name="robots" content="noai, noimageai">',
  },
  {
    place: 'headers',
    isIn: ({ layer }) => layer === 'headers',
    add: 'TDM-Reservation: 1\nContent-Usage: train-ai=n\nX-Robots-Tag: noai, noimageai',
  },
];
