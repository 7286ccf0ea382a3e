import type { Rule } from '../rule.ts';

/** Networks, portals and shops of East Asia and Russia. */
export const eastAsianHostRules: readonly Rule[] = [
  // VK *.userapi.com, vkuserphoto.ru
  {
    id: 'H27',
    match: /^(https:\/\/[\w-]+\.(?:userapi\.com|vkuserphoto\.ru)\/)imp[gf]\/([^?#]+)(?:\?.*)?$/,
    gives: ['$1$2'],
    needs: 'unsigned',
  },
  // Weibo *.sinaimg.cn
  {
    id: 'H28',
    match: /^https:\/\/(?:(?:wx|ww|tva|tvax)\d)\.sinaimg\.cn\/[\w.]+\/([\w]+\.(?:jpe?g|png|gif))(?:\?.*)?$/,
    gives: ['https://wx1.sinaimg.cn/large/$1', 'https://wx1.sinaimg.cn/original/$1'],
    needs: 'referrer',
  },
  // WeChat mmbiz.qpic.cn, mmbiz.qlogo.cn, wx.qlogo.cn
  {
    id: 'H29',
    match: /^(https?:\/\/(?:mmbiz|wx)\.(?:qpic|qlogo)\.cn\/[^?#]+)\/\d+(?:\?.*)?$/,
    gives: ['$1/0', '$1/0?wx_fmt=jpeg'],
  },
  // Tencent News inews.gtimg.com
  { id: 'H30', match: /^(https:\/\/inews\.gtimg\.com\/\w+\/[\w-]{20,}?)(?:_\d+)?\/\d+(?:\?.*)?$/, gives: ['$1/0'] },
  // Zhihu picN.zhimg.com
  {
    id: 'H31',
    match: /^https:\/\/(pic\w*\.zhimg\.com)\/(?:\d+\/)?(v2-[0-9a-f]{32})(?:_\w+)?\.(\w+)(?:\?.*)?$/,
    gives: ['https://$1/$2_r.jpg', 'https://$1/$2.jpg'],
  },
  // Bilibili i*.hdslb.com
  { id: 'H32', match: /^(https?:\/\/i\d*\.hdslb\.com\/bfs\/[^?#@]+\.\w+)@[^?#]*$/, gives: ['$1'] },
  // Xiaohongshu sns-webpic-qc.xhscdn.com
  {
    id: 'H33',
    match: /^https?:\/\/sns-[\w-]+\.(?:xhscdn|rednotecdn)\.com\/\d{12}\/[0-9a-f]{32}\/([^?#!]+)(?:!.*)?$/,
    gives: ['https://ci.xiaohongshu.com/$1?imageView2/2/w/format/png', 'https://sns-img-al.xhscdn.com/$1'],
    needs: 'referrer',
  },
  // Baidu timg / image proxies
  {
    id: 'H34',
    match: /^https?:\/\/(?:timg\w*|gss\d*)\.(?:bdimg|baidu|bdstatic)\.com\/[^?#]*\?(?:.*&)?src=(https?%3A[^&#]+)/,
    gives: ['${dec:1}'],
  },
  // Baidu Tieba / Baike pics
  {
    id: 'H35',
    match:
      /^https?:\/\/(?:\w+\.)?(?:imgsrc|tiebapic|hiphotos|imgsa|gss\d)\.(?:baidu|bdstatic)\.com\/[^?#]*?(?:sign=[^/]+\/)(\w+\.(?:jpe?g|png))(?:\?.*)?$/,
    gives: ['https://imgsrc.baidu.com/forum/pic/item/$1'],
  },
  // Baijiahao pic.rmb.bdstatic.com
  { id: 'H36', match: /^(https:\/\/pic\.rmb\.bdstatic\.com\/[^?#@]+)(?:@[^?#]*|\?.*)$/, gives: ['$1'] },
  // Naver *.pstatic.net, *.naver.net ?type=
  {
    id: 'H37',
    match: /^(https?:\/\/(?!search|tv|dthumb)[\w-]+(?:\.[\w-]+)*\.(?:pstatic|naver)\.net\/[^?#]+)\?type=\w+$/,
    gives: ['$1'],
  },
  // Naver proxies
  {
    id: 'H38',
    match:
      /^https?:\/\/(?:search|dthumb)[\w-]*\.(?:pstatic|naver)\.net\/[^?#]*\?(?:.*&)?src=(?:%22)?(https?%3A[^&#]+?)(?:%22)?(?:&.*)?$/,
    gives: ['${dec:1}'],
  },
  // Daum/Kakao thumb
  {
    id: 'H39',
    match: /^https?:\/\/[\w.-]+\.(?:daumcdn|kakaocdn)\.net\/thumb\/[^?#]*\?(?:.*&)?fname=(https?(?::|%3A)[^&#]+)/,
    gives: ['${dec:1}'],
  },
  // LINE obs.line-scdn.net
  {
    id: 'H40',
    match: /^(https:\/\/obs\.line-scdn\.net\/[\w-]+)\/(?:small|large|preview|[fsmw]\d+(?:x\d+)?)$/,
    gives: ['$1'],
  },
  // Pixiv i.pximg.net
  {
    id: 'H41',
    match: /^https:\/\/i\.pximg\.net\/(?:c\/[^/]+\/)?(?:img-master|custom-thumb)\/(img\/[^?#]+_p\d+)_\w+\.(\w+)$/,
    gives: ['https://i.pximg.net/img-original/$1.jpg', 'https://i.pximg.net/img-original/$1.png'],
    needs: 'referrer',
  },
];
