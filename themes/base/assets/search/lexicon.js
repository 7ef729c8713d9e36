// The words of an edition as people write them, as helpgen/search/lexicon.py: beginnings,
// relatives, and what a typo meant.

const SHORTEST_TYPO = 4;
const TWO_TYPOS = 8;
const SHORTEST_PART = 4;
const SHORTEST_HALF = 3;
const DIGIT = /\p{Nd}/u;
const LIKE = 0.6;
const HEAD = 5;
const HEAD_LIKE = 0.35;

/** @typedef {[Entry, number]} Rated */

/** A word, and the term that it has in the index. */
class Entry {
  /** @param {string} text @param {(text: string) => string} termOf */
  constructor(text, termOf) {
    this.text = text;
    this.termOf = termOf;
  }

  get term() {
    return this.termOf(this.text);
  }
}

/** Puts words in order: by number, then as they're spelled. @param {1 | -1} sign */
const inOrder = (sign) => (/** @type {Rated} */ [a, x], /** @type {Rated} */ [b, y]) =>
  sign * (x - y) || (a.text < b.text ? -1 : 1);

/** Words are looked for in long texts: the browser does that quicker than any loop. */
export class Lexicon {
  /**
   * @param {string[]} slices The words, folded, sorted, with blanks between.
   * @param {string} spellings How words are written that are written otherwise: `cafe=café`.
   * @param {(text: string) => string} termOf The term of a word.
   */
  constructor(slices, spellings, termOf) {
    this.slices = slices.filter(Boolean);
    this.firsts = this.slices.map((words) => words.split(" ", 1)[0]);
    this.spellings = ` ${spellings} `;
    this.termOf = termOf;
    this.everything = "";
  }

  /** The word with its accents. @param {string} word */
  written(word) {
    const start = this.spellings.indexOf(` ${word}=`) + word.length + 2;
    return start > word.length + 1 ? this.spellings.slice(start, this.spellings.indexOf(" ", start)) : word;
  }

  /** The words that begin so, the beginning itself left out. @param {string} beginning */
  starting(beginning) {
    return this.found(` ${beginning}`, this.around(beginning)).filter(({ text }) => text !== beginning);
  }

  /** The words that a text is found in. @param {string} sought @param {string} words */
  found(sought, words = this.all()) {
    const entries = [];
    for (let place = words.indexOf(sought); place >= 0; ) {
      const start = words.lastIndexOf(" ", place) + 1;
      const end = words.indexOf(" ", Math.max(start, place + 1));
      entries.push(this.entry(words.slice(start, end)));
      place = words.indexOf(sought, end);
    }
    return entries;
  }

  /** Whether a word is among them. @param {string} word */
  has(word) {
    return this.around(word).includes(` ${word} `);
  }

  /** The slices with all words that begin so. @param {string} beginning */
  around(beginning) {
    let start = 0;
    while (this.firsts[start + 1] <= beginning) start++;
    let end = start + 1;
    while (this.firsts[end]?.startsWith(beginning)) end++;
    return ` ${this.slices.slice(start, end).join(" ")} `;
  }

  all() {
    return (this.everything ||= ` ${this.slices.join(" ")} `);
  }

  /** @param {string} text */
  entry(text) {
    return new Entry(text, this.termOf);
  }

  /** Words that share a long beginning, hold the word or are held by it; the likest first. @param {string} word */
  related(word) {
    if (word.length < SHORTEST_PART) return [];
    /** @type {Map<string, Rated>} */
    const found = new Map();
    const add = (/** @type {Entry} */ other, /** @type {number} */ likeness) => {
      if (likeness && other.text !== word && likeness > (found.get(other.text)?.[1] ?? 0)) {
        found.set(other.text, [other, likeness]);
      }
    };
    for (const other of this.starting(word.slice(0, SHORTEST_PART))) {
      const likeness = (2 * shared(word, other.text)) / (word.length + other.text.length);
      if (likeness >= LIKE) add(other, likeness);
    }
    for (const other of this.found(word)) add(other, contained(word, other.text));
    for (const other of this.heldBy(word)) add(other, contained(other.text, word));
    return [...found.values()].sort(inOrder(-1));
  }

  /** Shorter words that stand in the word, if they're like it. @param {string} word @returns {Generator<Entry>} */
  *heldBy(word) {
    const shortest = Math.max(SHORTEST_PART, Math.floor(HEAD_LIKE * word.length));
    for (let length = shortest; length < word.length; length++) {
      for (let start = 0; start + length <= word.length; start++) {
        const text = word.slice(start, start + length);
        if (this.has(text)) yield this.entry(text);
      }
    }
  }

  /** The terms of two words that make up the word: `giftcard` is `gift` and `card`. @param {string} word */
  *halves(word) {
    for (let place = 1; place < word.length; place++) {
      const unit = DIGIT.test(word[place - 1]) !== DIGIT.test(word[place]);
      if (!unit && (place < SHORTEST_HALF || place > word.length - SHORTEST_HALF)) continue;
      const [first, second] = [word.slice(0, place), word.slice(place)];
      if (this.has(first) && this.has(second)) yield [this.termOf(first), this.termOf(second)];
    }
  }

  /** Words that differ by few typos, and how many; the fewest first. @param {string} word */
  meant(word) {
    if (word.length < SHORTEST_TYPO) return [];
    const most = word.length < TWO_TYPOS ? 1 : 2;
    /** @type {Rated[]} */
    const near = [];
    // Short words keep their first letter: "form" isn't meant by "norm".
    for (const other of most === 1 ? this.found(` ${word[0]}`, this.around(word[0])) : this.long(word.length - most, word.length + most)) {
      if (Math.abs(other.text.length - word.length) > most || other.text === word) continue;
      const count = typos(word, other.text, most);
      if (count <= most) near.push([other, count]);
    }
    return near.sort(inOrder(1));
  }

  /** The words of some lengths. @param {number} least @param {number} most */
  *long(least, most) {
    for (const text of this.all().split(" ")) {
      if (text.length >= least && text.length <= most) yield this.entry(text);
    }
  }
}

/**
 * How like a word is to one that holds it; 0 if it isn't like it. A word may be the end of a
 * much longer one: `etikett`, `ruckgabeetikett`.
 * @param {string} word @param {string} whole
 */
function contained(word, whole) {
  const likeness = word.length / whole.length;
  const head = word.length >= HEAD && likeness >= HEAD_LIKE && whole.endsWith(word);
  return likeness >= LIKE || head ? likeness : 0;
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
