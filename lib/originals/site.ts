/**
 * Do two hosts belong to one owner, as far as an address can tell? Decides whether the person is asked before a host is
 * contacted. Without the whole Public Suffix List, in doubt it says no: one question more.
 */
export function isSameSite(one: string, other: string): boolean {
  if (one === other) return true;
  const owner = ownerOf(one);
  return owner !== null && owner === ownerOf(other);
}

/** Is `to` the known store behind the image host `from`? */
export function isKnownStore(from: string, to: string): boolean {
  return STORES.some(([front, stores]) => front.test(from) && stores.some((store) => store.test(to)));
}

/** Image hosts and where the same owner keeps the files. */
const STORES: readonly (readonly [RegExp, readonly RegExp[]])[] = [
  [/^cdn\.bsky\.app$/, [/^bsky\.social$/]],
  [/^media\.discordapp\.net$/, [/^cdn\.discordapp\.com$/]],
  [/^cdn\.discordapp\.com$/, [/^media\.discordapp\.net$/]],
  [/^(substackcdn\.com|cdn\.substack\.com)$/, [/^(substack-post-media|bucketeer-[\w-]+)\.s3\.amazonaws\.com$/]],
  [/^www\.washingtonpost\.com$/, [/^arc-anglerfish-washpost-prod-washpost\.s3\.amazonaws\.com$/]],
  [/^dims\.apnews\.com$/, [/^assets\.apnews\.com$/]],
  [/(^|\.)npr\.org$/, [/^npr\.brightspotcdn\.com$/]],
  [/^ichef\.bbci\.co\.uk$/, [/^[ac]\.files\.bbci\.co\.uk$/, /^news\.bbcimg\.co\.uk$/]],
  [/^sns-[\w-]+\.(xhscdn|rednotecdn)\.com$/, [/^ci\.xiaohongshu\.com$/, /^sns-img-[\w-]+\.xhscdn\.com$/]],
  [/^(gss\d*\.bdstatic|tiebapic\.baidu)\.com$/, [/^imgsrc\.baidu\.com$/]],
  [/^postfiles\.pstatic\.net$/, [/^blogfiles\.naver\.net$/]],
  [/./, [/^cloudfront-[\w-]+\.images\.arcpublishing\.com$/]],
];

/** Owners with more than one registrable domain. */
const OWNERS: ReadonlyMap<string, string> = new Map(
  [
    'twimg.com x.com twitter.com',
    'redd.it reddit.com redditmedia.com',
    'ytimg.com youtube.com ggpht.com',
    'fbcdn.net facebook.com cdninstagram.com instagram.com',
    'pinimg.com pinterest.com',
    'sinaimg.cn weibo.com',
    'hdslb.com bilibili.com',
    'zhimg.com zhihu.com',
    'guim.co.uk theguardian.com',
    'bbci.co.uk bbc.co.uk bbc.com',
    'nyt.com nytimes.com',
    'wikimedia.org wikipedia.org',
  ].flatMap((group) => {
    const domains = group.split(' ');
    return domains.map((domain) => [domain, domains[0] ?? domain] as const);
  }),
);

/** Domains under which strangers live side by side. */
const SHARED = new Set(
  (
    'amazonaws.com cloudfront.net azureedge.net windows.net azurewebsites.net akamaized.net fastly.net ' +
    'googleapis.com googleusercontent.com appspot.com web.app firebaseapp.com blogspot.com github.io ' +
    'githubusercontent.com gitlab.io pages.dev workers.dev r2.dev netlify.app vercel.app herokuapp.com ' +
    'wordpress.com tumblr.com wixsite.com myshopify.com imgix.net b-cdn.net digitaloceanspaces.com ' +
    'backblazeb2.com aliyuncs.com myqcloud.com cloudinary.com onrender.com fly.dev arcpublishing.com wp.com ' +
    'cdn.ampproject.org ampproject.org neocities.org substack.com medium.com'
  ).split(' '),
);
/** Second levels that are as public as the country above them. */
const PUBLIC_SECOND = /^(com?|net|org|gov|edu|ac|ne|or|go|gob|nom|mil|id|sch|ltd|plc|me|in|gen|firm|art|info|biz|web)$/;

/** What names the owner of a host: its registrable domain, or `null` where no owner can be told. */
function ownerOf(host: string): string | null {
  const labels = host.toLowerCase().split('.');
  const [top = '', second = ''] = labels.toReversed();
  if (labels.length < 2 || /^\d+$/.test(top) || host.startsWith('[')) return null;
  const length = top.length === 2 && PUBLIC_SECOND.test(second) ? 3 : 2;
  if (labels.length < length) return null;
  const domain = labels.slice(-length).join('.');
  return SHARED.has(domain) ? null : (OWNERS.get(domain) ?? domain);
}
