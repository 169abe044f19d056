import type { ErrorCode } from 'yaml';

/** What a YAML syntax error means to the person who typed the file; `message` is the package's own. */
export function syntaxSentence(code: ErrorCode, message: string): string {
  return (
    SENTENCES[code] ??
    `cannot be read as YAML: ${message.charAt(0).toLowerCase()}${message.slice(1)}`
  );
}

const SENTENCES: Readonly<Partial<Record<ErrorCode, string>>> = {
  TAB_AS_INDENT: 'a tab stands where only spaces may indent: replace it by spaces',
  TAG_RESOLVE_FAILED: 'tags (`!name`) are not used here: quote text that begins with `!`',
  RESOURCE_EXHAUSTION: 'is nested too deeply',
  NON_STRING_KEY: 'a key must be a plain word',
  BLOCK_AS_IMPLICIT_KEY: 'a second `: ` on one line: put quotes round text that holds `: `',
  MULTILINE_IMPLICIT_KEY: 'a key without `:`, or text that runs on over several lines',
  UNEXPECTED_TOKEN:
    'this does not belong here: look at the indentation, brackets and quotes around it',
  BAD_SCALAR_START: 'text cannot begin with this character: put quotes round it',
};
