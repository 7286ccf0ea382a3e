import type { Rule } from '../rule.ts';
import { arcRules } from './arc-sites.ts';

/** Newsrooms and agencies. */
export const newsHostRules: readonly Rule[] = [
  // Guardian i.guim.co.uk
  {
    id: 'H70',
    match: /^https:\/\/i\.guim\.co\.uk\/img\/(\w+)\/([^?#]+)(?:\?.*)?$/,
    gives: ['https://$1.guim.co.uk/$2'],
  },
  // New York Times static01.nyt.com
  {
    id: 'H71',
    match:
      /^(https:\/\/static01\.nyt\.com\/images\/[^?#]+?)-(?:jumbo|superJumbo|articleLarge|articleInline|thumbStandard|thumbLarge|videoLarge|videoSixteenByNine\w*|mediumThreeByTwo\d*|threeByTwo\w*|mobileMasterAt3x|master\d*)(-v\d+)?(\.\w+)(?:\?.*)?$/,
    gives: ['$1-superJumbo$2$3', '$1-mobileMasterAt3x$2$3', '$1-jumbo$2$3'],
  },
  // Washington Post imrs
  {
    id: 'H72',
    match: /^https:\/\/www\.washingtonpost\.com\/wp-apps\/imrs\.php\?(?:.*&)?src=(https?(?::|%3A)[^&#]+)/,
    gives: ['${dec:1}'],
  },
  ...arcRules,
  // Arc Publishing resizer v2 (Reuters, AJC, Globe and Mail, Irish Times, Infobae, Parisien, El País, Chosun…)
  {
    id: 'H73',
    match: /^(https:\/\/[^/]+\/(?:pf\/)?resizer\/v2\/[^?#]+)\?(?:.*&)?auth=([0-9a-f]{64}).*$/,
    gives: ['$1?auth=$2', '$1?auth=$2&width=4096&quality=100'],
  },
  // Arc old resizer → cloudfront
  {
    id: 'H74',
    match: /^https:\/\/[^/]+\/resizer\/[\w-]+=\/(?:[^?#]*\/)?(cloudfront-[\w-]+\.images\.arcpublishing\.com\/[^?#]+)/,
    gives: ['https://$1'],
  },
  // AP dims.apnews.com
  {
    id: 'H75',
    match: /^https:\/\/dims\.apnews\.com\/dims4\/[^?#]*\?(?:.*&)?url=(https?%3A[^&#]+)/,
    gives: ['${dec:1}'],
  },
  // BBC ichef.bbci.co.uk
  {
    id: 'H76',
    match:
      /^https:\/\/ichef\.bbci\.co\.uk\/(?:ace\/(?:standard|ws)|news)\/(\d+)\/(?:cpsprodpb\/)?([^?#]+?)(?:\.webp)?$/,
    gives: [
      'https://ichef.bbci.co.uk/ace/standard/2048/cpsprodpb/$2',
      'https://ichef.bbci.co.uk/news/2048/cpsprodpb/$2',
      'https://c.files.bbci.co.uk/$2',
    ],
  },
  // CNN media.cnn.com, dynaimage
  { id: 'H77', match: /^(https:\/\/media\.cnn\.com\/api\/v1\/images\/[^?#]+)(?:\?.*)?$/, gives: ['$1?c=original'] },
  // Fox a57.foxnews.com
  {
    id: 'H78',
    match:
      /^https:\/\/a57\.foxnews\.com\/((?:static|cf-images|images|media2)[\w.-]*\/[^?#]+)\/\d+\/\d+\/([^?#]+)(?:\?.*)?$/,
    gives: ['https://$1/$2'],
  },
  // NBC media-cldnry.s-nbcnews.com
  {
    id: 'H79',
    match: /^(https:\/\/media-cldnry\.s-nbcnews\.com\/image\/upload)\/(?:[a-z]_[^/]+\/)+((?:v\d+\/)?[^?#]+)$/,
    gives: ['$1/$2'],
  },
  // Gannett / USA Today
  { id: 'H80', match: /^(https:\/\/(?:www\.gannett-cdn\.com|[^/]+\.com\/gcdn)\/[^?#]+)\?.*$/, gives: ['$1'] },
  // Le Monde img.lemde.fr
  {
    id: 'H81',
    match: /^(https:\/\/img\.lemde\.fr\/\d{4}\/\d\d\/\d\d\/)(?:\d+\/){8}([^?#]+)$/,
    gives: ['$10/0/0/0/0/0/0/0/$2'],
  },
  // Le Figaro i.f1g.fr
  { id: 'H82', match: /^(https:\/\/i\.f1g\.fr\/media\/\w+)\/\d+x\d*(?:_\w+)?\/([^?#]+)$/, gives: ['$1/orig/$2'] },
  // France 24 / RFI s.france24.com
  {
    id: 'H83',
    match:
      /^(https:\/\/s\.(?:france24\.com|rfi\.fr)\/media\/display\/[0-9a-f-]+\/)(?:[wp]:[^/]+\/)+([^?#]+?)\.(?:webp|jpe?g|png)$/,
    gives: ['$1$2.jpg'],
  },
  // ARD images.tagesschau.de, ndr
  {
    id: 'H84',
    match: /^(https:\/\/images\.(?:tagesschau|ndr)\.de\/image\/[0-9a-f-]+\/[^/]+\/[^/]+\/)[^/?#]+\/([^?#]+?)(?:\?.*)?$/,
    gives: ['$1original/$2'],
  },
  // DW static.dw.com
  { id: 'H85', match: /^(https:\/\/static\.dw\.com\/image\/\d+)_\d+\.(?:webp|jpe?g)$/, gives: ['$1_7.jpg'] },
  // Getty / iStock / AFP / Alamy / Shutterstock previews
  { id: 'H86', match: /^https:\/\/media\.(?:gettyimages|istockphoto)\.com\/.*$/, gives: [] },
  // WSJ images.wsj.net, Bloomberg assets.bwbx.io
  {
    id: 'H87',
    match: /^(https:\/\/assets\.bwbx\.io\/images\/users\/[^?#]+\/v\d+)\/-?\d+x-?\d+(\.\w+)$/,
    gives: ['$1/-1x-1$2'],
  },
  // Future cdn.mos.cms.futurecdn.net; Hearst hips; Vogue media.*; Vox
  { id: 'H88', match: /^(https:\/\/cdn\.mos\.cms\.futurecdn\.net\/\w+)-\d+-\d+(\.\w+)(?:\.webp)?$/, gives: ['$1$2'] },
  // Yonhap, Asahi, Yomiuri, People, CCTV, ifeng, SCMP: site rules
  {
    id: 'H89',
    match: /^(https?:\/\/img\d*\.(?:yna\.co\.kr|yonhapnews\.co\.kr)\/[^?#]*PYH\w+?)_P\d(\.\w+)$/,
    gives: ['$1_P4$2'],
  },
];
