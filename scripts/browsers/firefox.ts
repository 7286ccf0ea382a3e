import { setTimeout } from 'node:timers/promises';
import puppeteer, { type Browser as Puppet } from 'puppeteer-core';
import type { Browser, ExtensionTab, Key, LaunchOptions } from './browser.ts';
import { Control } from './control.ts';

/** Milliseconds between looks at a page of the extension, for which Firefox sends no load events. */
const LOOK_EVERY = 25;
/** Milliseconds such a page may take. */
const LOAD_LIMIT = 15_000;
const WINDOW = { width: 1280, height: 900 };

/**
 * Firefox over WebDriver BiDi. Extension pages and the browser's own scope are reached with raw BiDi commands:
 * `--remote-allow-system-access` allows them, and Puppeteer has no words for either.
 */
export async function launchFirefox({
  executable,
  extension,
  headless,
  profile,
  scheme,
}: LaunchOptions): Promise<Browser> {
  const puppet = await puppeteer.launch({
    browser: 'firefox',
    executablePath: executable,
    headless,
    defaultViewport: headless ? WINDOW : null,
    ...(profile !== undefined && { userDataDir: profile }),
    args: ['--remote-allow-system-access'],
    extraPrefsFirefox: {
      'datareporting.policy.dataSubmissionEnabled': false,
      'app.update.enabled': false,
      'browser.aboutwelcome.enabled': false,
      // An add-on that is not signed goes with the browser's end; what it stored need not.
      'extensions.webextensions.keepStorageOnUninstall': profile !== undefined,
      'extensions.webextensions.keepUuidOnUninstall': profile !== undefined,
      ...(scheme === undefined
        ? {}
        : { 'layout.css.prefers-color-scheme.content-override': scheme === 'dark' ? 0 : 1 }),
    },
  });
  const bidi = new Bidi(puppet);
  const addon = JSON.stringify(await puppet.installExtension(extension));
  const host = await bidi.inBrowser<string>(`WebExtensionPolicy.getByID(${addon}).mozExtensionHostname`);
  const openExtensionPage = (path: string) => bidi.openTab(`moz-extension://${host}/${path}`);
  const control = new Control(await openExtensionPage('options.html'));
  return {
    name: 'firefox',
    version: await puppet.version(),
    async open(url, size) {
      const page = await puppet.newPage();
      if (size !== undefined) await page.setViewport(size);
      return control.openTab(page, url);
    },
    openExtensionPage,
    ask: control.ask,
    stopBackground: () =>
      bidi.inBrowser(
        `WebExtensionPolicy.getByID(${addon}).extension.terminateBackground({ ignoreDevToolsAttached: true })`,
      ),
    closed: new Promise((resolve) => puppet.once('disconnected', () => resolve())),
    close: () => puppet.close(),
  };
}

/** Keys as WebDriver writes them (https://www.w3.org/TR/webdriver2/#keyboard-actions). */
const CODES: Readonly<Record<Key, string>> = {
  Tab: '\uE004',
  Enter: '\uE007',
  Escape: '\uE00C',
  ArrowDown: '\uE015',
  ArrowUp: '\uE013',
  ArrowLeft: '\uE012',
  ArrowRight: '\uE014',
  Home: '\uE011',
  End: '\uE010',
  ' ': ' ',
};

/** The raw protocol, over the connection Puppeteer holds. */
export class Bidi {
  readonly #connection: Connection;

  constructor(puppet: Puppet) {
    this.#connection = (puppet as unknown as { connection: Connection }).connection;
  }

  /** Runs an expression in the browser's own window and answers its value. */
  async inBrowser<Value>(expression: string): Promise<Value> {
    const { contexts } = await this.#send<{ contexts: { context: string }[] }>('browsingContext.getTree', {
      'moz:scope': 'chrome',
    });
    return this.#evaluate(contexts[0]?.context ?? '', expression);
  }

  /** Opens an address that only BiDi itself may open, and waits until it is complete. */
  async openTab(url: string): Promise<ExtensionTab> {
    const { context } = await this.#send<{ context: string }>('browsingContext.create', { type: 'tab' });
    await this.#send('browsingContext.navigate', { context, url, wait: 'none' });
    const last = Date.now() + LOAD_LIMIT;
    const state = () => this.#evaluate<string>(context, 'document.readyState + location.href').catch(() => '');
    while (!(await state()).startsWith(`complete${url}`)) {
      if (Date.now() > last) throw new Error(`${url} did not load.`);
      await setTimeout(LOOK_EVERY);
    }
    return {
      evaluate: (expression) => this.#evaluate(context, expression),
      press: async (...keys) => {
        await this.#type(
          context,
          keys.map((key) => CODES[key]),
        );
      },
      write: (text) => this.#type(context, [...text.replaceAll('\n', CODES.Enter)]),
      chooseFiles: async (selector, files) => {
        const { result } = await this.#send<{ result: { sharedId?: string } }>('script.evaluate', {
          expression: `document.querySelector(${JSON.stringify(`input${selector}`)})`,
          target: { context },
          awaitPromise: false,
        });
        if (result.sharedId === undefined) throw new Error(`There is no input ${selector}.`);
        await this.#send('input.setFiles', { context, element: { sharedId: result.sharedId }, files });
      },
      setOffline: (isOffline) => this.inBrowser(`void (Services.io.offline = ${isOffline})`),
      screenshot: async () => {
        const { data } = await this.#send<{ data: string }>('browsingContext.captureScreenshot', { context });
        return Buffer.from(data, 'base64');
      },
      resize: async ({ width, height, deviceScaleFactor = 1 }) => {
        const devicePixelRatio = deviceScaleFactor;
        await this.#send('browsingContext.setViewport', { context, viewport: { width, height }, devicePixelRatio });
      },
      close: async () => {
        await this.#send('browsingContext.close', { context });
      },
    };
  }

  async #type(context: string, characters: readonly string[]): Promise<void> {
    await this.#send('browsingContext.activate', { context });
    const actions = characters.flatMap((value) => ['keyDown', 'keyUp'].map((type) => ({ type, value })));
    await this.#send('input.performActions', { context, actions: [{ type: 'key', id: 'keys', actions }] });
  }

  /** Values cross as JSON: BiDi's own form of objects is a tree of type tags. */
  async #evaluate<Value>(context: string, expression: string): Promise<Value> {
    const answer = await this.#send<{ type: string; result?: { value?: string }; exceptionDetails?: { text: string } }>(
      'script.evaluate',
      {
        expression: `(async () => JSON.stringify({ value: await (${expression}) }))()`,
        target: { context },
        awaitPromise: true,
      },
    );
    if (answer.type !== 'success') throw new Error(answer.exceptionDetails?.text ?? 'The page threw.');
    return JSON.parse(answer.result?.value ?? '{}').value;
  }

  async #send<Result>(method: string, params: Record<string, unknown>): Promise<Result> {
    return (await this.#connection.send(method, params)).result as Result;
  }
}

interface Connection {
  send(method: string, params: Record<string, unknown>): Promise<{ result: unknown }>;
}
