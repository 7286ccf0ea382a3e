import type { Rule } from '../rule.ts';

/** Portfolios, stock, blogs and hosted content systems. */
export const storageHostRules: readonly Rule[] = [
  // DeviantArt images-wixmp-*.wixmp.com
  {
    id: 'H42',
    match: /^https:\/\/images-wixmp-[0-9a-f]+\.wixmp\.com\/(?:intermediary\/)?f\/[^?#]+\?token=.*$/,
    gives: [],
  },
  // Wix static.wixstatic.com/media
  { id: 'H43', match: /^(https:\/\/static\.wixstatic\.com\/media\/[^/?#]+)\/v1\/.*$/, gives: ['$1'] },
  // ArtStation cdn*.artstation.com
  {
    id: 'H44',
    match:
      /^(https:\/\/cdn\w*\.artstation\.com\/p\/assets\/\w+\/images\/(?:\d{3}\/){3})(?:\d+\/)?(?:smaller|small|micro|medium|large|4k|8k)(?:_square)?\/([^?#]+)(?:\?.*)?$/,
    gives: ['$14k/$2', '$1large/$2', '$1original/$2'],
  },
  // Behance mir-s3-cdn-cf.behance.net
  {
    id: 'H45',
    match: /^(https:\/\/mir-[\w-]+\.behance\.net\/project(?:_modules|s)\/)[^/]+\/([^?#]+)$/,
    gives: ['$1source/$2', '$1fs/$2'],
  },
  // 500px drscdn.500px.org
  { id: 'H46', match: /^https:\/\/drscdn\.500px\.org\/photo\/(\d+)\/.*$/, gives: [] },
  // Unsplash images.unsplash.com (plus.unsplash.com is signed-like)
  { id: 'H47', match: /^(https:\/\/images\.unsplash\.com\/photo-[\w-]+)\?.*$/, gives: ['$1'] },
  // Pexels images.pexels.com
  { id: 'H48', match: /^(https:\/\/images\.pexels\.com\/photos\/\d+\/[^?#]+)\?.*$/, gives: ['$1'] },
  // Pixabay cdn
  {
    id: 'H49',
    match: /^(https:\/\/cdn\.pixabay\.com\/photo\/[^?#]+?)_(?:640|340|960_720|__\d+)(\.\w+)$/,
    gives: ['$1_1280$2'],
    needs: 'referrer',
  },
  // SmugMug photos.smugmug.com
  {
    id: 'H50',
    match:
      /^(https:\/\/photos\.smugmug\.com\/[^?#]+\/)(?:Ti|Th|S|M|L|XL|X2|X3|X4|X5|D|O)(\/[^?#]+?)-(?:Ti|Th|S|M|L|XL|X2|X3|X4|X5|D|O)(\.\w+)$/,
    gives: ['$1O$2-O$3', '$1X5$2-X5$3', '$1X3$2-X3$3'],
  },
  // Photobucket
  {
    id: 'H51',
    match: /^(https?:\/\/(?:i\d+|img|hosting)\.photobucket\.com\/[^?#~]+?)(?:~\w+)?(?:\?.*)?$/,
    gives: ['$1~original'],
  },
  // Medium miro.medium.com
  {
    id: 'H52',
    match: /^https:\/\/(?:miro|cdn-images-\d)\.medium\.com\/(?:v2\/)?(?:[^?#]+\/)?(\d\*[\w.-]+)$/,
    gives: ['https://miro.medium.com/v2/$1', 'https://miro.medium.com/$1'],
  },
  // Substack substackcdn.com
  {
    id: 'H53',
    match: /^https:\/\/(?:substackcdn\.com|cdn\.substack\.com)\/image\/fetch\/(?:[^%]*\/)?(https%3A%2F%2F[^?#]+)$/,
    gives: ['${dec:1}'],
  },
  // Blogger *.bp.blogspot.com, blogger.googleusercontent.com path size
  {
    id: 'H54',
    match:
      /^(https:\/\/(?:\d\.bp\.blogspot\.com|blogger\.googleusercontent\.com)\/[^?#]+)\/(?:[swh]\d+[^/]*)\/([^/?#]+)(?:\?.*)?$/,
    gives: ['$1/s0/$2', '$1/s0-d/$2'],
  },
  // Google user content lh3, play-lh, yt3, ggpht: =w300-h200-…
  {
    id: 'H55',
    match: /^(https:\/\/(?:lh\d|gp\d|yt\d|ci\d|play-lh)(?:-\w\w)?\.(?:googleusercontent|ggpht)\.com\/[^?#=]+)=[^?#/]*$/,
    gives: ['$1=d', '$1=s0', '$1=s0-d-rj'],
  },
  // Google thumbnails encrypted-tbn*.gstatic.com
  { id: 'H56', match: /^https:\/\/encrypted-tbn\d\.gstatic\.com\/images\?.*$/, gives: [] },
  // Squarespace images.squarespace-cdn.com
  {
    id: 'H57',
    match: /^(https:\/\/images\.squarespace-cdn\.com\/content\/[^?#]+?)(?:\/\d+w)?(?:\?.*)?$/,
    gives: ['$1?format=original', '$1?format=2500w'],
  },
  // Contentful images(.eu).ctfassets.net
  {
    id: 'H58',
    match: /^https:\/\/images\.((?:eu\.)?ctfassets\.net\/[^?#]+)(?:\?.*)?$/,
    gives: ['https://images.$1', 'https://downloads.$1'],
  },
  // Sanity cdn.sanity.io
  {
    id: 'H59',
    match: /^(https:\/\/cdn\.sanity\.io\/images\/[^/]+\/[^/]+\/[0-9a-f]+-\d+x\d+\.\w+)(?:\/[^?#]*)?(?:\?.*)?$/,
    gives: ['$1', '$1?dlRaw=true&dl='],
  },
  // Storyblok a(2)(-us).storyblok.com
  {
    id: 'H60',
    match: /^(https:\/\/a2?(?:-\w\w)?\.storyblok\.com\/f\/\d+\/[^?#]+?\.\w{3,4})\/m(?:\/.*)?$/,
    gives: ['$1'],
  },
  // Prismic images.prismic.io, DatoCMS www.datocms-assets.com (imgix)
  { id: 'H61', match: /^(https:\/\/(?:images\.prismic\.io|www\.datocms-assets\.com)\/[^?#]+)\?.*$/, gives: ['$1'] },
  // Hygraph media.graphassets.com / Filestack
  {
    id: 'H62',
    match:
      /^(https:\/\/(?:media\.graphassets\.com|media\.graphcms\.com|cdn\.filestackcontent\.com))\/(?:[^?#]+\/)?([A-Za-z0-9]{16,})$/,
    gives: ['$1/$2'],
  },
  // Uploadcare ucarecdn.com/<uuid>/-/…
  {
    id: 'H63',
    match: /^(https:\/\/(?:ucarecdn\.com|[\w-]+\.ucarecd\.net)\/[0-9a-f-]{36}\/)(?:-\/[^?#]*\/)?([^/?#]*)$/,
    gives: ['$1$2'],
  },
  // Webflow assets
  {
    id: 'H64',
    match: /^(https:\/\/(?:assets(?:-global)?|cdn\.prod)\.website-files\.com\/[^?#]+?)-p-\d+(\.\w+)$/,
    gives: ['$1$2'],
  },
  // Framer, Notion
  { id: 'H65', match: /^(https:\/\/framerusercontent\.com\/images\/[^?#]+)\?.*$/, gives: ['$1'] },
  // Fandom static.wikia.nocookie.net
  {
    id: 'H66',
    match: /^(https:\/\/static\.wikia\.nocookie\.net\/[^?#]+\/revision\/latest)(?:\/[^?#]*)?(?:\?(?:.*&)?(cb=\d+).*)?$/,
    gives: ['$1?format=original'],
  },
];
