import type { TabItem } from '../messaging/protocol.ts';
import { sendToFrame } from '../messaging/send-to-page.ts';
import type { Report } from '../model/report.ts';
import type { TabItems } from './tab-items.ts';
import { hasFinding, showCount } from './toolbar.ts';

/** Shows a better report of an item where its first one stands: on the page and in the toolbar. */
export function tellBetter(
  items: Pick<TabItems, 'list'>,
): (tab: number, item: TabItem & { readonly report: Report }) => void {
  return (tab, { frame, item, report }) => {
    void sendToFrame(tab, frame, 'reportChanged', { item, report });
    if (hasFinding(report)) void items.list(tab).then((all) => showCount(tab, all));
  };
}
