// An edition's index as the page loads it (helpgen/search/page_index.py tells its form), and the
// searches that it answers. A term's postings are read when a query first asks for it.

import { Analyzer } from "./analysis.js";
import { Lexicon } from "./lexicon.js";
import { FEW_WORDS, plan } from "./plan.js";
import { rank, required } from "./ranking.js";

/** @typedef {import("./view.js").Fragment} Fragment @typedef {import("./view.js").Hit} Hit */

const FORMAT = 1;
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const [SHORT, LONG, BASE] = [56, 63, 64];
const DIGITS = new Map([...ALPHABET].map((letter, digit) => [letter, digit]));

export class Index {
  /**
   * @param {any} data The index.
   * @param {(word: string) => string} stem Of the stemmer that the index names.
   * @param {string} home Site path of the edition's home page.
   */
  constructor(data, stem, home) {
    if (data.format !== FORMAT) throw new Error(`search index of format ${data.format}: reload the page`);
    this.answers = data.answers;
    this.sections = data.sections;
    this.home = home;
    this.synonyms = Object.entries(data.synonyms);
    this.analyzer = new Analyzer(data.analyzer, stem);
    this.counts = data.levels.map((/** @type {number} */ level) => (level * (data.saturation + 1)) / (level + data.saturation));
    /** @type {string[]} */
    this.terms = data.terms.split("\n");
    /** @type {Map<string, string>} */
    this.lines = new Map();
    for (const [place, line] of data.postings.split("\n").entries()) this.lines.set(this.terms[place], line);
    this.lexicon = new Lexicon(this.terms, data.words.split("\n"));
    /** @type {Map<string, Map<number, number>>} */
    this.decoded = new Map();
  }

  /**
   * The answers that suit a query, best first.
   * @param {string} query @param {{ limit?: number }} options
   * @returns {{ corrected: string, total: number, hits: Hit[] }}
   */
  search(query, { limit = 10 } = {}) {
    const { plan, answers } = this.ranked(query);
    const terms = new Set(plan.wanted.filter((w) => w.required).flatMap((w) => w.alternatives.flatMap((a) => a.terms)));
    const hits = answers.slice(0, limit).map(({ number, score }) => this.hit(number, score, terms));
    return { corrected: plan.corrected, total: answers.length, hits };
  }

  /** The plan of a query and the answers to it. @param {string} query */
  ranked(query) {
    const planned = plan(query, this);
    const found = rank(planned, this);
    if (found.complete || planned.exact || required(planned) > FEW_WORDS) return { plan: planned, ...found };
    // The words as they are typed found too little: each may be a slip of the fingers.
    const again = plan(query, this, true);
    return { plan: again, ...rank(again, this) };
  }

  /** @param {number} number @param {number} score @param {Set<string>} terms */
  hit(number, score, terms) {
    const [title, , section, description] = this.answers[number];
    return {
      title: this.marked(title, terms),
      url: this.address(number),
      section: this.sections[section],
      snippet: this.marked(description, terms),
      score,
    };
  }

  /** A text, words that were searched in pieces of their own. @param {string} text @param {Set<string>} terms */
  marked(text, terms) {
    /** @type {Fragment[]} */
    const pieces = [];
    const add = (/** @type {number} */ start, /** @type {number} */ end, /** @type {boolean} */ marked) => {
      const last = pieces.at(-1);
      if (start >= end) return;
      if (last?.marked && marked) last.text += text.slice(start, end);
      else pieces.push({ text: text.slice(start, end), marked });
    };
    let place = 0;
    const spans = [...this.analyzer.words(text)].filter(({ term }) => terms.has(term));
    for (const { start, end } of spans.sort((a, b) => a.start - b.start || a.end - b.end)) {
      add(place, start, false);
      add(Math.max(place, start), end, true);
      place = Math.max(place, end);
    }
    add(place, text.length, false);
    return pieces;
  }

  /** How many answers hold a term. @param {string} term */
  holding = (term) => this.levels(term).size;

  /** Pairs of characters that begin with this one. @param {string} character */
  pairs = (character) => this.terms.filter((term) => term.startsWith(character) && [...term].length === 2);

  /** Site path of an answer's page. @param {number} number @returns {string} */
  address = (number) => this.home + this.answers[number][1];

  /** What a term counts in each answer that holds it. @param {string} term @returns {Map<number, number>} */
  weights(term) {
    const levels = this.levels(term);
    const rarity = Math.log(1 + (this.answers.length - levels.size + 0.5) / (levels.size + 0.5));
    return new Map([...levels].map(([number, level]) => [number, rarity * this.counts[level]]));
  }

  /** Step of the weight in each answer that holds a term. @param {string} term @returns {Map<number, number>} */
  levels(term) {
    let levels = this.decoded.get(term);
    if (!levels) this.decoded.set(term, (levels = new Map(decoded(this.lines.get(term) ?? ""))));
    return levels;
  }
}

/** The numbers and steps in a line of postings. @param {string} line @returns {Generator<[number, number]>} */
export function* decoded(line) {
  let number = -1;
  let place = 0;
  const digit = () => DIGITS.get(line[place++]) ?? 0;
  while (place < line.length) {
    const first = digit();
    if (first < SHORT) number += first;
    else if (first < LONG) number += (first - SHORT) * BASE + digit() + SHORT;
    else number += digit() * BASE ** 2 + digit() * BASE + digit();
    number += 1;
    yield [number, digit()];
  }
}
