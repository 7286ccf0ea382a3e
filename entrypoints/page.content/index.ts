import { defineContentScript } from 'wxt/utils/define-content-script';
import { receiveInPage } from '../../lib/messaging/receive-in-page.ts';
import { type Page, startPage } from '../../lib/page/start-page.ts';
import { createPort } from './create-port.ts';
import { createView } from './create-view.tsx';
import { showBadgesToTests } from './show-badges-to-tests.ts';
import './quiet-context.ts';

/** Where a second injection into one frame finds the first: in the extension's own world, unseen by the page. */
const RUNNING = Symbol.for('whence');

interface Running {
  isAlive(): boolean;
  end(): void;
}

/** Registered and placed by the background, so it stands in no manifest and asks for no hosts. */
export default defineContentScript({
  registration: 'runtime',
  async main() {
    const world = globalThis as { [RUNNING]?: Running };
    if (world[RUNNING]?.isAlive() === true) return;
    world[RUNNING]?.end();

    const life = new AbortController();
    const port = createPort(life);
    world[RUNNING] = { isAlive: () => !life.signal.aborted && port.isAlive(), end: () => life.abort() };
    const opening = openPage(port, life);
    // Listening from the first moment: whoever placed this script asks at once, and waits for the answer.
    life.signal.addEventListener('abort', receiveInPage(handlersOf(opening)));
    try {
      await opening;
    } catch {
      life.abort();
    }
  },
});

async function openPage(port: ReturnType<typeof createPort>, life: AbortController): Promise<Page> {
  const state = await port.pageOpened();
  const page = startPage(port, state, await createView(state.language), life);
  if (import.meta.env.MODE === 'e2e') showBadgesToTests(page.labels);
  return page;
}

function handlersOf(opening: Promise<Page>): Parameters<typeof receiveInPage>[0] {
  return {
    checkNow: async (body) => (await opening).handlers.checkNow(body),
    askAbout: async (body) => (await opening).handlers.askAbout(body),
    askUnderPointer: async (body) => (await opening).handlers.askUnderPointer(body),
    outlineItem: async (body) => (await opening).handlers.outlineItem(body),
    showItem: async (body) => (await opening).handlers.showItem(body),
    nextLabel: async (body) => (await opening).handlers.nextLabel(body),
    async stateChanged(body) {
      const page = await opening;
      page.handlers.stateChanged(body);
      page.setView(await createView(body.language));
    },
  };
}
