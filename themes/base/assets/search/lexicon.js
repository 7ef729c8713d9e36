// The words of an edition as people write them, as helpgen/search/lexicon.py: beginnings,
// relatives, and what a typo meant.

const SHORTEST_TYPO = 4;
const TWO_TYPOS = 8;
const SHORTEST_PART = 4;
const LIKE = 0.6;

/** Puts [word, number] pairs in order: by number, then by word. @param {1 | -1} sign */
const inOrder = (sign) => (/** @type {[string, number]} */ a, /** @type {[string, number]} */ b) =>
  sign * (a[1] - b[1]) || (a[0] < b[0] ? -1 : 1);

export class Lexicon {
  /**
   * @param {string[]} terms
   * @param {string[]} lines A line for each term, of the words that have it.
   */
  constructor(terms, lines) {
    /** Each word with its term and how it's written. @type {Map<string, { term: string, written: string }>} */
    this.words = new Map();
    for (const [place, line] of lines.entries()) if (line !== "~") this.add(terms[place], line);
    this.joined = `\n${[...this.words.keys()].join("\n")}\n`;
  }

  /** @param {string} term @param {string} line */
  add(term, line) {
    for (const entry of line.split(",")) {
      const [short, written] = entry.split(":");
      const word = short[0] === "=" ? short.slice(1) : term + short;
      if (!this.words.has(word)) this.words.set(word, { term, written: written ?? word });
    }
  }

  /** The word with its accents. @param {string} word */
  written(word) {
    return this.words.get(word)?.written ?? word;
  }

  /** The words that begin so, the beginning itself left out. @param {string} beginning */
  starting(beginning) {
    return this.found(`\n${beginning}`).filter((word) => word !== beginning);
  }

  /** The words around every place of a text. @param {string} text @returns {string[]} */
  found(text) {
    const words = [];
    for (let place = this.joined.indexOf(text); place >= 0; ) {
      const end = this.joined.indexOf("\n", place + 1);
      words.push(this.joined.slice(this.joined.lastIndexOf("\n", place) + 1, end));
      place = this.joined.indexOf(text, end);
    }
    return words;
  }

  /** Words that share a long beginning, hold the word or are held by it; the likest first. @param {string} word */
  related(word) {
    if (word.length < SHORTEST_PART) return [];
    /** @type {Map<string, number>} */
    const found = new Map();
    const add = (/** @type {string} */ other, /** @type {number} */ likeness) =>
      found.set(other, Math.max(found.get(other) ?? 0, likeness));
    for (const other of this.starting(word.slice(0, SHORTEST_PART))) {
      add(other, (2 * shared(word, other)) / (word.length + other.length));
    }
    for (const other of this.found(word)) add(other, word.length / other.length);
    for (const other of this.heldBy(word)) add(other, other.length / word.length);
    found.delete(word);
    return [...found].filter(([, likeness]) => likeness >= LIKE).sort(inOrder(-1));
  }

  /** Shorter words that stand in the word. @param {string} word */
  *heldBy(word) {
    for (let start = 0; start <= word.length - SHORTEST_PART; start++) {
      for (let end = start + SHORTEST_PART; end <= word.length; end++) {
        if (this.words.has(word.slice(start, end))) yield word.slice(start, end);
      }
    }
  }

  /** Two words that make up the word: `giftcard` is `gift` and `card`. @param {string} word */
  *halves(word) {
    for (let place = 3; place < word.length - 2; place++) {
      const [first, second] = [word.slice(0, place), word.slice(place)];
      if (this.words.has(first) && this.words.has(second)) yield [first, second];
    }
  }

  /** Words that differ by few typos, and how many; the fewest first. @param {string} word */
  meant(word) {
    if (word.length < SHORTEST_TYPO) return [];
    const most = word.length < TWO_TYPOS ? 1 : 2;
    /** @type {[string, number][]} */
    const near = [];
    for (const other of this.words.keys()) {
      if (Math.abs(other.length - word.length) > most || other === word) continue;
      // Short words keep their first letter: "form" isn't meant by "norm".
      if (most === 1 && other[0] !== word[0]) continue;
      const count = typos(word, other, most);
      if (count <= most) near.push([other, count]);
    }
    return near.sort(inOrder(1));
  }
}

/** How many letters two words have in common from the start. @param {string} word @param {string} other */
function shared(word, other) {
  let count = 0;
  while (count < word.length && word[count] === other[count]) count++;
  return count;
}

/**
 * Letters to change, add, leave out or swap with a neighbour (optimal string alignment);
 * more than `most` once it's known to be more.
 * @param {string} one @param {string} other @param {number} most
 */
function typos(one, other, most) {
  let before = new Array(other.length + 1).fill(0);
  let row = before.map((_, place) => place);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1];
      let count = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + Number(!same));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        count = Math.min(count, before[j - 2] + 1);
      }
      next.push(count);
      least = Math.min(least, count);
    }
    if (least > most) return least;
    [before, row] = [row, next];
  }
  return row[other.length];
}
