import type { Rule } from '../rule.ts';

/** Content systems and image services whose sizes are a part of the address. */
export const contentSystemRules: readonly Rule[] = [
  // Double extension added by an optimizer
  {
    id: 'G03',
    match: /^(https?:\/\/[^?#]+\.(?:jpe?g|png|gif|tiff?))\.(?:webp|avif)(?:\?.*)?$/,
    gives: ['$1'],
    expected: 'same',
  },
  // WordPress sub-size: file-WxH.ext under uploads
  {
    id: 'G04',
    match: /^(https?:\/\/[^?#]+\/(?:wp-content\/)?uploads\/[^?#]+?)-\d{2,5}x\d{2,5}(?:@2x)?(\.[A-Za-z]{3,4})(?:\?.*)?$/,
    gives: ['$1$2', '$1-scaled$2'],
  },
  // WordPress -scaled (>2560 px JPEG since 5.3), -rotated, -e<digits> (edited)
  {
    id: 'G05',
    match:
      /^(https?:\/\/[^?#]+\/(?:wp-content\/)?uploads\/[^?#]+?)-(?:scaled|rotated|e\d{10,})(\.[A-Za-z]{3,4})(?:\?.*)?$/,
    gives: ['$1$2'],
  },
  // WordPress webp plugin tree
  {
    id: 'G06',
    match:
      /^(https?:\/\/[^?#]+\/wp-content\/)(?:webp-express\/webp-images\/(?:doc-root\/wp-content\/)?|smush-webp\/)(uploads\/)?([^?#]+\.(?:jpe?g|png))\.webp/,
    gives: ['$1uploads/$3'],
    expected: 'same',
  },
  // Cloudflare Images imagedelivery.net/<hash>/<id>/<variant|opts>
  {
    id: 'G16',
    match: /^(https:\/\/imagedelivery\.net\/[\w-]+\/[^?#]+)\/[^/?#]+$/,
    gives: ['$1/public', '$1/original', '$1/w=9999,fit=scale-down,metadata=keep'],
    needs: 'unsigned',
  },
  // Cloudinary upload, unsigned; drops all transformation segments, keeps v123 and public id
  {
    id: 'G17',
    match:
      /^(https?:\/\/(?:res(?:-\d)?\.cloudinary\.com\/[^/]+|[^/]+)\/image\/upload)\/(?!s--)(?:[a-z]{1,3}_[^/]+\/)+((?:v\d+\/)?[^?#]+)/,
    gives: ['$1/$2'],
  },
  // Imgix (*.imgix.net, custom imgix.*) without s=
  {
    id: 'G19',
    match: /^https?:\/\/(?:[\w-]+\.imgix\.net|imgix\.[^/]+)\/[^?#]+\?(?!(?:[^#]*&)?s=[0-9a-f]{32})[^#]*$/,
    gives: ['$0|noq', '$0|noq|set(fm=jpg,iptc=allow)'],
  },
  // ImageKit ik.imagekit.io (path or query tr)
  {
    id: 'G21',
    match: /^(https:\/\/ik\.imagekit\.io\/[^/]+)(?:\/tr:[^/]+)?\/([^?#]+)(?:\?.*)?$/,
    gives: ['$1/$2', '$1/$2?tr=orig-true'],
  },
  // Magento catalog cache
  {
    id: 'G33',
    match: /^(https?:\/\/[^?#]+\/catalog\/product)\/cache\/(?:\d+\/\w+\/)?(?:\d+x\d*\/)?[0-9a-f]{32}\/([^?#]+)/,
    gives: ['$1/$2'],
  },
  // Shopify: cdn.shopify.com or any shop domain under /cdn/shop/
  {
    id: 'G34',
    match:
      /^(https?:\/\/(?:cdn\d*\.shopify\.com\/|[^/]+\/cdn\/shop\/)[^?#]+?)(?:_(?:pico|icon|thumb|small|compact|medium|large|grande|original|master|\d+x\d*|x\d+)(?:_crop_\w+)?(?:@\dx)?)?(?:\.progressive)?(\.(?:jpe?g|png|gif|webp))(?:\?.*)?$/,
    gives: ['$1$2'],
  },
  // BigCommerce stencil
  {
    id: 'G35',
    match: /^(https?:\/\/[^?#]+\/images\/stencil)\/(?:\d+x\d+|\d+w|\{[^}]*\})\/([^?#]+)/,
    gives: ['$1/original/$2'],
  },
  // Adobe Dynamic Media /is/image/
  { id: 'G36', match: /^(https?:\/\/[^?#]+\/is\/image\/[^?#]+)(?:\?.*)?$/, gives: ['$1?scl=1&fmt=jpeg&qlt=100'] },
  // MediaWiki thumb (any wiki)
  {
    id: 'G37',
    match:
      /^(https?:\/\/[^?#]+)\/thumb\/((?:archive\/)?[0-9a-f]\/[0-9a-f]{2}\/[^/?#]+)\/(?:lossy-|lossless-)?(?:page\d+-|lang[\w-]+-)?\d+px-[^/?#]+(?:\?.*)?$/,
    gives: ['$1/$2'],
  },
  // IIIF Image API 2/3
  {
    id: 'G38',
    match:
      /^(https?:\/\/[^?#]+)\/(?:full|square|(?:pct:)?[\d.]+,[\d.]+,[\d.]+,[\d.]+)\/(?:full|max|\^?!?\d*,\d*|\^?pct:[\d.]+)\/!?[\d.]+\/(?:default|native|color|gray|bitonal)\.(?:jpe?g|png|webp|tiff?|gif|jp2)$/,
    gives: ['$1/full/max/0/default.jpg', '$1/full/full/0/default.jpg'],
  },
  // Discourse optimized
  {
    id: 'G39',
    match: /^(https?:\/\/[^?#]+?)\/optimized\/(\dX\/(?:[0-9a-f]\/)*[0-9a-f]{40})_\d+_\d+x\d+(\.\w{3,4})(?:\?.*)?$/,
    gives: ['$1/original/$2$3'],
  },
  // Ghost
  {
    id: 'G40',
    match: /^(https?:\/\/[^?#]+\/content\/images)\/(?:(?:size|format)\/[^/]+\/)+([^?#]+?)(\.\w{3,4})(?:\?.*)?$/,
    gives: ['$1/$2_o$3', '$1/$2$3'],
  },
  // Mastodon, Glitch, Hometown media_attachments (and cache/)
  {
    id: 'G41',
    match: /^(https?:\/\/[^?#]+\/(?:cache\/)?media_attachments\/files\/(?:\d{3}\/)+)(?:small|preview)\/([^?#]+)/,
    gives: ['$1original/$2'],
  },
  // Lemmy pict-rs
  { id: 'G42', match: /^(https?:\/\/[^?#]+\/pictrs\/image\/[^?#]+)\?.*$/, gives: ['$1'] },
  // Wayback Machine (only when the page itself is on web.archive.org)
  {
    id: 'G44',
    match: /^https?:\/\/web\.archive\.org\/web\/(\d{4,14})(?:im_|if_)?\/(https?:\/\/.+)$/,
    gives: ['https://web.archive.org/web/$1id_/$2'],
    expected: 'same',
  },
  // Alibaba OSS / Baidu BCE / Huawei process
  {
    id: 'G45',
    match: /^https?:\/\/[^?#]+\?(?:[^#]*&)?x-(?:oss|bce|image|tos)-process=/,
    gives: ['$0|drop(x-oss-process,x-bce-process,x-image-process,x-tos-process)'],
  },
  // Qiniu / Tencent CI
  { id: 'G46', match: /^(https?:\/\/[^?#]+)\?(?:imageView2|imageMogr2|imageslim|watermark)[^#]*$/, gives: ['$1'] },
  // Style suffix after ! or @ (Upyun, OSS style, JD, Bilibili-like)
  { id: 'G47', match: /^(https?:\/\/[^?#!@]+\.(?:jpe?g|png|webp|gif))(?:!|@|%40)[^/?#]*(?:\?.*)?$/, gives: ['$1'] },
  // Akamai Image Manager parameters
  {
    id: 'G52',
    match: /^https?:\/\/[^?#]+\?(?:[^#]*&)?(?:im|imwidth|imheight|imdensity|imformat|impolicy|imquery)=/,
    gives: [
      '$0|drop(im,imwidth,imheight,imdensity,imformat,impolicy,imquery)|set(imwidth=5000,imformat=generic)',
      '$0|drop(im,imwidth,imheight,imdensity,imformat,impolicy,imquery)',
    ],
  },
  // Plone @@images, Django/Wagtail/DokuWiki
  {
    id: 'G54',
    match: /^(https?:\/\/[^/]+)\/lib\/exe\/fetch\.php\?(?:[^#]*&)?media=([^&#]+)/,
    gives: ['$1/lib/exe/fetch.php?media=$2'],
  },
  // Salesforce Commerce dw/image/v2
  { id: 'G55', match: /^(https?:\/\/[^?#]+\/dw\/image\/v2\/[^?#]+)\?.*$/, gives: ['$1'] },
  // Strapi / generic size prefix
  { id: 'G56', match: /^(https?:\/\/[^?#]+\/uploads\/)(?:thumbnail|small|medium|large)_([^/?#]+)$/, gives: ['$1$2'] },
  // Path option segments /w_600,h_400/ or /w600-h400/ or /resize/300x200/ or /fit-in/…/
  {
    id: 'G51',
    match:
      /^(https?:\/\/[^?#]+?)\/(?:(?:[whcqf]_\w+(?:,[A-Za-z\d]+_[\w.:]+)*)|(?:resize|crop|fit-in|fit|scale)\/(?:\d+x\d*|w\d+)(?:\/smart)?|w\d+-h\d+)\/([^?#]+)$/,
    gives: ['$1/$2'],
  },
];
