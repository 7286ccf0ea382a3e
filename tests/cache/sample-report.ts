import type { HttpFacts } from '../../lib/fetch/http-facts.ts';
import type { Report } from '../../lib/model/report.ts';

export const REPORT: Report = {
  source: 'https://example.org/a.jpg',
  format: 'image/jpeg',
  size: 1000,
  bytesRead: 1000,
  sha256: null,
  pixels: null,
  label: null,
  basis: 'nothing-found',
  sentence: 'No record found in this copy.',
  because: [],
  why: null,
  record: null,
  recordFrom: null,
  remote: null,
  lookUp: null,
  signals: {},
  rights: {
    creator: null,
    credit: null,
    copyright: null,
    licence: null,
    licensor: null,
    training: { stance: 'unstated', sources: [], statements: [] },
    identifiers: [],
  },
  exposes: [],
  checked: [],
  notChecked: [],
  engine: { whence: '0.1.0', c2pa: '0', trustLists: [] },
  ms: 1,
};

export const FACTS: HttpFacts = {
  status: 206,
  finalUrl: 'https://example.org/a.jpg',
  contentType: 'image/jpeg',
  etag: '"a"',
  lastModified: null,
  size: 1000,
  maxAge: 0,
  noStore: false,
  link: null,
};
