/** Keys that only say how a picture is rendered; safe to drop when nothing else is in the query. */
const PRESENTATION = new Set(
  (
    'w h width height maxwidth maxheight max-w max-h mw mh wid hei sw sh size sz s resize fit crop rect ar ' +
    'aspect_ratio gravity g fp-x fp-y focal q qlt quality auto format fm fmt f output dpr dppx zoom strip sharp usm ' +
    'blur bg background trim pad optimize compress cs ixlib ixid interpolation downsize thumbnail itok ssl tp wx_fmt'
  ).split(' '),
);

/** Keys that follow people around and identify no file. */
const TRACKING = /^(utm_\w+|fbclid|gclid|dclid|msclkid|mc_eid|igshid|ixid)$/i;

/** Keys that sign an address by themselves. */
const SIGNATURES = new Set(
  (
    'sig sign signature hash hmac token auth_key policy key-pair-id awsaccesskeyid ossaccesskeyid googleaccessid ' +
    'expires x-signature x-expires wssecret wstime hdnts hdnea __token__ verify ik-s tbpicau'
  ).split(' '),
);
/** The same, where the value tells or where it takes several keys together. */
const SIGNATURE_PREFIX = /^(x-amz-|x-goog-|q-sign-|_nc_)/;
const SIGNATURE_SETS: readonly (readonly string[])[] = [
  ['se', 'sp', 'sv', 'sr'],
  ['oh', 'oe'],
  ['ex', 'is', 'hm'],
  ['e', 't', 'v'],
  ['st', 'exp'],
  ['k', 'c'],
];

/** Would the server refuse the address once anything in it is changed? */
export function isSigned(url: URL): boolean {
  const values = new Map([...url.searchParams].map(([key, value]) => [key.toLowerCase(), value]));
  for (const [key, value] of values) {
    if (SIGNATURES.has(key) || SIGNATURE_PREFIX.test(key)) return true;
    if (key === 's' && /^[\da-f]{32}$/i.test(value)) return true;
    if (key === 'auth' && /^[\da-f]{64}$/i.test(value)) return true;
    // CloudFront's own: `Key` beside the policy; alone it is a file's name.
    if (key === 'key' && values.has('policy')) return true;
  }
  return SIGNATURE_SETS.some((keys) => keys.every((key) => values.has(key)));
}

/** Does the query say nothing but how to render? */
export function isPresentationOnly(url: URL): boolean {
  return [...url.searchParams].every(
    ([key, value]) =>
      PRESENTATION.has(key.toLowerCase()) &&
      (key !== 's' || /^\d+$/.test(value)) &&
      // WeChat names the stored format here, and only JPEG is what was stored.
      (key !== 'wx_fmt' || value !== 'jpeg'),
  );
}

/** Takes out what identifies people, not files. */
export function withoutTracking(url: URL): URL {
  const query = url.search.slice(1).split('&');
  const kept = query.filter((pair) => !TRACKING.test(pair.split('=', 1)[0] ?? ''));
  if (kept.length === query.length) return url;
  const clean = new URL(url);
  clean.search = kept.join('&');
  return clean;
}
