// A query -> what is looked for, as helpgen/search/plan.py: each word, and what else would do.

import { cut } from "./analysis.js";

/**
 * @typedef {import("./analysis.js").Word} Word
 * @typedef {{ terms: string[], weight: number }} Alternative
 * @typedef {{ word: Word, weight: number, required: boolean, alternatives: Alternative[] }} Wanted
 * @typedef {{ wanted: Wanted[], exact: boolean, corrected: string }} Plan
 * @typedef {{
 *   analyzer: import("./analysis.js").Analyzer, lexicon: import("./lexicon.js").Lexicon,
 *   synonyms: [string, string[]][], holding: (term: string) => number, pairs: (character: string) => string[],
 * }} Vocabulary
 */

const LONGEST_QUERY = 300;
const MOST_WORDS = 24;
const COMMON = 0.2;
const [SYNONYM, JOINED, HALVES] = [0.8, 0.9, 0.8];
const TYPO = [1.0, 0.8, 0.6];
const [RELATED, RELATED_UNKNOWN] = [0.49, 0.6];
const [MOST_RELATED, MOST_TYPOS, MOST_PREFIXES] = [5, 4, 10];
const SHORTEST_PREFIX = 2;
export const FEW_WORDS = 3;
export const COUNTS = 0.5; // from this weight on an alternative stands for the word itself
const QUOTED = /["“”„«»「」『』]([^"“”„«»「」『』]+)["“”„«»「」『』]/;
// What Python takes for white space, which is not quite what JavaScript does.
const BLANK = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const ENDED = new RegExp(`[${BLANK}"“”„«»「」『』.,;:!?。、？！؟،]$`);

/** What to look for. @param {string} query @param {Vocabulary} vocabulary @param {boolean} moreTypos @returns {Plan} */
export function plan(query, vocabulary, moreTypos = false) {
  query = cut(query, 0, LONGEST_QUERY);
  const words = distinct(vocabulary.analyzer.words(query)).slice(0, MOST_WORDS);
  if (QUOTED.test(query)) return { wanted: quoted(words), exact: true, corrected: "" };
  const planner = new Planner(query, words, vocabulary, moreTypos);
  return { wanted: planner.wanted(), exact: false, corrected: planner.corrected() };
}

/** The first word of each term. @param {Iterable<Word>} words */
function distinct(words) {
  /** @type {Map<string, Word>} */
  const seen = new Map();
  for (const word of words) if (!seen.has(word.term)) seen.set(word.term, word);
  return [...seen.values()];
}

/** Words as they are; common ones needn't be there, as those of a text aren't kept. @param {Word[]} words @returns {Wanted[]} */
function quoted(words) {
  const onlyCommon = words.every((word) => word.common);
  return words.map((word) => {
    const required = onlyCommon || !word.common;
    return { word, weight: required ? 1 : COMMON, required, alternatives: [itself(word)] };
  });
}

/** @param {Word} word @returns {Alternative} */
const itself = (word) => ({ terms: [word.term], weight: 1 });

class Planner {
  /** @param {string} query @param {Word[]} words @param {Vocabulary} vocabulary @param {boolean} moreTypos */
  constructor(query, words, vocabulary, moreTypos) {
    this.query = query;
    this.words = words;
    this.vocabulary = vocabulary;
    this.lexicon = vocabulary.lexicon;
    this.moreTypos = moreTypos;
    /** @type {Map<Word, string>} */
    this.mended = new Map();
    this.onlyCommon = words.every((word) => word.common);
    this.last = ENDED.test(query) ? undefined : words.at(-1);
    this.others = others(words, vocabulary);
  }

  /** Each word with what would do in its place; the best for each term. @returns {Wanted[]} */
  wanted() {
    return this.words.map((word) => {
      /** @type {Map<string, Alternative>} */
      const best = new Map();
      for (const alternative of this.alternatives(word)) {
        const key = alternative.terms.join(" ");
        const known = best.get(key);
        if (known) known.weight = Math.max(known.weight, alternative.weight);
        else best.set(key, { ...alternative });
      }
      const weight = word.common && !this.onlyCommon ? COMMON : 1;
      return { word, weight, required: this.onlyCommon || !word.common, alternatives: [...best.values()] };
    });
  }

  /** The query with the mended words in their places; empty if there are none. */
  corrected() {
    let text = this.query;
    for (const [word, mended] of [...this.mended].sort(([a], [b]) => b.start - a.start)) {
      text = text.slice(0, word.start) + mended + text.slice(word.end);
    }
    return this.mended.size ? text : "";
  }

  /** @param {Word} word @returns {Generator<Alternative>} */
  *alternatives(word) {
    const known = this.vocabulary.holding(word.term) > 0;
    if (known) yield itself(word);
    yield* this.others.get(word) ?? [];
    if (word.paired) {
      yield* this.begunPairs(word);
      return;
    }
    const begun = word === this.last ? this.begun(word) : [];
    yield* begun;
    if (!word.common) yield* this.related(word, known || begun.length > 0);
    if (!word.common && !known) yield* this.halves(word);
    if ((!known && !begun.length) || (this.moreTypos && !word.common)) yield* this.meant(word, known);
  }

  /** What the last word may become. @param {Word} word @returns {Alternative[]} */
  begun({ text }) {
    if (text.length < SHORTEST_PREFIX) return [];
    return this.usual(this.lexicon.starting(text))
      .slice(0, MOST_PREFIXES)
      .map((other) => ({ terms: [other.term], weight: COUNTS + ((0.9 - COUNTS) * text.length) / other.text.length }));
  }

  /** Pairs that begin with a character that stands alone. @param {Word} word @returns {Alternative[]} */
  begunPairs({ term }) {
    if ([...term].length !== 1) return [];
    return this.vocabulary.pairs(term).slice(0, MOST_PREFIXES).map((pair) => ({ terms: [pair], weight: JOINED }));
  }

  /** @param {Word} word @param {boolean} known @returns {Generator<Alternative>} */
  *related({ text }, known) {
    const weight = known ? RELATED : RELATED_UNKNOWN;
    for (const [{ term }, likeness] of this.lexicon.related(text).slice(0, MOST_RELATED)) {
      yield { terms: [term], weight: weight * likeness };
    }
  }

  /** @param {Word} word @returns {Generator<Alternative>} */
  *halves({ text }) {
    for (const terms of this.lexicon.halves(text)) yield { terms, weight: HALVES };
  }

  /** @param {Word} word @param {boolean} known @returns {Generator<Alternative>} */
  *meant(word, known) {
    const near = this.lexicon.meant(word.text);
    if (!near.length) return;
    const fewest = near[0][1];
    const nearest = near.filter(([, count]) => count === fewest).map(([other]) => other);
    const likely = this.usual(nearest).slice(0, MOST_TYPOS);
    if (!known) this.mended.set(word, this.lexicon.written(likely[0].text));
    for (const { term } of likely) yield { terms: [term], weight: TYPO[fewest] };
  }

  /** The words, those in most answers first. @param {import("./lexicon.js").Entry[]} words */
  usual(words) {
    return words
      .map((word) => ({ word, holding: this.vocabulary.holding(word.term) }))
      .sort((a, b) => b.holding - a.holding || (a.word.text < b.word.text ? -1 : 1))
      .map(({ word }) => word);
  }
}

/** Synonyms, and two words that are written as one. @param {Word[]} words @param {Vocabulary} vocabulary */
function others(words, { analyzer, holding, synonyms }) {
  /** @type {Map<Word, Alternative[]>} */
  const found = new Map();
  const add = (/** @type {Word} */ word, /** @type {Alternative} */ other) =>
    found.set(word, [...(found.get(word) ?? []), other]);
  for (const [place, second] of words.slice(1).entries()) {
    const first = words[place];
    const joined = analyzer.term(first.text + second.text);
    if (first.paired || second.paired || !holding(joined)) continue;
    for (const word of [first, second]) add(word, { terms: [joined], weight: JOINED });
  }
  for (const [phrase, meanings] of synonyms) {
    for (const word of standing(phrase.split(" "), words)) {
      for (const meaning of meanings) {
        const terms = [...analyzer.words(meaning)].map(({ term }) => term);
        add(word, { terms, weight: SYNONYM });
      }
    }
  }
  return found;
}

/** The words of the query where the phrase stands in it. @param {string[]} phrase @param {Word[]} words */
function standing(phrase, words) {
  const start = words.findIndex((_, place) => phrase.every((text, count) => words[place + count]?.text === text));
  return start < 0 ? [] : words.slice(start, start + phrase.length);
}
