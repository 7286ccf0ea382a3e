import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { lifeHere } from '../../lib/page/frame-life.ts';
import { createLabelDesk } from '../../lib/page/label-desk.ts';
import { createView } from './create-view.ts';

/**
 * What it takes to label: placed by the background in the frame whose content script asks for it. It does nothing of
 * itself; where nobody waits for it (another document by now), it is forgotten again.
 */
export default defineUnlistedScript({
  globalName: false,
  main: () => lifeHere()?.takeKit({ createView, createLabelDesk }),
});
