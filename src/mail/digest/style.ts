import type { CSSProperties } from 'react';

/** Warm neutrals and one accent; every text colour has a contrast of 4.5:1 or more with its ground. */
const LIGHT = {
  wash: '#f5f1ed',
  paper: '#fffefd',
  line: '#e2dcd6',
  ink: '#1c1917',
  soft: '#5f5750',
  accent: '#8c1d2f',
  mark: '#f6e2e3',
};
const DARK: typeof LIGHT = {
  wash: '#100e0d',
  paper: '#1a1716',
  line: '#3a342f',
  ink: '#ece8e4',
  soft: '#b3aaa2',
  accent: '#f2a3ac',
  mark: '#4f262d',
};

const SANS = "-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
const SERIF = "Georgia,'Times New Roman',serif";
const WRAPS: CSSProperties = { wordBreak: 'break-word', overflowWrap: 'anywhere' };

/** Styles stand in the elements, since some mail programs drop everything else. */
export const STYLES = {
  page: { margin: 0, padding: 0, backgroundColor: LIGHT.wash, fontFamily: SANS },
  card: {
    width: '100%',
    maxWidth: 600,
    backgroundColor: LIGHT.paper,
    borderTop: `4px solid ${LIGHT.accent}`,
  },
  pad: { padding: '28px 36px 0' },
  endPad: { padding: '28px 36px 36px' },
  service: {
    margin: '0 0 16px',
    fontSize: 14,
    lineHeight: '20px',
    fontWeight: 700,
    color: LIGHT.accent,
  },
  title: {
    margin: '0 0 4px',
    fontFamily: SERIF,
    fontSize: 26,
    lineHeight: '33px',
    fontWeight: 700,
    color: LIGHT.ink,
  },
  small: { margin: 0, fontSize: 14, lineHeight: '21px', color: LIGHT.soft },
  group: {
    margin: 0,
    padding: '0 0 8px',
    borderBottom: `2px solid ${LIGHT.ink}`,
    fontSize: 15,
    lineHeight: '22px',
    fontWeight: 700,
    color: LIGHT.ink,
  },
  story: { borderBottom: `1px solid ${LIGHT.line}` },
  lastStory: {},
  storyCell: { padding: '22px 0 24px' },
  badges: { margin: '0 0 8px', fontSize: 12, lineHeight: '26px', color: LIGHT.soft },
  badge: { border: `1px solid ${LIGHT.line}`, padding: '2px 7px', color: LIGHT.soft },
  measure: {
    border: `1px solid ${LIGHT.ink}`,
    padding: '2px 7px',
    color: LIGHT.ink,
    fontWeight: 700,
  },
  headline: {
    margin: '0 0 8px',
    fontFamily: SERIF,
    fontSize: 20,
    lineHeight: '27px',
    fontWeight: 700,
    color: LIGHT.ink,
    ...WRAPS,
  },
  headlineLink: { color: LIGHT.ink, textDecoration: 'none' },
  quote: {
    margin: '0 0 10px',
    padding: '0 0 0 14px',
    borderLeft: `3px solid ${LIGHT.line}`,
    fontFamily: SERIF,
    fontSize: 16,
    lineHeight: '25px',
    color: LIGHT.ink,
    ...WRAPS,
  },
  news: {
    margin: '0 0 10px',
    padding: '0 0 0 14px',
    borderLeft: `3px double ${LIGHT.line}`,
    fontSize: 14,
    lineHeight: '21px',
    color: LIGHT.ink,
    ...WRAPS,
  },
  boardLine: { margin: '10px 0 0', fontSize: 15, lineHeight: '22px', color: LIGHT.ink, ...WRAPS },
  mark: { backgroundColor: LIGHT.mark, color: LIGHT.ink, fontWeight: 700, padding: '0 1px' },
  link: { color: LIGHT.accent, textDecoration: 'underline' },
  rule: { margin: '0 0 20px', borderTop: `2px solid ${LIGHT.ink}` },
  foot: { margin: '0 0 12px', fontSize: 13, lineHeight: '20px', color: LIGHT.soft, ...WRAPS },
} satisfies Record<string, CSSProperties>;

/** For programs that read it: narrow screens, and the same colours on a dark ground. */
export const STYLE_SHEET = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
a:hover { text-decoration: underline !important; }
@media (max-width: 480px) {
  .pad { padding-left: 20px !important; padding-right: 20px !important; }
  .title { font-size: 23px !important; line-height: 30px !important; }
}
@media (prefers-color-scheme: dark) {
  .page, .page > table > tbody > tr > td { background-color: ${DARK.wash} !important; }
  .card { background-color: ${DARK.paper} !important; border-color: ${DARK.accent} !important; }
  .ink { color: ${DARK.ink} !important; }
  .soft { color: ${DARK.soft} !important; }
  .accent { color: ${DARK.accent} !important; }
  .line { border-color: ${DARK.line} !important; }
  .rule { border-color: ${DARK.ink} !important; }
  .mark { color: ${DARK.ink} !important; background-color: ${DARK.mark} !important; }
}
`;
