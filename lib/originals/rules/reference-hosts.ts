import type { Rule } from '../rule.ts';

/** Reference works, archives and shops. */
export const referenceHostRules: readonly Rule[] = [
  // Wikimedia upload. and, since Aug–Sep 2026, thumb.wikimedia.org
  {
    id: 'H90',
    match:
      /^https:\/\/(?:upload|thumb)\.wikimedia\.org\/(wikipedia|wiktionary|wikinews|wikisource|wikibooks|wikivoyage|wikiversity|wikiquote|wikispecies)\/(\w+)\/thumb\/((?:archive\/)?[0-9a-f]\/[0-9a-f]{2}\/[^/?#]+)\/[^/?#]+(?:\?.*)?$/,
    gives: ['https://upload.wikimedia.org/$1/$2/$3'],
  },
  // Wikimedia video poster
  {
    id: 'H91',
    match:
      /^https:\/\/(?:upload|thumb)\.wikimedia\.org\/wikipedia\/(\w+)\/thumb\/([0-9a-f]\/[0-9a-f]{2}\/[^/?#]+\.(?:webm|ogv|mpe?g))\/\d+px-.*$/,
    gives: ['https://upload.wikimedia.org/wikipedia/$1/$2'],
  },
  // Internet Archive
  {
    id: 'H92',
    match: /^https:\/\/(?:archive\.org\/download|ia\d+\.us\.archive\.org)\/([^?#]+)_thumb\.jpg$/,
    gives: [],
  },
  // Amazon m.media-amazon.com, images-na.ssl-images-amazon.com, IMDb
  {
    id: 'H93',
    match:
      /^(https:\/\/(?:m\.media-amazon|images-[\w-]+\.ssl-images-amazon|images-amazon)\.com\/images\/[^?#]+?)\._[^/?#]*_(\.\w+)(?:\?.*)?$/,
    gives: ['$1$2'],
  },
  // EBay i.ebayimg.com
  {
    id: 'H94',
    match: /^(https:\/\/i\.ebayimg\.com\/)(?:thumbs\/)?(images\/g\/[\w~-]+)\/s-l\d+\.\w+$/,
    gives: ['$1$2/s-l9999.jpg', '$1$2/s-l1600.jpg'],
  },
  // Etsy i.etsystatic.com
  {
    id: 'H95',
    match: /^(https:\/\/i\.etsystatic\.com\/[^?#]+\/il_)\w+x\w+(\.[^?#]+)$/,
    gives: ['$1origxorig$2', '$1fullxfull$2'],
  },
  // Alibaba *.alicdn.com
  { id: 'H96', match: /^(https?:\/\/[\w-]+\.alicdn\.com\/[^?#]+?\.(?:jpe?g|png))_[^/?#]*$/, gives: ['$1'] },
  // JD 360buyimg
  {
    id: 'H97',
    match:
      /^(https?:\/\/(?:img\d*|m)\.360buyimg\.com)\/(?:\w+\/s\d+x\d+_jfs|n\d\/jfs|popWaterMark\/jfs|babel\/jfs)\/([^?#!]+?)(?:!.*|\.avif)?$/,
    gives: ['$1/imgzone/jfs/$2'],
  },
  // Apple mzstatic
  {
    id: 'H98',
    match: /^(https:\/\/is\d(?:-ssl)?\.mzstatic\.com\/image\/thumb\/[^?#]+\/)\d+x\d+[\w.-]*\.(\w+)$/,
    gives: ['$110000x0w-999.jpg'],
  },
  // Tripadvisor, Airbnb, Booking
  { id: 'H99', match: /^https:\/\/dynamic-(media-cdn\.tripadvisor\.com\/[^?#]+)\?.*$/, gives: ['https://$1'] },
];
