// What is looked for -> answers, best first, as helpgen/search/ranking.py.

import { COUNTS, FEW_WORDS } from "./plan.js";

/**
 * @typedef {import("./plan.js").Plan} Plan
 * @typedef {{ numbers: number[], weights: number[] }} Weights Answers, and what a term counts in each.
 * @typedef {{ size: number, weights: (term: string) => Weights, rarity: (term: string) => number }} Postings Answers are numbered by URL.
 * @typedef {{ number: number, score: number, matched: number }} Ranked
 */

const TAIL = 0.3;
const DIGITS = 1e6;

/** How many words an answer should hold. @param {Plan} plan */
export const required = (plan) => plan.wanted.filter((wanted) => wanted.required).length;

/** The answers to a plan, and how many of them hold every word. @param {Plan} plan @param {Postings} postings */
export function rank(plan, postings) {
  const scores = new Float64Array(postings.size);
  const matched = new Uint8Array(postings.size);
  for (const wanted of plan.wanted) add(wanted, postings, scores, matched);
  const all = required(plan);
  const answers = inOrder(plan.exact, all, scores, matched);
  return { answers, complete: answers.filter(({ matched }) => matched > 0 && matched === all).length };
}

/**
 * Adds what a word counts in each answer, its best alternative there.
 * @param {import("./plan.js").Wanted} wanted @param {Postings} postings
 * @param {Float64Array} scores @param {Uint8Array} matched
 */
function add(wanted, postings, scores, matched) {
  const best = new Float64Array(postings.size);
  const holding = new Uint8Array(postings.size);
  const own = postings.rarity(wanted.word.term);
  for (const { terms, weight } of wanted.alternatives) {
    const found = together(terms, postings);
    const rarity = terms.reduce((sum, term) => sum + postings.rarity(term), 0) / terms.length;
    const factor = own > 0 && own < rarity ? weight * (own / rarity) : weight;
    for (let place = 0; place < found.numbers.length; place++) {
      const number = found.numbers[place];
      best[number] = Math.max(best[number], found.weights[place] * factor);
      if (weight >= COUNTS) holding[number] = 1;
    }
  }
  for (let number = 0; number < postings.size; number++) {
    scores[number] += best[number] * wanted.weight;
    if (wanted.required) matched[number] += holding[number];
  }
}

/** What terms count in the answers that hold them all. @param {string[]} terms @param {Postings} postings @returns {Weights} */
function together(terms, postings) {
  const [first, ...rest] = terms.map((term) => postings.weights(term));
  if (!rest.length) return first;
  const others = rest.map(({ numbers, weights }) => new Map(numbers.map((number, place) => [number, weights[place]])));
  /** @type {Weights} */
  const found = { numbers: [], weights: [] };
  for (const [place, number] of first.numbers.entries()) {
    if (!others.every((weights) => weights.has(number))) continue;
    const sum = others.reduce((total, weights) => total + (weights.get(number) ?? 0), first.weights[place]);
    found.numbers.push(number);
    found.weights.push(sum / terms.length);
  }
  return found;
}

/** @param {boolean} exact @param {number} all @param {Float64Array} scores @param {Uint8Array} matched */
function inOrder(exact, all, scores, matched) {
  /** @type {Ranked[]} */
  const found = [];
  let most = 0;
  for (let number = 0; number < scores.length; number++) {
    if (!(scores[number] > 0) || (exact && matched[number] !== all)) continue;
    const score = Math.round(scores[number] * DIGITS) / DIGITS;
    most = Math.max(most, score);
    found.push({ number, score, matched: matched[number] });
  }
  const few = all <= FEW_WORDS;
  return found
    .filter(({ score, matched }) => score >= TAIL * most || matched === all)
    .sort((a, b) => (few ? b.matched - a.matched : 0) || b.score - a.score || a.number - b.number);
}
