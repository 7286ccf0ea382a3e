import { once } from 'node:events';
import { createServer } from 'node:http';
import puppeteer from 'puppeteer-core';
import { build } from 'vite';
import { workerTime } from './worker-time.ts';
import { getBrowser } from '../../../scripts/browsers/get-browser.ts';

/** Milliseconds for all that a Worker measures: the longest writes 100,000 works into a database. */
const LIMIT = 1_200_000;

/** A page of a real Chromium whose Workers answer questions, each time a new one. */
export interface WorkerPage extends AsyncDisposable {
  readonly version: string;
  /**
   * The answer of a new Worker: it gets `question` as its first message. To each `'time'` that it posts it gets how many
   * milliseconds it has had a processor for, or `null`.
   */
  ask<Answer>(question: unknown): Promise<Answer>;
}

/** What a module answers when it runs as a Worker of a real Chromium. */
export async function askWorker<Answer>(
  entry: string,
  question: unknown,
): Promise<{ readonly answer: Answer; readonly version: string }> {
  await using page = await openWorkerPage(entry);
  return { answer: await page.ask<Answer>(question), version: page.version };
}

/**
 * Opens a page for Workers of a module, which post their answers. In a page of its own process, as its clock is exact
 * there only.
 * @param files what Workers may fetch, by its path
 */
export async function openWorkerPage(
  entry: string,
  files: ReadonlyMap<string, Uint8Array> = new Map(),
): Promise<WorkerPage> {
  const server = await openPage(await bundle(entry), files);
  const browser = await puppeteer.launch({
    browser: 'chrome',
    executablePath: await getBrowser('chromium'),
    headless: true,
    pipe: true,
    protocolTimeout: LIMIT,
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu', '--no-first-run'],
  });
  const close = async (): Promise<void> => {
    await browser.close();
    await server[Symbol.asyncDispose]();
  };
  try {
    const page = await browser.newPage();
    await page.exposeFunction('workerTime', () => workerTime(browser.process()?.pid ?? 0));
    await page.goto(server.address);
    return {
      version: await browser.version(),
      async ask<Answer>(question: unknown): Promise<Answer> {
        return (await page.evaluate(`new Promise((resolve, reject) => {
          const worker = new Worker('/worker.js', { type: 'module' });
          const end = (settle, value) => (worker.terminate(), settle(value));
          worker.onmessage = async ({ data }) =>
            data === 'time' ? worker.postMessage(await workerTime()) : end(resolve, data);
          worker.onerror = ({ message }) => end(reject, new Error(message));
          worker.postMessage(${JSON.stringify(question)});
        })`)) as Answer;
      },
      [Symbol.asyncDispose]: close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The module and everything it imports as one script, as the store build has it. */
async function bundle(entry: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, target: 'esnext', lib: { entry, formats: ['es'], fileName: 'worker' } },
  });
  const [output] = Array.isArray(built) ? built : [];
  const [chunk] = output?.output ?? [];
  if (chunk?.type !== 'chunk') throw new Error(`${entry} was not bundled.`);
  return chunk.code;
}

async function openPage(
  worker: string,
  files: ReadonlyMap<string, Uint8Array>,
): Promise<AsyncDisposable & { readonly address: string }> {
  const server = createServer((request, response) => {
    const file = files.get(request.url ?? '');
    const isScript = request.url === '/worker.js';
    response.writeHead(200, {
      'Content-Type': isScript ? 'text/javascript' : file === undefined ? 'text/html' : 'application/octet-stream',
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Embedder-Policy': 'require-corp',
    });
    response.end(isScript ? worker : (file ?? '<!doctype html><title>Recognition</title>'));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    address: `http://127.0.0.1:${port}/`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
