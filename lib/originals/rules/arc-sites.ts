import type { Rule } from '../rule.ts';

/** Newsrooms whose pictures Arc Publishing keeps: region and organization of the store, then its sites. */
const STORES: readonly (readonly [region: string, organization: string, sites: readonly string[]])[] = [
  ['us-east-2', 'reuters', ['reuters.com']],
  ['us-east-1', 'tgam', ['theglobeandmail.com']],
  ['us-east-1', 'ajc', ['ajc.com']],
  [
    'us-east-1',
    'advancelocal',
    [
      'nj.com',
      'masslive.com',
      'oregonlive.com',
      'cleveland.com',
      'al.com',
      'mlive.com',
      'syracuse.com',
      'silive.com',
      'pennlive.com',
    ],
  ],
  ['us-east-1', 'thedailybeast', ['thedailybeast.com']],
  ['us-east-1', 'sltrib', ['sltrib.com']],
  ['us-east-1', 'archetype', ['militarytimes.com']],
  ['us-east-1', 'radiofreeasia', ['rfa.org']],
  ['us-east-1', 'gray', ['hawaiinewsnow.com', 'gtv-cdn.com']],
  ['eu-central-1', 'irishtimes', ['irishtimes.com']],
  ['eu-central-1', 'irishnews', ['irishnews.com']],
  ['us-east-1', 'mna', ['shropshirestar.com']],
  ['eu-central-1', 'prisa', ['elpais.com']],
  ['eu-central-1', 'diarioas', ['asmedia.epimg.net']],
  ['eu-central-1', 'madsack', ['rnd.de', 'ln-online.de', 'kn-online.de']],
  ['eu-central-1', 'ipmgroup', ['lavenir.net', 'dhnet.be']],
  ['eu-central-1', 'thenational', ['thenationalnews.com']],
  ['ap-southeast-2', 'nzme', ['nzherald.co.nz']],
  ['us-east-1', 'infobae', ['infobae.com']],
  ['us-east-1', 'lanacionar', ['lanacion.com.ar']],
  ['us-east-1', 'grupooctubre', ['pagina12.com.ar']],
  ['us-east-1', 'gruponacion', ['nacion.com']],
  ['us-east-1', 'estadao', ['estadao.com.br']],
  ['us-east-1', 'copesa', ['lacuarta.com']],
  ['ap-northeast-1', 'chosunbiz', ['biz.chosun.com']],
  ['ap-northeast-1', 'chosun', ['chosun.com']],
  ['ap-northeast-1', 'sankei', ['sanspo.com']],
];

/** From a newsroom's own resizer to the store behind it, which is the same company's. */
export const arcRules: readonly Rule[] = STORES.map(([region, organization, sites]) => ({
  id: 'H73b',
  match: new RegExp(
    `^https://(?:[\\w-]+\\.)*(?:${sites.map((site) => site.replaceAll('.', '\\.')).join('|')})/(?:pf/)?resizer/v2/([A-Z0-9]+\\.\\w+)(?:\\?.*)?$`,
  ),
  gives: [`https://cloudfront-${region}.images.arcpublishing.com/${organization}/$1`],
}));
