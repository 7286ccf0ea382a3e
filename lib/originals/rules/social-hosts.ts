import type { Rule } from '../rule.ts';

/** Social networks and messengers. */
export const socialHostRules: readonly Rule[] = [
  // X: pbs.twimg.com/media (?format=&name= or .jpg:large)
  {
    id: 'H01',
    match: /^https:\/\/pbs\.twimg\.com\/media\/([\w-]+)(?:\.(?:jpe?g|png|webp))?(?::\w+)?(?:\?.*)?$/,
    gives: [
      'https://pbs.twimg.com/media/$1?format=jpg&name=orig',
      'https://pbs.twimg.com/media/$1?format=png&name=orig',
      'https://pbs.twimg.com/media/$1?format=jpg&name=4096x4096',
    ],
  },
  // X avatars
  {
    id: 'H02',
    match:
      /^(https:\/\/pbs\.twimg\.com\/profile_images\/\d+\/[\w-]+?)_(?:bigger|normal|mini|reasonably_small|\d*x\d+)(\.\w+)(?:\?.*)?$/,
    gives: ['$1$2'],
  },
  // X banners
  { id: 'H03', match: /^(https:\/\/pbs\.twimg\.com\/profile_banners\/\d+\/\d+)\/\d+x\d+.*$/, gives: ['$1'] },
  // X GIF poster → video; ext_tw_video_thumb, amplify_video_thumb, card_img: poster only, no rewrite
  {
    id: 'H04',
    match: /^https:\/\/pbs\.twimg\.com\/tweet_video_thumb\/([\w-]+)\.\w+.*$/,
    gives: ['https://video.twimg.com/tweet_video/$1.mp4'],
  },
  // Reddit preview.redd.it (own upload)
  {
    id: 'H05',
    match: /^https:\/\/preview\.redd\.it\/(?:[-0-9a-z]+-)?([0-9a-z]{8,})\.(jpe?g|png|gif|webp)(?:\?.*)?$/,
    gives: ['https://i.redd.it/$1.$2'],
  },
  // Reddit external-preview.redd.it
  { id: 'H06', match: /^https:\/\/external-preview\.redd\.it\/.*$/, gives: [] },
  // Reddit /media?url= viewer
  { id: 'H07', match: /^https:\/\/(?:www\.|old\.)?reddit\.com\/media\?(?:.*&)?url=([^&#]+)/, gives: ['${dec:1}'] },
  // Bluesky cdn.bsky.app
  {
    id: 'H08',
    match: /^https:\/\/cdn\.bsky\.app\/img\/\w+\/plain\/(did:[a-z0-9:._%-]+)\/([a-z0-9]+)(?:@\w+)?$/,
    gives: [
      'https://bsky.social/xrpc/com.atproto.sync.getBlob?did=$1&cid=$2',
      'https://cdn.bsky.app/img/feed_fullsize/plain/$1/$2@png',
    ],
    mayRedirect: true,
  },
  // Misskey / Firefish proxy
  {
    id: 'H09',
    match: /^https:\/\/[^/]+\/(?:proxy|image)\/[^?#]*\?(?:[^#]*&)?url=(https?%3A[^&#]+)/,
    gives: ['${dec:1}'],
  },
  // Instagram scontent*.cdninstagram.com, *.fna.fbcdn.net/v/t51…
  { id: 'H10', match: /^https:\/\/[\w.-]+\.(?:cdninstagram\.com|fbcdn\.net)\/v?\/?t\d.*$/, gives: [] },
  // Facebook safe_image / external
  {
    id: 'H11',
    match: /^https:\/\/external[^/]*\.fbcdn\.net\/[^?#]*safe_image\.php\?(?:.*&)?url=(https?%3A[^&#]+)/,
    gives: ['${dec:1}'],
  },
  // LinkedIn media.licdn.com/dms/image
  { id: 'H13', match: /^https:\/\/media(?:-[^.]+)?\.licdn\.com\/dms\/image\/.*$/, gives: [] },
  // Pinterest i.pinimg.com
  {
    id: 'H14',
    match: /^https:\/\/i\d*\.pinimg\.com\/[^/]+(?:_RS)?\/((?:[0-9a-f]{2}\/){3}[0-9a-f]+)\.(\w+)$/,
    gives: [
      'https://i.pinimg.com/originals/$1.$2',
      'https://i.pinimg.com/originals/$1.png',
      'https://i.pinimg.com/736x/$1.jpg',
    ],
  },
  // Tumblr old names
  {
    id: 'H15',
    match: /^(https:\/\/\d*\.?media\.tumblr\.com\/(?:[0-9a-f]{32}\/)?tumblr_[^?#]*?)_\d+(?:sq)?(\.\w+)(?:\?.*)?$/,
    gives: ['$1_1280$2'],
  },
  // Tumblr new names /<32hex>/<16hex>-xx/s640x960/<hash>.ext
  {
    id: 'H16',
    match: /^https:\/\/64\.media\.tumblr\.com\/[0-9a-f]{32}\/[0-9a-f]{16}-[0-9a-f]{2}\/s\d+x\d+.*$/,
    gives: [],
  },
  // TikTok / Douyin / Toutiao / Lemon8 tos images (~tplv-…)
  {
    id: 'H17',
    match:
      /^(https:\/\/p\d+(?!-sign)[\w-]*\.[\w.-]+)\/(?:(?:img|obj|origin|large|medium|list|aweme)\/)?([^?#~:]+?)~[^/?#]+?\.(?:webp|jpe?g|png|avif|image|heic)(?:\?.*)?$/,
    gives: ['$1/origin/$2.jpeg', '$1/$2~noop.jpeg'],
    needs: 'unsigned',
  },
  // YouTube stills i.ytimg.com, img.youtube.com
  {
    id: 'H18',
    match: /^https:\/\/(?:i\d*\.ytimg\.com|img\.youtube\.com)\/(?:vi|an_webp|vi_webp|an)\/([\w-]{11})\/.*$/,
    gives: [
      'https://i.ytimg.com/vi/$1/maxresdefault.jpg',
      'https://i.ytimg.com/vi/$1/sddefault.jpg',
      'https://i.ytimg.com/vi/$1/hqdefault.jpg',
    ],
  },
  // Flickr live.staticflickr.com (also farmN)
  {
    id: 'H19',
    match: /^(https:\/\/(?:live|farm\d+|c\d)\.staticflickr\.com(?:\/\d+)?\/\d+\/\d+_[0-9a-f]+)(?:_[a-z0-9]+)?\.jpg$/,
    gives: ['$1_b.jpg'],
  },
  // Imgur
  {
    id: 'H20',
    match: /^https:\/\/i\.imgur\.(?:com|io)\/([A-Za-z0-9]{7})(?:[hrlgmtbs]|_d)?\.(\w+)(?:\?.*)?$/,
    gives: ['https://i.imgur.com/$1.$2', 'https://i.imgur.com/$1.png'],
  },
  // Discord attachments proxy
  {
    id: 'H21',
    match:
      /^https:\/\/media\.discordapp\.net\/(attachments\/\d+\/\d+\/[^?#]+\?)(?:[^#]*?)(ex=[0-9a-f]+&is=[0-9a-f]+&hm=[0-9a-f]+).*$/,
    gives: ['https://cdn.discordapp.com/$1$2&', 'https://media.discordapp.net/$1$2&'],
  },
  // Discord external proxy
  {
    id: 'H22',
    match: /^https:\/\/images-ext-\d+\.discordapp\.net\/external\/[\w-]+\/(?:[^/]*\/)?(https?)\/([^?#]+)(?:\?.*)?$/,
    gives: ['$1://$2'],
  },
  // Discord avatars, emojis, icons
  {
    id: 'H23',
    match: /^(https:\/\/cdn\.discordapp\.com\/(?:avatars|icons|banners|emojis|splashes)\/[^?#]+)(?:\?.*)?$/,
    gives: ['$1?size=4096'],
  },
  // Telegram: t.me/s and widgets (cdn*.telesco.pe, cdn-telegram.org), web client
  { id: 'H24', match: /^https:\/\/cdn\d*\.(?:telesco\.pe|cdn-telegram\.org|telegram-cdn\.org)\/file\/.*$/, gives: [] },
  // Telegra.ph / graph.org
  { id: 'H25', match: /^(https:\/\/(?:telegra\.ph|graph\.org)\/file\/[0-9a-f]+\.\w+)(?:\?.*)?$/, gives: ['$1'] },
  // Slack
  {
    id: 'H26',
    match: /^https:\/\/files\.slack\.com\/files-tmb\/([A-Z0-9]+-[A-Z0-9]+)-[0-9a-f]+\/([^?#]+?)_\d+(\.\w+)$/,
    gives: ['https://files.slack.com/files-pri/$1/$2$3'],
    needs: 'cookies',
  },
];
