import type { NewsLine } from './news-lines.ts';
import type { DigestView, Piece, StoryView } from './view.ts';

/** Characters of the longest line; addresses are never broken. */
const WIDTH = 76;

/** The mail for those who read plain text; it tells all that the HTML tells. */
export function renderText(view: DigestView): string {
  const blocks = [
    [view.service.toUpperCase(), view.title, view.window].join('\n'),
    ...view.groups.flatMap(({ title, stories }) => [
      `${title.toUpperCase()}\n${'='.repeat(title.length)}`,
      ...stories.map((story) => storyText(story, view.words)),
    ]),
    ...(view.board === null
      ? []
      : [
          [
            `${view.board.title.toUpperCase()}\n${'='.repeat(view.board.title.length)}`,
            ...view.board.lines.map((line) => wrapped(line)),
            ...(view.board.href === null ? [] : [view.board.href]),
          ].join('\n'),
        ]),
    ...(view.nothing === null ? [] : [wrapped(view.nothing)]),
    ...(view.hidden === null ? [] : [withLink(`… ${view.hidden}`, view.archiveHref)]),
    '-'.repeat(40),
    wrapped(view.coverage),
    wrapped(`${view.reason} ${view.foot}`),
    ...(view.manageHref === null ? [] : [withLink(view.words.manage, view.manageHref)]),
    withLink(view.words.unsubscribe, view.unsubscribeHref),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function storyText(story: StoryView, { why, irrelevant }: DigestView['words']): string {
  const lines = [
    wrapped(plain(story.headline)),
    wrapped(`${story.sign} ${story.badges.join(' · ')}`),
    ...story.news.map(newsText),
    ...(story.quote === null ? [] : [wrapped(starred(story.quote), '  > ')]),
    wrapped(story.byline),
    ...(story.href === null ? [] : [story.href]),
    ...(story.whyHref === null ? [] : [withLink(why, story.whyHref)]),
    ...(story.irrelevantHref === null ? [] : [withLink(irrelevant, story.irrelevantHref)]),
  ];
  return lines.join('\n');
}

function newsText({ text, quoted, href }: NewsLine): string {
  return withLink(wrapped(quoted === null ? text : `${text} ${quoted.text}`, '  ! '), href);
}

function withLink(words: string, href: string | null): string {
  return href === null ? words : `${words}\n${href}`;
}

function plain(pieces: readonly Piece[]): string {
  return pieces.map(({ text }) => text).join('');
}

function starred(pieces: readonly Piece[]): string {
  return pieces.map(({ text, isMarked }) => (isMarked ? `*${text}*` : text)).join('');
}

/** Lines of at most `WIDTH` characters where words allow, each after a prefix. */
function wrapped(text: string, prefix = ''): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').filter((part) => part !== '')) {
    if (line !== '' && prefix.length + line.length + 1 + word.length > WIDTH) {
      lines.push(prefix + line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, prefix + line].join('\n');
}
