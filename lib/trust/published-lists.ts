/** Where a published trust list is fetched from. */
export interface PublishedList {
  readonly id: 'c2pa' | 'interim';
  readonly anchorsUrl: string;
  readonly allowedUrl: string | null;
  /** A JSON twin that says when the list was issued (ETSI TS 119 602). */
  readonly datedUrl: string | null;
  /** ISO date of a list that no longer changes. */
  readonly frozen: string | null;
}

const C2PA = 'https://raw.githubusercontent.com/c2pa-org/conformance-public/refs/heads/main/trust-list';
const INTERIM = 'https://contentcredentials.org/trust';

/** The only lists Whence fetches. The address of each is on the privacy page. */
export const PUBLISHED_LISTS: readonly PublishedList[] = [
  {
    id: 'c2pa',
    anchorsUrl: `${C2PA}/C2PA-TRUST-LIST.pem`,
    allowedUrl: null,
    datedUrl: `${C2PA}/C2PA-TRUST-LIST.json`,
    frozen: null,
  },
  {
    id: 'interim',
    anchorsUrl: `${INTERIM}/anchors.pem`,
    allowedUrl: `${INTERIM}/allowed.pem`,
    datedUrl: null,
    frozen: '2026-01-01',
  },
];
