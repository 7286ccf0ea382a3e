import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { leaveCardHere } from '../../lib/page/card-kit.ts';
import { createCardView } from './create-card-view.tsx';

/** What it takes to open a card: placed by the background in the frame whose badge is pointed at or opened. */
export default defineUnlistedScript({
  globalName: false,
  main: () => leaveCardHere({ createView: createCardView }),
});
