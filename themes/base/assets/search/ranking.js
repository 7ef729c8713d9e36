// What is looked for -> answers, best first, as helpgen/search/ranking.py.

import { COUNTS, FEW_WORDS } from "./plan.js";

/**
 * @typedef {import("./plan.js").Plan} Plan
 * @typedef {Map<number, number>} Weights
 * @typedef {{ weights: (term: string) => Weights, address: (number: number) => string }} Postings
 */

const TAIL = 0.3;
const DIGITS = 1e6;

/** How many words an answer should hold. @param {Plan} plan */
export const required = (plan) => plan.wanted.filter((wanted) => wanted.required).length;

/** Number and score of each answer to a plan, and how many hold every word. @param {Plan} plan @param {Postings} postings */
export function rank(plan, postings) {
  /** @type {Weights} */
  const scores = new Map();
  /** @type {Weights} */
  const matched = new Map();
  for (const wanted of plan.wanted) add(wanted, postings, scores, matched);
  const all = required(plan);
  const complete = [...matched.values()].filter((count) => count === all).length;
  return { answers: inOrder(plan, postings, scores, matched), complete };
}

/** @param {import("./plan.js").Wanted} wanted @param {Postings} postings @param {Weights} scores @param {Weights} matched */
function add(wanted, postings, scores, matched) {
  /** @type {Weights} */
  const best = new Map();
  const holding = new Set();
  for (const { terms, weight } of wanted.alternatives) {
    for (const [number, counted] of together(terms, postings)) {
      if (weight >= COUNTS) holding.add(number);
      best.set(number, Math.max(best.get(number) ?? 0, counted * weight));
    }
  }
  for (const [number, weight] of best) scores.set(number, (scores.get(number) ?? 0) + weight * wanted.weight);
  if (!wanted.required) return;
  for (const number of holding) matched.set(number, (matched.get(number) ?? 0) + 1);
}

/** What terms count in the answers that hold them all. @param {string[]} terms @param {Postings} postings @returns {Weights} */
function together(terms, postings) {
  const [first, ...rest] = terms.map((term) => postings.weights(term));
  if (!rest.length) return first;
  /** @type {Weights} */
  const found = new Map();
  for (const [number, weight] of first) {
    if (!rest.every((weights) => weights.has(number))) continue;
    const sum = rest.reduce((total, weights) => total + (weights.get(number) ?? 0), weight);
    found.set(number, sum / terms.length);
  }
  return found;
}

/** @param {Plan} plan @param {Postings} postings @param {Weights} scores @param {Weights} matched */
function inOrder(plan, postings, scores, matched) {
  const all = required(plan);
  const few = all <= FEW_WORDS;
  const found = [...scores]
    .filter(([number]) => !plan.exact || matched.get(number) === all)
    .map(([number, score]) => ({
      number,
      score: Math.round(score * DIGITS) / DIGITS,
      matched: matched.get(number) ?? 0,
      address: postings.address(number),
    }));
  const least = TAIL * Math.max(0, ...found.map(({ score }) => score));
  return found
    .filter(({ score, matched }) => score >= least || matched === all)
    .sort(
      (a, b) =>
        (few ? b.matched - a.matched : 0) || b.score - a.score || (a.address < b.address ? -1 : 1),
    );
}
