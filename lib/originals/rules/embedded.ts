import type { Rule } from '../rule.ts';

/** Optimizers and proxies whose address holds the address of what they serve. */
export const embeddedRules: readonly Rule[] = [
  // Jetpack Photon i0..i3.wp.com
  {
    id: 'G07',
    match: /^https?:\/\/i[0-3]\.wp\.com\/([^/?#]+\.[^/?#]+\/[^?#]+)(?:\?.*)?$/,
    gives: ['https://$1', 'https://i0.wp.com/$1'],
  },
  // Next.js optimizer
  {
    id: 'G08',
    match: /^(https?:\/\/[^/]+)(?:\/[^?#]*)?\/_next\/image\/?\?(?:[^#]*&)?url=(\/|%2F)([^&#]+)/,
    gives: ['$1/${dec:3}'],
  },
  // Next.js optimizer, absolute source
  {
    id: 'G09',
    match: /^https?:\/\/[^/]+(?:\/[^?#]*)?\/_next\/image\/?\?(?:[^#]*&)?url=(https?(?::|%3A)[^&#]+)/,
    gives: ['${dec:1}'],
  },
  // Vercel /_vercel/image, Netlify /.netlify/images, Astro /_image (href=), generic same-origin optimizer
  {
    id: 'G10',
    match:
      /^(https?:\/\/[^/]+)\/(?:_vercel\/image|\.netlify\/images|_image|_astro\/image|image-proxy)\/?\?(?:[^#]*&)?(?:url|href)=(?:\/|%2F)([^&#]+)/,
    gives: ['$1/${dec:2}'],
  },
  // Same, absolute source
  {
    id: 'G11',
    match:
      /^https?:\/\/[^/]+\/(?:_vercel\/image|\.netlify\/images|_image|image-proxy)\/?\?(?:[^#]*&)?(?:url|href)=(https?(?::|%3A)[^&#]+)/,
    gives: ['${dec:1}'],
  },
  // Nuxt ipx
  { id: 'G12', match: /^(https?:\/\/[^/]+)\/_ipx\/[^/]+\/(?!https?:)([^?#]+)/, gives: ['$1/$2'] },
  // Nuxt ipx, remote source
  { id: 'G13', match: /^https?:\/\/[^/]+\/_ipx\/[^/]+\/(https?):\/{1,2}([^?#]+)/, gives: ['$1://$2'] },
  // Cloudflare /cdn-cgi/image/<opts>/<absolute URL>
  { id: 'G14', match: /^https?:\/\/[^/]+\/cdn-cgi\/image\/[^/]*=[^/]*\/(https?:\/\/?.+)$/, gives: ['$1'] },
  // Cloudflare /cdn-cgi/image/<opts>/<path>
  { id: 'G15', match: /^(https?:\/\/[^/]+)\/cdn-cgi\/image\/[^/]*=[^/]*\/(?!https?:)([^#]+)$/, gives: ['$1/$2'] },
  // Cloudinary-style fetch (also substackcdn and others)
  {
    id: 'G18',
    match: /^https?:\/\/[^/]+\/(?:[^/]+\/)?(?:image\/)?fetch\/(?:[^%:]*\/)?(https?(?::|%3A)(?:\/|%2F)[^?#]+)/,
    gives: ['${dec:1}'],
  },
  // Imgix web proxy: encoded URL as path
  { id: 'G20', match: /^https?:\/\/[^/]+\.imgix\.net\/(https?%3A%2F%2F[^?#]+)/, gives: ['${dec:1}'] },
  // Thumbor /unsafe/…/source
  {
    id: 'G22',
    match: /^https?:\/\/[^/]+\/(?:[^?#]*\/)?unsafe\/(?:[^?#]*\/)?(https?(?::|%3A)(?:\/\/|%2F%2F)[^?#]+)/,
    gives: ['${dec:1}'],
  },
  // Thumbor signed (28-char hash =) or /resizer/<hash>=/…/source
  {
    id: 'G23',
    match: /^https?:\/\/[^/]+\/(?:[^?#]*\/)?[\w-]{27}=\/(?:[^?#]*\/)?(https?(?::|%3A)(?:\/\/|%2F%2F)[^?#]+)/,
    gives: ['${dec:1}'],
  },
  // Imgproxy plain source
  { id: 'G24', match: /^https?:\/\/[^/]+\/[^?#]*\/plain\/(https?(?::|%3A)[^?#@]+)(?:@\w+)?$/, gives: ['${dec:1}'] },
  // Base64url source in path (imgproxy, custom): aHR0c…
  { id: 'G25', match: /^https?:\/\/[^?#]+\/(aHR0c[\w-]{8,}={0,2})(?:\.\w{3,4})?(?:[?#].*)?$/, gives: ['${b64:1}'] },
  // Hex source: 68747470… (GitHub camo)
  { id: 'G26', match: /^https?:\/\/[^?#]+\/(68747470[0-9a-f]{10,})(?:[?#].*)?$/, gives: ['${hex:1}'] },
  // Any proxy with url|u|src|image|img|source|imgurl|image_uri = encoded http(s) URL
  {
    id: 'G27',
    match:
      /^https?:\/\/[^?#]+\?(?:[^#]*&)?(?:url|u|src|image|img|source|imgurl|image_uri|mediaurl|i)=(https?(?::|%3A)(?:\/|%2F)[^&#]+)/,
    gives: ['${dec:1}'],
  },
  // URL tail after a proxy prefix: /…/https://host/file
  {
    id: 'G28',
    match: /^https?:\/\/[^/]+\/[^?#]*?\/(https?:\/\/[^?#]+\.(?:jpe?g|png|webp|gif|tiff?))$/,
    gives: ['$1'],
  },
  // Brightspot/AOL dims4: …/dims4/default/<hash>/…?url=
  {
    id: 'G29',
    match: /^https?:\/\/[^?#]+\/dims\d?\/[^?#]*\?(?:[^#]*&)?url=(https?(?::|%3A)[^&#]+)/,
    gives: ['${dec:1}'],
  },
  // Timthumb / phpThumb with a site path
  {
    id: 'G30',
    match: /^(https?:\/\/[^/]+)\/[^?#]*(?:timthumb|phpThumb|thumb)(?:\/index)?\.php\?(?:[^#]*&)?src=(?:\/|%2F)([^&#]+)/,
    gives: ['$1/${dec:2}'],
  },
  // Drupal image style
  {
    id: 'G31',
    match:
      /^(https?:\/\/[^?#]+\/(?:files|s3fs-public))\/styles\/[^/]+\/(?:public|private|s3)\/([^?#]+?\.(?:jpe?g|png|gif|tiff?|webp))(?:\.webp)?(?:\?.*)?$/,
    gives: ['$1/$2'],
  },
  // Drupal 6/7 imagecache
  { id: 'G32', match: /^(https?:\/\/[^?#]+\/files)\/imagecache\/[^/]+\/([^?#]+)/, gives: ['$1/$2'] },
  // Google AMP cache
  {
    id: 'G43',
    match: /^https?:\/\/[\w-]+\.cdn\.ampproject\.org\/(?:ii?\/(?:[wh]\d+\/)?)(s\/)?([^?#]+)$/,
    gives: ['https://$2'],
  },
];
