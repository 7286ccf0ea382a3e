import type { ExtensionTab } from '../../scripts/browsers/browser.ts';

/** A file as it is dropped. */
export interface Dropped {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** Drops files on a page as a person does. */
export async function dropFiles(page: ExtensionTab, files: readonly Dropped[]): Promise<void> {
  await carry(page, files);
  await page.evaluate(`document.body.dispatchEvent(
    new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: globalThis.carried }),
  )`);
}

/** Pastes files, or a text. */
export async function pasteInto(page: ExtensionTab, what: readonly Dropped[] | string): Promise<void> {
  await carry(page, typeof what === 'string' ? [] : what);
  await page.evaluate(`(() => {
    const text = ${JSON.stringify(typeof what === 'string' ? what : '')};
    if (text !== '') carried.setData('text/plain', text);
    const event = new ClipboardEvent('paste', { bubbles: true, cancelable: true });
    // Firefox takes no transfer when an event is made.
    Object.defineProperty(event, 'clipboardData', { value: carried });
    document.body.dispatchEvent(event);
  })()`);
}

/** Files go over one at a time: protocols limit how long a message may be. */
async function carry(page: ExtensionTab, files: readonly Dropped[]): Promise<void> {
  await page.evaluate('void (globalThis.carried = new DataTransfer())');
  for (const { name, type, bytes } of files) {
    const file = JSON.stringify({ name, type, text: Buffer.from(bytes).toString('base64') });
    await page.evaluate(`void (({ name, type, text }) => {
      const bytes = Uint8Array.from(atob(text), (each) => each.charCodeAt(0));
      carried.items.add(new File([bytes], name, { type }));
    })(${file})`);
  }
}
