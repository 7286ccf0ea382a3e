/** The gallery's own look: a newspaper's, so that labels are seen where readers will meet them. */
export const STYLE = `
:root { color-scheme: light dark; --ink: light-dark(#1a1a1a, #e4e4e2); --quiet: light-dark(#666, #9a9a98);
  --line: light-dark(#222, #777); --serif: Georgia, Gelasio, 'Liberation Serif', serif;
  --sans: system-ui, Inter, 'Liberation Sans', sans-serif; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 1180px; padding: 0 24px 64px; background: light-dark(#fff, #101113);
  color: var(--ink); font: 17px/28px var(--serif); }
.mast { display: flex; align-items: baseline; gap: 24px; padding: 20px 0 12px; border-bottom: 3px double var(--line);
  font: 13px/20px var(--sans); color: var(--quiet); }
.mast b { font: 700 26px/32px var(--serif); color: var(--ink); }
.columns { display: grid; grid-template-columns: minmax(0, 780fr) minmax(0, 340fr); gap: 60px; margin-top: 28px; }
h1 { margin: 0 0 8px; max-width: 20em; font: 700 38px/46px var(--serif); text-wrap: balance; }
h2 { margin: 0 0 14px; padding-top: 8px; border-top: 2px solid var(--line); font: 700 13px/18px var(--sans);
  letter-spacing: .04em; text-transform: uppercase; }
.by, figcaption { margin: 0 0 18px; font: 13px/18px var(--sans); color: var(--quiet); }
figcaption { margin: 8px 0 0; }
figure { margin: 0; }
img { display: block; width: 100%; object-fit: cover; background: light-dark(#eee, #222); }
.hero img { height: 430px; }
.hero figcaption { text-align: end; }
.text { max-width: 34em; margin: 20px 0 28px; }
.text p { margin: 0 0 14px; }
.grid { display: grid; gap: 20px 16px; }
.three { grid-template-columns: repeat(3, minmax(0, 1fr)); }
.four { grid-template-columns: repeat(4, minmax(0, 1fr)); }
.tile img { aspect-ratio: 4 / 3; }
.wide { margin-top: 24px; }
.wide img { height: 400px; }
.teaser { display: grid; grid-template-columns: 112px 1fr; gap: 14px; margin-bottom: 16px; }
.teaser img { width: 112px; height: 76px; }
.teaser p { margin: 0; font: 600 15px/20px var(--serif); }
.tall { margin-top: 28px; }
.tall img { height: 440px; }
section { margin-top: 40px; }
.far { height: 3000px; }
`;
