import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, ExtensionTab, Size } from '../browsers/browser.ts';
import { lookUntil } from '../gallery/visit.ts';
import { ROOT } from '../tools.ts';
import { type Look, sized } from './look.ts';

/** Tallest picture of a whole page, in CSS pixels: browsers draw no larger ones. */
const TALLEST = 7_000;

/** Text is there, pictures are loaded, fonts are ready, nothing moves. */
const IS_DRAWN = `document.body.innerText.length > 80
  && [...document.images].every((picture) => picture.complete)
  && document.fonts.status === 'loaded'
  && document.getAnimations().length === 0`;

/** A browser with one look, in which views are taken. */
export interface Scene {
  readonly browser: Browser;
  readonly look: Look;
  /** Whether pictures of any of these views are asked for. */
  readonly wants: (...views: readonly string[]) => boolean;
  readonly save: (view: string, png: Uint8Array) => Promise<void>;
}

/** One of Whence's own pages as it is to be seen. */
interface Shot {
  readonly size: Size;
  /** From top to end, however long it is. */
  readonly isWhole?: boolean;
  /** Pictures it must have. */
  readonly pictures?: number;
}

/** Takes a picture of a page of Whence's own once it is drawn. */
export async function take(
  { look, save }: Scene,
  view: string,
  own: ExtensionTab,
  { size, isWhole = false, pictures = 0 }: Shot,
) {
  const isDrawn = () => own.evaluate<boolean>(`${IS_DRAWN} && document.images.length >= ${pictures}`);
  const viewport = sized(size, look);
  await own.resize(viewport);
  await lookUntil(isDrawn, (drawn) => drawn);
  if (isWhole) {
    const height = await own.evaluate<number>('document.documentElement.scrollHeight');
    await own.resize({ ...viewport, height: Math.min(Math.max(height, viewport.height), TALLEST) });
    await lookUntil(isDrawn, (drawn) => drawn);
  }
  await save(view, await own.screenshot());
}

/** Presses the button with the words of a key until `isThere` holds in the page. */
export async function pressWords({ look }: Scene, own: ExtensionTab, key: string, isThere: string): Promise<void> {
  const words = JSON.parse(
    await readFile(join(ROOT, 'locales', 'pages', look === 'arabic' ? 'ar.json' : 'en.json'), 'utf8'),
  ) as Readonly<Record<string, unknown>>;
  const isDone = await lookUntil(
    () =>
      own.evaluate<boolean>(`(() => {
        if (${isThere}) return true;
        const isIt = ({ textContent }) => textContent.startsWith(${JSON.stringify(words[key])});
        [...document.querySelectorAll('button')].find(isIt)?.click();
        return false;
      })()`),
    (done) => done,
  );
  if (!isDone) throw new Error(`Nothing came of pressing ${key}.`);
}
