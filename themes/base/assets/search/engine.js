// An edition's index as the page loads it (helpgen/search/page_index.py tells its form), and the
// searches that it answers. A term's postings are read when a query first asks for it.

import { Analyzer } from "./analysis.js";
import { Lexicon } from "./lexicon.js";
import { FEW_WORDS, plan } from "./plan.js";
import { rank, required } from "./ranking.js";

/** @typedef {import("./view.js").Fragment} Fragment @typedef {import("./view.js").Hit} Hit */

const FORMAT = 4;
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const [SHORT, LONG, BASE] = [56, 63, 64];
const DIGITS = new Uint8Array(128);
for (let digit = 0; digit < ALPHABET.length; digit++) DIGITS[ALPHABET.charCodeAt(digit)] = digit;

/**
 * Searches in an index of one answer, as a browser gets code ready when it's first used: what is
 * typed later is answered sooner.
 * @param {(word: string) => string} stem
 */
export function rehearse(stem) {
  const words = ["answer", "help"];
  const data = {
    format: FORMAT,
    analyzer: { stemmer: "", apostrophe: "join", shortened: true, stopwords: ["how"] },
    answers: "Helpful answer\t\t0\tNobody sees it",
    sections: [""],
    synonyms: {},
    vocabulary: [[words.map(stem).join(" "), words.join(" ")]],
    spellings: "",
    postings: ["AA AA"],
    levels: [1],
    saturation: 1,
  };
  return new Index(data, stem, "").search("how hlep answer");
}

export class Index {
  /**
   * @param {any} data The index.
   * @param {(word: string) => string} stem Of the stemmer that the index names.
   * @param {string} home Site path of the edition's home page.
   */
  constructor(data, stem, home) {
    if (data.format !== FORMAT) throw new Error(`search index of format ${data.format}: reload the page`);
    /** @type {string[]} */
    this.answers = data.answers ? data.answers.split("\n") : [];
    this.size = this.answers.length;
    this.sections = data.sections;
    this.home = home;
    this.synonyms = Object.entries(data.synonyms);
    this.analyzer = new Analyzer(data.analyzer, stem);
    this.counts = data.levels.map((/** @type {number} */ level) => (level * (data.saturation + 1)) / (level + data.saturation));
    /** Slices of the terms and of the words. @type {[string, string][]} */
    this.vocabulary = data.vocabulary;
    /** Lines of postings, in slices like those of the terms. @type {string[]} */
    this.postings = data.postings;
    /** The line of each term of the slices that were read. @type {Map<number, Map<string, string>>} */
    this.slices = new Map();
    const words = this.vocabulary.map(([, words]) => words);
    this.lexicon = new Lexicon(words, data.spellings, (word) => this.analyzer.term(word));
    /** Weights of terms that were asked for. @type {Map<string, import("./ranking.js").Weights>} */
    this.known = new Map();
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
    const [title, url, section, description] = this.answers[number].split("\t");
    return {
      title: this.marked(title, terms),
      url: this.home + url,
      section: this.sections[Number(section)],
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
  holding = (term) => this.known.get(term)?.numbers.length ?? counted(this.line(term));

  /** Pairs of characters that begin with this one. @param {string} character */
  pairs = (character) =>
    this.vocabulary
      .flatMap(([terms]) => terms.split(" "))
      .filter((term) => term.startsWith(character) && [...term].length === 2);

  /** What a term counts in each answer that holds it. @param {string} term @returns {import("./ranking.js").Weights} */
  weights(term) {
    let found = this.known.get(term);
    if (!found) this.known.set(term, (found = this.read(this.line(term))));
    return found;
  }

  /** What a term counts by how few answers hold it; 0 if none does. @param {string} term */
  rarity(term) {
    const holding = this.weights(term).numbers.length;
    return holding ? this.rare(holding) : 0;
  }

  /** @param {number} holding */
  rare(holding) {
    return Math.log(1 + (this.size - holding + 0.5) / (holding + 0.5));
  }

  /** @param {string} line @returns {import("./ranking.js").Weights} */
  read(line) {
    const { numbers, levels } = decoded(line);
    const rarity = this.rare(numbers.length);
    return { numbers, weights: levels.map((level) => rarity * this.counts[level]) };
  }

  /** The line of postings of a term; empty if there's none. @param {string} term */
  line(term) {
    let [low, high] = [0, this.vocabulary.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.vocabulary[middle][0].split(" ", 1)[0] <= term) low = middle + 1;
      else high = middle;
    }
    return (low && this.slice(low - 1).get(term)) || "";
  }

  /** @param {number} number */
  slice(number) {
    let lines = this.slices.get(number);
    if (!lines) {
      const postings = this.postings[number].split(" ");
      lines = new Map(this.vocabulary[number][0].split(" ").map((term, place) => [term, postings[place]]));
      this.slices.set(number, lines);
    }
    return lines;
  }
}

/** How many answers a line of postings names. @param {string} line */
function counted(line) {
  let count = 0;
  for (let place = 0; place < line.length; count++) {
    const first = DIGITS[line.charCodeAt(place)];
    place += first < SHORT ? 2 : first < LONG ? 3 : 5;
  }
  return count;
}

/** Numbers of answers and the steps of their weights, from a line of postings. @param {string} line */
export function decoded(line) {
  /** @type {number[]} */
  const [numbers, levels] = [[], []];
  let [place, number] = [0, -1];
  const digit = () => DIGITS[line.charCodeAt(place++)];
  while (place < line.length) {
    const first = DIGITS[line.charCodeAt(place++)];
    if (first < SHORT) number += first + 1;
    else if (first < LONG) number += (first - SHORT) * BASE + digit() + SHORT + 1;
    else number += digit() * BASE ** 2 + digit() * BASE + digit() + 1;
    numbers.push(number);
    levels.push(DIGITS[line.charCodeAt(place++)]);
  }
  return { numbers, levels };
}
