import { type PageTranslate, pageTranslator } from '../i18n/page-translator.ts';
import { isRightToLeft } from '../i18n/translate.ts';
import { askBackground, BackgroundGone } from '../messaging/ask-background.ts';
import type { FromExtension } from '../messaging/protocol.ts';
import type { Settings } from '../settings/settings.ts';
import { keepFocus } from './keep-focus.ts';
import { chosenTag, storedWords } from './words.ts';

/** What every page of Whence's own starts from. */
export interface ExtensionPage {
  readonly settings: Settings;
  readonly t: PageTranslate;
}

/** Reads the settings and dresses the document in the person's theme and language. */
export async function openExtensionPage(): Promise<ExtensionPage> {
  const settings = await askPatiently('getSettings', {});
  const t = await dress(settings);
  keepFocus(document);
  return { settings, t };
}

/** Asks the background, and once more where it was stopped in between. */
export async function askPatiently<Name extends keyof FromExtension>(
  name: Name,
  body: Parameters<FromExtension[Name]>[0],
): Promise<ReturnType<FromExtension[Name]>> {
  try {
    return await askBackground(name, body);
  } catch (error) {
    if (error instanceof BackgroundGone) return askBackground(name, body);
    throw error;
  }
}

/** Puts theme and language on the document, and answers the translator for it. */
export async function dress(settings: Settings): Promise<PageTranslate> {
  const { theme } = settings;
  const t = await pageTranslator(chosenTag(settings), storedWords);
  const { documentElement } = document;
  documentElement.lang = t.language;
  documentElement.dir = isRightToLeft(t.language) ? 'rtl' : 'ltr';
  if (theme === 'system') delete documentElement.dataset['theme'];
  else documentElement.dataset['theme'] = theme;
  return t;
}

/** Leaves a mark for benchmarks once the frame that shows what was just drawn is on its way. */
export function markShown(): void {
  requestAnimationFrame(() => setTimeout(() => performance.mark(SHOWN)));
}

/** Of the mark, as in the User Timing of the page. */
export const SHOWN = 'whence-shown';
