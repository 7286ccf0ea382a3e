import type { ExtensionTab } from '../../scripts/browsers/browser.ts';
import { lookUntil } from '../../scripts/gallery/visit.ts';

/**
 * Presses the button until the page says so: right after the page opened, clicks are not taken. Answers the page's
 * text; the last look either way.
 */
export function press(page: ExtensionTab, button: string, words: RegExp): Promise<string> {
  return lookUntil(
    () =>
      page.evaluate<string>(`(() => {
        const text = document.body.innerText;
        const isIt = ({ textContent }) => textContent === ${JSON.stringify(button)};
        if (!new RegExp(${JSON.stringify(words.source)}, ${JSON.stringify(words.flags)}).test(text))
          [...document.querySelectorAll('button')].find(isIt)?.click();
        return text;
      })()`),
    (text) => words.test(text),
  );
}

/** The page's text once it says so; the last look either way. */
export function textOf(page: ExtensionTab, words: RegExp): Promise<string> {
  return lookUntil(
    () => page.evaluate<string>('document.body.innerText'),
    (text) => words.test(text),
  );
}
