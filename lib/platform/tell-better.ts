import type { TabItem } from '../messaging/protocol.ts';
import { sendToFrame } from '../messaging/send-to-page.ts';
import type { Report } from '../model/report.ts';
import type { TabItems } from './tab-items.ts';
import { hasFinding, showCount } from './toolbar.ts';

/** Shows a better report of an item where its first one stands: on the page and in the toolbar. */
export function tellBetter(
  items: Pick<TabItems, 'get' | 'list'>,
): (tab: number, item: TabItem & { readonly report: Report }) => void {
  return (tab, { frame, item, report }) => {
    // What is listed also says what was found of the person's works.
    const listed = items.get(tab, frame, item).then((now) => now?.report ?? report);
    void listed.then((now) => sendToFrame(tab, frame, 'reportChanged', { item, report: now }));
    if (hasFinding(report)) void items.list(tab).then((all) => showCount(tab, all));
  };
}
