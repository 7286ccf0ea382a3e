import type { MediaRequest } from '../messaging/protocol.ts';
import type { PageSender } from '../messaging/sender.ts';
import type { TrustmarkVariant } from '../model/trustmark.ts';
import type { Settings } from '../settings/settings.ts';

/** Milliseconds that decoders may run for one address shown in one tab: some ten pictures. */
const PAGE_MS = 30_000;
/** Pages counted; the oldest count is forgotten first. */
const MAX_PAGES = 2000;

/**
 * Which decoders are run for a picture. They take seconds of the processor, so that a page has only so much of them;
 * a picture the person asks about is always looked at. None runs while the browser saves data.
 */
export class DecoderBudget {
  readonly #isSaving: () => boolean;
  readonly #spent = new Map<string, number>();

  constructor(isSaving: () => boolean) {
    this.#isSaving = isSaving;
  }

  /** The decoders the person wants used on pictures. */
  wanted({ trustmark }: Settings, { kind }: MediaRequest): readonly TrustmarkVariant[] {
    return kind === 'image' && !this.#isSaving() ? trustmark : [];
  }

  allows({ asked }: MediaRequest, sender: PageSender): boolean {
    return asked || (this.#spent.get(keyOf(sender)) ?? 0) < PAGE_MS;
  }

  spend(sender: PageSender, ms: number): void {
    const key = keyOf(sender);
    const spent = (this.#spent.get(key) ?? 0) + ms;
    this.#spent.delete(key);
    this.#spent.set(key, spent);
    const [oldest] = this.#spent.keys();
    if (this.#spent.size > MAX_PAGES && oldest !== undefined) this.#spent.delete(oldest);
  }
}

function keyOf({ tab, url }: PageSender): string {
  const { host, pathname } = URL.parse(url) ?? { host: '', pathname: '' };
  return `${tab} ${host}${pathname}`;
}
