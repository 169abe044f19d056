/** What a form sent: the values of each field, in the order in which they came. */
export type Fields = ReadonlyMap<string, readonly string[]>;

/** A field that was filled in wrongly, and what to do about it: a sentence for the reader. */
export type FieldProblem = { readonly field: string; readonly message: string };

/** Characters of the longest value that is looked at; no choice of ours is near. */
const LONGEST = 320;

/** Takes fields one by one and notes what is wrong with them. */
export class FieldReader {
  readonly problems: FieldProblem[] = [];
  readonly #fields: Fields;

  constructor(fields: Fields) {
    this.#fields = fields;
  }

  /** The one value of a field, trimmed; empty where there is none. More than one is a mistake: which of them was meant? */
  one(field: string): string {
    const values = this.#fields.get(field) ?? [];
    const [value = ''] = values;
    if (values.length > 1) this.blame(field, 'This was sent more than once: please send it again.');
    return value.length > LONGEST ? this.#tooLong(field) : value.trim();
  }

  /** The values of a field that may have several, each once; none of another kind gets through. */
  many<Value extends string>(field: string, isOne: (value: string) => value is Value): Value[] {
    const values = [...new Set(this.#fields.get(field))];
    const known = values.filter(isOne);
    if (known.length < values.length) {
      this.blame(field, 'One of these choices is not known: please choose again.');
    }
    return known;
  }

  /** Notes a mistake; the first one of a field is enough. */
  blame(field: string, message: string): void {
    if (this.problems.every((one) => one.field !== field)) this.problems.push({ field, message });
  }

  #tooLong(field: string): string {
    this.blame(field, 'This is too long.');
    return '';
  }
}
