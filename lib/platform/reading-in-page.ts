import { OPENING } from '../messaging/opening.ts';
import { parsePageBytes } from '../messaging/parse-page-bytes.ts';
import { sendToFrame } from '../messaging/send-to-page.ts';
import type { TabItem } from '../messaging/protocol.ts';
import type { PageReading } from './compute-job.ts';
import { readingOf } from './page-reader.ts';
import type { PictureOnPage } from './picture-on-page.ts';

/**
 * How the page that shows an item delivers its file, which costs nothing, as the page holds it; `null` where it does
 * not. Asks nobody else.
 */
export async function readingInPage(
  tab: number,
  { frame, report }: Pick<TabItem, 'frame' | 'report'>,
  { url, pageUrl, inline }: Pick<PictureOnPage, 'url' | 'pageUrl' | 'inline'>,
): Promise<PageReading | null> {
  if (inline !== null || !/^https?:/i.test(url)) return null;
  const size = report?.size ?? null;
  const answered = await sendToFrame(tab, frame, 'readRange', { url, range: OPENING, size });
  const opening = answered.reached ? parsePageBytes(answered.value, OPENING) : null;
  const origin = URL.parse(pageUrl)?.origin ?? '';
  return readingOf(opening, url, { tab, frame, url: pageUrl, origin, isPrivate: false });
}
