/** The part of `runtime.MessageSender` that decides whom a message is from. Set by the browser, not by the sender. */
export interface RawSender {
  readonly id?: string | undefined;
  readonly url?: string | undefined;
  readonly origin?: string | undefined;
  readonly frameId?: number | undefined;
  readonly tab?:
    { readonly id?: number | undefined; readonly url?: string | undefined; readonly incognito: boolean } | undefined;
}

/** The frame a content script's message came from. */
export interface PageSender {
  readonly tab: number;
  readonly frame: number;
  /** Address of the frame, or of its nearest addressed ancestor for `about:` and `blob:` frames; '' when unknown. */
  readonly url: string;
  /** Origin of the frame; '' where it is opaque (sandboxed frames) or unknown. */
  readonly origin: string;
  readonly isPrivate: boolean;
}

/** Who Whence is, as the browser says: `runtime.id` and `runtime.getURL('')`. */
export interface Self {
  readonly id: string;
  readonly url: string;
}

/** The frame behind a content script's message; `null` when it is not one of ours. */
export function pageSender(sender: RawSender, self: Self): PageSender | null {
  const { tab, frameId } = sender;
  if (sender.id !== self.id || tab?.id === undefined || tab.id < 0) return null;
  if (frameId === undefined || frameId < 0 || isOwnPage(sender, self)) return null;
  return { tab: tab.id, frame: frameId, url: addressOf(sender), origin: originOf(sender), isPrivate: tab.incognito };
}

/** The message comes from a page of Whence itself: popup, options, report, welcome. */
export function isExtensionSender(sender: RawSender, self: Self): boolean {
  return sender.id === self.id && isOwnPage(sender, self);
}

/** Firefox leaves `origin` unset; where it is set it must agree with the address. */
function isOwnPage({ url, origin }: RawSender, self: Self): boolean {
  if (url === undefined || !url.startsWith(self.url)) return false;
  return origin === undefined || origin === new URL(self.url).origin || `${origin}/` === self.url;
}

function addressOf({ url, origin, tab }: RawSender): string {
  for (const address of [url, origin, tab?.url]) if (address !== undefined && /^https?:/.test(address)) return address;
  return '';
}

/** The browser's own word where it gives one: a sandboxed frame has its page's address and yet another origin. */
function originOf({ url, origin }: RawSender): string {
  const stated = origin ?? (url !== undefined && URL.canParse(url) ? new URL(url).origin : '');
  return /^https?:\/\//.test(stated) ? stated : '';
}
