// Text -> the words it's searched by, as helpgen/search/analysis.py makes them; shared cases hold
// both to it. Python counts code points, so lengths and cuts here do so too.

/**
 * @typedef {{ text: string, term: string, common: boolean, paired: boolean, start: number, end: number }} Word
 * @typedef {{ stemmer: string, apostrophe: string, shortened: boolean, stopwords: string[] }} Rules
 */

const LONGEST = 64;
const SHORTENED = /^(?:s|d|ll|m|re|ve)$/i; // it's, I'd; not those of don't
const SURROGATE = /[\ud800-\udfff]/;
const SIGNS =
  "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a" +
  "\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0900-\u0963\u0966-\u0dff" +
  "\u0e30-\u0e4e\u0eb0-\u0ece\u102b-\u103e\u1780-\u17d3\u3099\u309a\u00ad\u200c\u200d";
const LETTER = `[\\p{L}\\p{N}${SIGNS}]`;
const WORD = new RegExp(`${LETTER}+(?:['’\\-]${LETTER}+)*`, "gu");
// The same for texts in Latin-1 and with usual marks: a browser takes a millisecond to make ready
// what knows all letters, several on a phone.
const PLAIN = /^[\0-\xff\u2010-\u2027\u20ac\u2122]*$/;
const PLAIN_WORD = /[\dA-Za-zªµº²³¹¼-¾À-ÖØ-öø-ÿ\xad]+(?:['’-][\dA-Za-zªµº²³¹¼-¾À-ÖØ-öø-ÿ\xad]+)*/g;
const SIMPLE = /^[\dA-Za-z]+$/; // one part, and nothing to fold but capitals
const PAIRED =
  "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff" +
  "\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\u{20000}-\u{3ffff}";
const RUN = new RegExp(`[${PAIRED}]+|[^${PAIRED}]+`, "gu");
const IS_PAIRED = new RegExp(`[${PAIRED}]`, "u");
const AS_IT_IS = /[\p{Nd}\u{10000}-\u{10ffff}]/u; // these aren't stemmed
const MARKS =
  /([\u0400-\u04ff][\u0300-\u036f])|[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u00ad\u200c\u200d ,.()·\u2044]/g;
const LETTERS = new Map(Object.entries({
  ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", ł: "l", ı: "i", þ: "th", ё: "е", ς: "σ",
  ى: "ي", ی: "ي", ة: "ه", ک: "ك",
})); // prettier-ignore
const OTHERS = new RegExp(`[${[...LETTERS.keys()].join("")}]`, "g");

/** Length in code points. @param {string} text */
export const size = (text) => (SURROGATE.test(text) ? [...text].length : text.length);

/** A part of a text, by code points. @param {string} text @param {number} start @param {number} [end] */
export const cut = (text, start, end) =>
  SURROGATE.test(text) ? [...text].slice(start, end).join("") : text.slice(start, end);

/** The one spelling of a word: `Größe` and `GRÖSSE` both give `grosse`. @param {string} text */
export function fold(text) {
  if (!/[^\0-\x7f]/.test(text)) return text.toLowerCase();
  const decomposed = text.normalize("NFKC").toLowerCase().normalize("NFD");
  const composed = decomposed.replace(MARKS, "$1").normalize("NFC");
  return composed.replace(OTHERS, (letter) => LETTERS.get(letter) ?? "");
}

/** Cuts texts of one language into words. */
export class Analyzer {
  /** @param {Rules} rules @param {(word: string) => string} stem */
  constructor(rules, stem) {
    this.rules = rules;
    this.stopwords = new Set(rules.stopwords);
    this.stem = stem;
    /** Pieces that were cut. @type {Map<string, Word[]>} */
    this.known = new Map();
  }

  /** The words of a text in their order. @param {string} text @returns {Generator<Word>} */
  *words(text) {
    for (const { 0: piece, index } of text.matchAll(PLAIN.test(text) ? PLAIN_WORD : WORD)) {
      const place = (/** @type {number} */ count) => index + cut(piece, 0, count).length;
      for (const word of this.parts(piece)) yield { ...word, start: place(word.start), end: place(word.end) };
    }
  }

  /** The words of a piece, with their places in it. @param {string} piece @returns {Word[]} */
  parts(piece) {
    let parts = this.known.get(piece);
    if (!parts) this.known.set(piece, (parts = this.cut(piece)));
    return parts;
  }

  /** @param {string} piece */
  cut(piece) {
    if (SIMPLE.test(piece)) return [this.part(piece.toLowerCase(), 0, piece.length)];
    const parts = [...this.hyphenated(piece)];
    if (parts.length > 1 && piece.includes("-") && !parts.some((part) => part.paired)) {
      parts.push(this.part(parts.map((part) => part.text).join(""), 0, size(piece)));
    }
    return parts;
  }

  /** The term of a folded word without pairs of characters. @param {string} folded */
  term(folded) {
    return AS_IT_IS.test(folded) ? folded : this.stem(folded);
  }

  /** @param {string} piece */
  *hyphenated(piece) {
    let start = 0;
    for (const name of piece.split("-")) {
      yield* this.withApostrophes(name, start);
      start += size(name) + 1;
    }
  }

  /** @param {string} name @param {number} start */
  *withApostrophes(name, start) {
    const { apostrophe, shortened } = this.rules;
    const pieces = name.split(/['’]/);
    const end = start + size(name);
    if (apostrophe === "split") {
      for (const piece of pieces) {
        yield* this.runs(piece, start, start + size(piece));
        start += size(piece) + 1;
      }
    } else if (apostrophe === "first" || (shortened && pieces.length === 2 && SHORTENED.test(pieces[1]))) {
      yield* this.runs(pieces[0], start, end);
    } else {
      yield* this.runs(pieces.join(""), start, end);
    }
  }

  /** @param {string} piece @param {number} start @param {number} end */
  *runs(piece, start, end) {
    const folded = fold(piece);
    if (!folded) return;
    if (!IS_PAIRED.test(folded)) {
      yield this.part(folded, start, end);
      return;
    }
    const exact = size(folded) === end - start;
    let place = start;
    for (const run of folded.match(RUN) ?? []) {
      const [first, last] = exact ? [place, place + size(run)] : [start, end];
      if (IS_PAIRED.test(run)) yield* pairs(run, first, last);
      else yield this.part(run, first, last);
      place = last;
    }
  }

  /** @param {string} folded @param {number} start @param {number} end @returns {Word} */
  part(folded, start, end) {
    const text = cut(folded, 0, LONGEST);
    return { text, term: this.term(text), common: this.stopwords.has(text), paired: false, start, end };
  }
}

/** @param {string} run @param {number} start @param {number} end */
function* pairs(run, start, end) {
  const letters = [...run];
  const exact = letters.length === end - start;
  if (letters.length === 1) yield pair(run, start, end);
  for (let place = 0; place < letters.length - 1; place++) {
    const first = exact ? start + place : start;
    yield pair(letters[place] + letters[place + 1], first, exact ? first + 2 : end);
  }
}

/** @param {string} text @param {number} start @param {number} end @returns {Word} */
function pair(text, start, end) {
  return { text, term: text, common: /[\u3041-\u309f]/.test(text), paired: true, start, end };
}
