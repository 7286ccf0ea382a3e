import { SaxesParser } from 'saxes';
import type { TrainingStance } from '../model/report.ts';
import type { StanceScope } from '../model/stance.ts';
import { coverage } from './path-pattern.ts';

/** One use that a licence permits or prohibits. */
export interface RslUse {
  /** As in the file: `permits` or `prohibits`. */
  readonly kind: 'permits' | 'prohibits';
  /** `ai-train` and its like. */
  readonly usage: string;
  readonly scope: StanceScope;
  readonly stance: TrainingStance;
}

/** What an RSL file says of one address. */
export interface RslTerms {
  readonly uses: readonly RslUse[];
  /** Address of the server that gives licences; whoever uses the content has to ask there. */
  readonly server: string | null;
}

/** Bounds of what is read; the richest samples of the standard have a hundred elements. */
const MAX_ELEMENTS = 20_000;
const MAX_DEPTH = 32;
const MAX_TEXT = 2048;
const MAX_FAULTS = 20;
const MAX_USES = 64;
const PIECE = 16 * 1024;

/**
 * The terms of an RSL 1.0 file (https://rslstandard.org/rsl §3) for an address: those of the `content` that covers most
 * of it. `null`: none covers it. `'malformed'`: the text is no RSL.
 * @param address absolute, http or https
 * @param base address of the file; paths in it are of its host
 */
export function rslFor(xml: string, address: string, base: string): RslTerms | null | 'malformed' {
  const reader = new RslReader();
  const contents = reader.read(xml);
  if (contents === null) return 'malformed';
  let longest = -1;
  let found: Content[] = [];
  for (const content of contents) {
    const length = covers(content.url, address, base);
    if (length === null || length < longest) continue;
    if (length > longest) found = [];
    longest = length;
    found.push(content);
  }
  if (found.length === 0) return null;
  return {
    uses: found.flatMap(({ licenses }) => licenses.flatMap(usesOf)).slice(0, MAX_USES),
    server: found.find(({ server }) => server !== '')?.server ?? null,
  };
}

interface License {
  permits: string[];
  prohibits: string[];
  hasPrice: boolean;
}

interface Content {
  url: string;
  server: string;
  licenses: License[];
}

/** The `content` elements of a file in order, or `null` where it has no `rsl` to hold them. */
class RslReader {
  #contents: Content[] = [];
  #isRsl = false;
  #elements = 0;
  #faults = 0;
  #path: string[] = [];
  #license: License | null = null;
  #text = '';
  #isUsage = false;

  read(xml: string): readonly Content[] | null {
    const parser = new SaxesParser({ xmlns: true, position: false });
    parser.on('opentag', ({ uri, local, attributes }) => {
      this.#elements++;
      if (this.#elements > MAX_ELEMENTS || this.#path.length >= MAX_DEPTH) throw new ReadingEnds();
      const name = uri.replace(/\/$/, '') === NAMESPACE ? local : '';
      this.#path.push(name);
      this.#open(name, (attribute) => attributes[attribute]?.value ?? '');
    });
    parser.on('text', (text) => this.#take(text));
    parser.on('cdata', (text) => this.#take(text));
    parser.on('closetag', () => this.#close(this.#path.pop() ?? ''));
    parser.on('error', () => {
      if (++this.#faults > MAX_FAULTS) throw new ReadingEnds();
    });
    try {
      for (let at = 0; at < xml.length; at += PIECE) parser.write(xml.slice(at, at + PIECE));
      parser.close();
    } catch {
      // What stood before the fault was read; half a file speaks for nothing after it.
    }
    return this.#isRsl ? this.#contents : null;
  }

  #open(name: string, attribute: (name: string) => string): void {
    const content = this.#contents.at(-1);
    if (name === 'rsl') this.#isRsl = true;
    if (name === 'content') this.#contents.push({ url: attribute('url'), server: attribute('server'), licenses: [] });
    if (name === 'license' && content !== undefined) {
      this.#license = { permits: [], prohibits: [], hasPrice: false };
      content.licenses.push(this.#license);
    }
    if (name === 'permits' || name === 'prohibits') {
      this.#text = '';
      this.#isUsage = attribute('type') === 'usage';
    }
    // Thanks and a free licence cost nothing; everything else is a term.
    if (name === 'payment' && this.#license !== null)
      this.#license.hasPrice ||= !['', 'free'].includes(attribute('type'));
  }

  #take(text: string): void {
    if (this.#text.length < MAX_TEXT) this.#text += text.slice(0, MAX_TEXT);
  }

  #close(name: string): void {
    if (name === 'license') this.#license = null;
    if ((name !== 'permits' && name !== 'prohibits') || !this.#isUsage) return;
    const words = this.#text.toLowerCase().match(/[a-z][a-z-]{0,40}/g) ?? [];
    this.#license?.[name].push(...words.slice(0, MAX_USES));
    this.#isUsage = false;
  }
}

class ReadingEnds extends Error {}

function usesOf({ permits, prohibits, hasPrice }: License): readonly RslUse[] {
  const use = (kind: RslUse['kind'], stance: TrainingStance) => (usage: string) => {
    const scope = SCOPES.get(usage);
    return { kind, usage, scope: scope ?? 'ai', stance: scope === undefined ? 'unstated' : stance };
  };
  return [
    ...prohibits.map(use('prohibits', 'prohibited')),
    ...permits.map(use('permits', hasPrice ? 'constrained' : 'allowed')),
  ];
}

function covers(url: string, address: string, base: string): number | null {
  const [asked, home] = [URL.parse(address), URL.parse(base)];
  if (asked === null || home === null || url === '') return null;
  const [, origin, pattern = ''] = /^(https?:\/\/[^/]*)?(.*)$/is.exec(url) ?? [];
  if ((origin === undefined ? home.host : URL.parse(origin)?.host) !== asked.host) return null;
  return coverage(pattern === '' ? '/' : pattern, asked.pathname + asked.search);
}

const NAMESPACE = 'https://rslstandard.org/rsl';
/** The usages of RSL 1.0 §3.4.1 and those of its drafts. */
const SCOPES: ReadonlyMap<string, StanceScope> = new Map([
  ['all', 'ai'],
  ['ai-all', 'ai'],
  ['ai-train', 'training'],
  ['train-ai', 'training'],
  ['train-genai', 'training'],
  ['ai-use', 'ai'],
  ['ai-input', 'input'],
  ['ai-index', 'search'],
  ['search', 'search'],
]);
