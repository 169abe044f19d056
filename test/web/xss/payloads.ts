/*
 * Texts that would call `canary()` if any of them were taken for markup or followed as an address: every way to run
 * a script that browsers know, behind every way out of the place where a text may stand, however a feed may write it.
 */

/** What runs by itself once it is markup; with `%` where the call stands. */
export const VECTORS: Readonly<Record<string, string>> = {
  script: '<script>%</script>',
  image: '<img src=x onerror=%>',
  svg: '<svg onload=%>',
  'svg script': '<svg><script>%</script></svg>',
  frame: `<iframe srcdoc="<script>parent.%</script>"></iframe>`,
  'frame address': '<iframe src="javascript:parent.%"></iframe>',
  details: '<details open ontoggle=%>x</details>',
  focus: '<input autofocus onfocus=%>',
  video: '<video><source onerror=% src=x></video>',
  animation: '<svg><animate onbegin=% attributeName=x dur=1s></svg>',
  template: '<math><mtext><table><mglyph><style><!--</style><img src=x onerror=%>',
  'style event':
    '<style>@keyframes x{}</style><b style="animation-name:x" onanimationstart="%">x</b>',
  hover: '<b onmouseover="%" class=hover>x</b>',
  address: '<a href="javascript:%" class=follow>x</a>',
};

/** How a text may leave the place where it stands, and such a place; with `%` where the text stands. */
export const PLACES: Readonly<Record<string, readonly [way: string, place: string]>> = {
  text: ['', '<p>%</p>'],
  'double quotes': ['">', '<input value="%">'],
  'single quotes': [`'>`, `<input value='%'>`],
  title: ['</title>', '<title>%</title>'],
  comment: ['-->', '<!-- % -->'],
  script: ['</script>', '<script>"%"</script>'],
};

/** How a feed may write a text so that a reader comes to the text itself. */
export const ENCODINGS: Readonly<Record<string, (text: string) => string>> = {
  'escaped once': (text) => escaped(text),
  'escaped twice': (text) => escaped(escaped(text)),
  'in CDATA': (text) => `<![CDATA[${escaped(text).replaceAll(']]>', ']]]]><![CDATA[>')}]]>`,
};

/** One of them: its name, the text, and the same as a feed writes it. */
export type Payload = { readonly name: string; readonly text: string; readonly inFeed: string };

/** All of them: each vector in each place in each encoding. */
export const XSS_PAYLOADS: readonly Payload[] = Object.entries(VECTORS).flatMap(
  ([vector, markup]) =>
    Object.entries(PLACES).flatMap(([place, [way]]) =>
      Object.entries(ENCODINGS).map(([encoding, write]) => {
        const name = `${vector}, ${place}, ${encoding}`;
        const text = way + markup.replace('%', `canary('${vector}')`);
        return { name, text, inFeed: write(text) };
      }),
    ),
);

/** Addresses that would run a script or lead away if they were followed. */
export const ADDRESSES: readonly string[] = [
  `javascript:canary('address')`,
  `JaVaScRiPt:canary('address')`,
  `java\tscript:canary('address')`,
  ` javascript:canary('address')`,
  `\u0001javascript:canary('address')`,
  `javascript://paper.example/%0acanary('address')`,
  `data:text/html,<script>canary('address')</script>`,
  `vbscript:canary('address')`,
  `https://paper.example/"onmouseover="canary('address')`,
  `https://paper.example/'><script>canary('address')</script>`,
  `//paper.example/x`,
  `file:///etc/passwd`,
];

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
