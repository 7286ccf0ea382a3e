import { defineContentScript } from 'wxt/utils/define-content-script';
import { receiveInPage } from '../../lib/messaging/receive-in-page.ts';
import { lifeHere, settleHere } from '../../lib/page/frame-life.ts';
import { type KitDelivery, createKitDelivery } from '../../lib/page/kit-delivery.ts';
import type { PagePort } from '../../lib/page/page-port.ts';
import { readRange } from '../../lib/page/read-range.ts';
import { type Page, startPage } from '../../lib/page/start-page.ts';
import { createPort } from './create-port.ts';
import { showBadgesToTests } from './show-badges-to-tests.ts';

/**
 * Registered and placed by the background, so it stands in no manifest and asks for no hosts. Every page pays for it:
 * it finds media and asks about them, and has no words, no styles and no components. Those come with `labels.ts`.
 */
export default defineContentScript({
  registration: 'runtime',
  globalName: false,
  async main() {
    const earlier = lifeHere();
    if (earlier?.isAlive() === true) return;
    earlier?.end();

    const life = new AbortController();
    const port = createPort(life);
    const delivery = createKitDelivery(port.bringLabels);
    settleHere({
      isAlive: () => !life.signal.aborted && port.isAlive(),
      end: () => life.abort(),
      takeKit: delivery.take,
    });
    const opening = openPage(port, delivery.get, life);
    life.signal.addEventListener('abort', receiveInPage(opening.then(({ handlers }) => ({ ...handlers, readRange }))));
    await opening.catch(() => life.abort());
  },
});

async function openPage(port: PagePort, kit: KitDelivery['get'], life: AbortController): Promise<Page> {
  const page = startPage(port, await port.pageOpened(), kit, life);
  if (import.meta.env.MODE === 'e2e') showBadgesToTests(page.labels);
  return page;
}
