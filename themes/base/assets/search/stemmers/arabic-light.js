// Article, prefixed prepositions and common endings of Arabic, as helpgen/search/arabic.py.

const ARTICLES = ["وال", "بال", "كال", "فال", "ال", "لل"];
const ENDINGS = ["نا", "هم", "كم", "ها", "ك", "ان", "ات", "ون", "ين", "يه", "ه", "ي", "ت"];
const [REST, STEM] = [2, 3];

/** The folded word without article and endings. @param {string} word */
export function stem(word) {
  if (word.startsWith("و") && word.length > REST + 1) word = word.slice(1);
  const article = ARTICLES.find((each) => word.startsWith(each) && word.length - each.length >= REST);
  if (article) word = word.slice(article.length);
  for (const ending of ENDINGS) {
    if (word.endsWith(ending) && word.length - ending.length >= STEM) word = word.slice(0, -ending.length);
  }
  return word;
}
