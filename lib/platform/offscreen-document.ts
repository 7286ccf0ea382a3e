import { browser } from 'wxt/browser';
import { LinkLost, PortLink, answerOver } from '../messaging/port-link.ts';
import type { RawPort } from '../messaging/receive.ts';
import { isExtensionSender } from '../messaging/sender.ts';
import type { ComputeHost, Job, JobAnswer, SelfTestResult, TrustForJob } from './compute-job.ts';
import type { AskForBytes } from './engine-queue.ts';
import type { PageQuestion } from './page-reader.ts';

const PAGE = '/offscreen.html';
/** Name of the background's port to it. */
const LINK_NAME = 'compute';

/** The offscreen document keeps the lists: they are far larger than a job, and sent only when they change. */
interface ToOffscreen {
  inspect(body: { readonly job: Job; readonly trustVersion: string }): JobAnswer | { readonly kind: 'needs-trust' };
  useTrust(body: TrustForJob): void;
  prepare(body: Record<string, never>): void;
  taken(body: { readonly key: string }): void;
  selfTest(body: Record<string, never>): SelfTestResult;
}

/** What the document asks of the background: it cannot talk to pages itself. */
const MORE_BYTES = 'moreBytes';

/**
 * The engine on Chromium, whose service worker has no Workers: an offscreen document owns one (background's side).
 * @param askForBytes asks a page for the document.
 */
export function offscreenHost(askForBytes: AskForBytes): ComputeHost {
  let link: PortLink | null = null;
  let opening: Promise<PortLink> | null = null;
  const answer = (name: string, body: unknown): Promise<unknown> =>
    name === MORE_BYTES ? askForBytes(body as PageQuestion) : Promise.reject(new Error('unknown'));

  const open = async (): Promise<PortLink> => {
    await ensureDocument();
    const port = browser.runtime.connect({ name: LINK_NAME });
    const opened = new PortLink(port, () => {
      if (link === opened) link = null;
    });
    answerOver(port, answer);
    return (link = opened);
  };

  const ask = async <Name extends keyof ToOffscreen>(
    name: Name,
    body: Parameters<ToOffscreen[Name]>[0],
  ): Promise<ReturnType<ToOffscreen[Name]>> => {
    for (let attempt = 1; ; attempt += 1) {
      opening ??= link === null ? open().finally(() => (opening = null)) : null;
      const through = link ?? (await opening);
      try {
        return (await through?.ask(name, body)) as ReturnType<ToOffscreen[Name]>;
      } catch (error) {
        // The document closed itself for want of work, at this very moment: once more.
        if (!(error instanceof LinkLost) || attempt === MAX_ATTEMPTS) throw error;
      }
    }
  };

  const inspect = async (job: Job, trust: TrustForJob): Promise<JobAnswer> => {
    const body = { job, trustVersion: trust.version };
    const first = await ask('inspect', body);
    if (first.kind !== 'needs-trust') return first;
    await ask('useTrust', trust);
    const second = await ask('inspect', body);
    return second.kind === 'needs-trust' ? { kind: 'failed', why: 'engine-failed' } : second;
  };
  return {
    inspect,
    prepare: () => void ask('prepare', {}).catch(() => undefined),
    taken: (key) => link?.tell('taken', { key }),
    selfTest: () => ask('selfTest', {}),
  };
}

/**
 * The document's side: answers the background and nobody else.
 * @param makeQueue is given the way to a page's bytes.
 */
export function serveOffscreen(makeQueue: (askForBytes: AskForBytes) => ComputeHost): void {
  let trust: TrustForJob | null = null;
  let link: PortLink | null = null;
  const queue = makeQueue(async (question) => {
    const base64 = await link?.ask(MORE_BYTES, question);
    return typeof base64 === 'string' ? base64 : null;
  });
  const handlers = new Map<string, (body: never) => unknown>(
    Object.entries({
      inspect: ({ job, trustVersion }) =>
        trust?.version === trustVersion ? queue.inspect(job, trust) : { kind: 'needs-trust' },
      useTrust: (lists) => void (trust = lists),
      prepare: () => queue.prepare(),
      taken: ({ key }) => queue.taken(key),
      selfTest: () => queue.selfTest(),
    } satisfies { [Name in keyof ToOffscreen]: (body: Parameters<ToOffscreen[Name]>[0]) => unknown }),
  );
  const answer = (name: string, body: unknown): unknown => {
    const handler = handlers.get(name);
    if (handler === undefined) throw new Error('unknown');
    return handler(body as never);
  };
  const self = { id: browser.runtime.id, url: browser.runtime.getURL('/') };
  browser.runtime.onConnect.addListener((port: RawPort) => {
    const { name, sender } = port;
    if (name !== LINK_NAME || sender === undefined) return;
    if (sender.tab !== undefined || !isExtensionSender(sender, self)) return;
    // The background that comes back after it was stopped takes the place of the one before.
    link = new PortLink(port);
    answerOver(port, answer);
  });
}

/** The document may be found, and then found closing; more often is a fault. */
const MAX_ATTEMPTS = 3;

let creating: Promise<void> | null = null;

/** Only one may exist, and two callers must not both try to make it. */
async function ensureDocument(): Promise<void> {
  const documentUrls = [browser.runtime.getURL(PAGE as '/')];
  const open = await browser.runtime.getContexts({ contextTypes: ['OFFSCREEN_DOCUMENT'], documentUrls });
  if (open.length > 0) return;
  creating ??= browser.offscreen
    .createDocument({
      url: PAGE,
      reasons: ['WORKERS'],
      justification: 'Checks the signatures of pictures in a Worker.',
    })
    .catch(async (error: unknown) => {
      // A background that was stopped while creating it comes back to find it there.
      const now = await browser.runtime.getContexts({ contextTypes: ['OFFSCREEN_DOCUMENT'], documentUrls });
      if (now.length === 0) throw error;
    })
    .finally(() => (creating = null));
  await creating;
}
