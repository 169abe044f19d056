declare module 'snowball-stemmers' {
  export function newStemmer(algorithm: string): { readonly stem: (word: string) => string };
}
