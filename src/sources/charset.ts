import iconv from 'iconv-lite';

/**
 * The iconv-lite name of a charset label as servers write it, or null for what is no charset: `"x-cp1251"`, `win-1251`,
 * `UTF8`, `iso-8859-1` (read as windows-1252, as the WHATWG Encoding Standard asks).
 */
export function charsetOf(label: string | null | undefined): string | null {
  const name = (label ?? '').trim().toLowerCase().replace(/^x-/, '').replaceAll('_', '-');
  const plain = ALIASES.get(name) ?? name;
  if (plain === '' || NO_CHARSETS.test(plain) || !iconv.encodingExists(plain)) return null;
  return plain;
}

const ALIASES: ReadonlyMap<string, string> = new Map([
  ['utf8', 'utf-8'],
  ['unicode-1-1-utf-8', 'utf-8'],
  ['u8', 'utf-8'],
  ['u16', 'utf-16'],
  ['ucs-2', 'utf-16'],
  ['iso-10646-ucs-2', 'utf-16'],
  ['iso-10646-ucs-4', 'utf-32'],
  ['ucs-4', 'utf-32'],
  ['ascii', 'windows-1252'],
  ['us-ascii', 'windows-1252'],
  ['latin1', 'windows-1252'],
  ['latin-1', 'windows-1252'],
  ['iso-8859-1', 'windows-1252'],
  ['iso8859-1', 'windows-1252'],
  ['iso88591', 'windows-1252'],
  ['iso-8859-9', 'windows-1254'],
  ['iso-8859-8-i', 'iso-8859-8'],
  ['win-1251', 'windows-1251'],
  ['cp-1251', 'windows-1251'],
  ['win1251', 'windows-1251'],
  ['windows1251', 'windows-1251'],
  ['cyrillic', 'iso-8859-5'],
  ['koi8', 'koi8-r'],
  ['koi', 'koi8-r'],
  ['mac-cyrillic', 'maccyrillic'],
  ['mac-roman', 'macroman'],
  ['mac', 'macroman'],
  ['gb2312', 'gb18030'],
  ['gbk', 'gb18030'],
  ['sjis', 'shift_jis'],
  ['shift-jis', 'shift_jis'],
  ['ms-kanji', 'shift_jis'],
  ['ks-c-5601-1987', 'cp949'],
  ['ksc5601', 'cp949'],
  ['tis-620', 'windows-874'],
]);

/** Names under which iconv-lite keeps codecs that are no charsets, or that hide markup from whoever reads the bytes. */
const NO_CHARSETS =
  /^(hex|base64|binary|internal|utf-?7.*|unicode-?1-?1-?utf-?7|cesu-?8|singlebyte.*)$/;
