import type { DeskContext, LabelDesk } from './label-desk.ts';
import type { PagePort, PageView } from './page-port.ts';

/**
 * All it takes to show badges: their words and looks, the overlay, their places. It comes as a second script, into frames that
 * have something to label; the script that every page pays for knows only this shape of it.
 */
export interface LabelKit {
  createView(tag: string, port: Pick<PagePort, 'ask'>): Promise<PageView>;
  /** @returns `null` where the document cannot show an overlay. */
  createLabelDesk(context: DeskContext, signal: AbortSignal): LabelDesk | null;
}
