import { browser } from 'wxt/browser';
import { openEnvelope, openReply, replyWith } from '../messaging/envelope.ts';
import { isExtensionSender, type RawSender } from '../messaging/sender.ts';
import type { ComputeHost, Job, JobAnswer, SelfTestResult, TrustForJob } from './compute-job.ts';

const PAGE = '/offscreen.html';

/** The offscreen document keeps the lists: they are far larger than a job, and sent only when they change. */
interface ToOffscreen {
  inspect(body: { readonly job: Job; readonly trustVersion: string }): JobAnswer | { readonly kind: 'needs-trust' };
  useTrust(body: TrustForJob): void;
  taken(body: { readonly key: string }): void;
  selfTest(body: Record<string, never>): SelfTestResult;
}

/** The engine on Chromium, whose service worker has no Workers: an offscreen document owns one (background's side). */
export function offscreenHost(): ComputeHost {
  const inspect = async (job: Job, trust: TrustForJob): Promise<JobAnswer> => {
    const body = { job, trustVersion: trust.version };
    const answer = await ask('inspect', body);
    if (answer.kind !== 'needs-trust') return answer;
    await ask('useTrust', trust);
    const second = await ask('inspect', body);
    return second.kind === 'needs-trust' ? { kind: 'failed', why: 'engine-failed' } : second;
  };
  return {
    inspect,
    taken: (key) => void ask('taken', { key }).catch(() => undefined),
    selfTest: () => ask('selfTest', {}),
  };
}

/** The document's side: answers the background and nobody else. */
export function serveOffscreen(queue: ComputeHost): void {
  let trust: TrustForJob | null = null;
  const handlers = new Map<string, (body: never) => unknown>(
    Object.entries({
      inspect: ({ job, trustVersion }) =>
        trust?.version === trustVersion ? queue.inspect(job, trust) : { kind: 'needs-trust' },
      useTrust: (lists) => void (trust = lists),
      taken: ({ key }) => queue.taken(key),
      selfTest: () => queue.selfTest(),
    } satisfies { [Name in keyof ToOffscreen]: (body: Parameters<ToOffscreen[Name]>[0]) => unknown }),
  );
  const self = { id: browser.runtime.id, url: browser.runtime.getURL('/') };
  // Not async: see receive-in-page.ts.
  browser.runtime.onMessage.addListener((message: unknown, sender: RawSender) => {
    const envelope = openEnvelope(message, 'compute');
    if (envelope === null || sender.tab !== undefined || !isExtensionSender(sender, self)) return undefined;
    const handler = handlers.get(envelope.name);
    return handler === undefined ? undefined : replyWith(() => handler(envelope.body as never));
  });
}

async function ask<Name extends keyof ToOffscreen>(
  name: Name,
  body: Parameters<ToOffscreen[Name]>[0],
): Promise<ReturnType<ToOffscreen[Name]>> {
  for (let attempt = 1; ; attempt += 1) {
    await ensureDocument();
    const message = await browser.runtime.sendMessage({ whence: 'compute', name, body }).catch(() => null);
    const reply = openReply(message);
    if (reply?.ok) return reply.value as ReturnType<ToOffscreen[Name]>;
    if (reply !== null) throw new Error(reply.error);
    // The document closed itself for want of work between the check and the message: once more.
    if (attempt === 2) throw new Error('the offscreen document did not answer');
  }
}

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
