import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { askEarly } from '../../lib/messaging/ask-background.ts';
import { keepEarly } from '../../lib/messaging/early-answers.ts';
import { chosenItem } from '../../lib/platform/chosen-item.ts';
import { TAB, tabInQuestion } from '../../lib/platform/tab-in-question.ts';

/** Asks what popup and panel will want to know, while the browser still reads their scripts. */
export default defineUnlistedScript({
  globalName: false,
  async main() {
    askEarly('getSettings', {});
    const tab = await keepEarly(TAB, tabInQuestion());
    if (location.pathname === '/popup.html') return askEarly('getRows', { tab });
    const choice = await chosenItem(tab);
    if (choice !== null) askEarly('getItem', { tab, ...choice });
  },
});
