import { once } from 'node:events';
import { createServer } from 'node:http';
import puppeteer from 'puppeteer-core';
import { build } from 'vite';
import { getBrowser } from '../../../scripts/browsers/get-browser.ts';

/** Milliseconds for all that a Worker measures. */
const LIMIT = 300_000;

/**
 * What a module answers when it runs as a Worker of a real Chromium: the module gets `question` as its first message
 * and posts its answer. In a page of its own process, as its clock is exact there only.
 */
export async function askWorker<Answer>(
  entry: string,
  question: unknown,
): Promise<{ readonly answer: Answer; readonly version: string }> {
  await using server = await openPage(await bundle(entry));
  const browser = await puppeteer.launch({
    browser: 'chrome',
    executablePath: await getBrowser('chromium'),
    headless: true,
    pipe: true,
    protocolTimeout: LIMIT,
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu', '--no-first-run'],
  });
  try {
    const page = await browser.newPage();
    await page.goto(server.address);
    const answer = (await page.evaluate(`new Promise((resolve, reject) => {
      const worker = new Worker('/worker.js', { type: 'module' });
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = ({ message }) => reject(new Error(message));
      worker.postMessage(${JSON.stringify(question)});
    })`)) as Answer;
    return { answer, version: await browser.version() };
  } finally {
    await browser.close();
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

async function openPage(worker: string): Promise<AsyncDisposable & { readonly address: string }> {
  const server = createServer((request, response) => {
    const isScript = request.url === '/worker.js';
    response.writeHead(200, {
      'Content-Type': isScript ? 'text/javascript' : 'text/html',
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Embedder-Policy': 'require-corp',
    });
    response.end(isScript ? worker : '<!doctype html><title>Recognition</title>');
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
