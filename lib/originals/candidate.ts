import type { Format } from '../model/format.ts';
import type { CandidateReason } from '../model/original.ts';

/** What a page says about one picture it shows. All of it is the page's word; addresses may be relative to `baseUrl`. */
export interface OriginalsInput {
  /** Address of the picture as shown (`currentSrc`), absolute. */
  readonly url: string;
  readonly pageUrl: string;
  /** `document.baseURI`. */
  readonly baseUrl: string;
  /** Format of the bytes that were read for it; `null` when none were. */
  readonly format: Format | null;
  /** Width of those bytes in pixels, or of the element's `naturalWidth`; `null` when neither is known. */
  readonly width: number | null;
  /** The `src` attribute; '' when there is none. */
  readonly src: string;
  /** The `srcset` attribute; '' when there is none. */
  readonly srcset: string;
  /** The `<source>` elements of its `<picture>`. */
  readonly sources: readonly { readonly type: string; readonly srcset: string }[];
  /** The nearest link around it, at most three levels up. */
  readonly link: { readonly href: string; readonly type: string; readonly isDownload: boolean } | null;
  /** Values of `data-*` attributes that lazy loaders and viewers keep addresses in. */
  readonly attributes: readonly string[];
  /** `og:image`, `twitter:image`, `link[rel=image_src]` of the page. */
  readonly social: readonly string[];
  /** `contentUrl` and `image` of the page's JSON-LD. */
  readonly structured: readonly string[];
  /** The person asked to search harder: guesses are allowed. */
  readonly isThorough: boolean;
}

/** An address that may hold a larger or the original copy. Nobody has been asked yet. */
export interface Candidate {
  /** Absolute http(s), without fragment, user name or tracking keys. Inner addresses are the caller's to refuse. */
  readonly url: string;
  readonly why: CandidateReason;
  /** Pixels it should have, compared with the copy shown. */
  readonly expected: 'larger' | 'same' | 'unknown';
  /** It contacts a host the page did not show: the person is asked first. */
  readonly asks: boolean;
  /** Value of `Accept` that makes the difference. */
  readonly accept?: string;
  /** The address answers with a redirect by design; any other redirect is refused. */
  readonly mayRedirect?: true;
}
