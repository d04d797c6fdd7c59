import { h } from "./dom.js";

/** Letters of which each is one character; finding those of other texts takes long. */
const PLAIN = /^[ -\u02ff]*$/;

/** What readers see as one character: an emoji, or a letter with its accents. */
const characters = (() => {
  const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });
  const found = (text) => Array.from(segmenter.segment(text), ({ segment }) => segment);
  return (text) => (PLAIN.test(text) ? [...text] : found(text));
})();

/** Text longer than this, in characters, is cut in its middle. */
export const MOST_CHARACTERS = 48;

/** Emoji and East Asian characters, which are as wide as two others. */
const WIDE = /\p{Extended_Pictographic}|[\u1100-\u115f\u2e80-\ud7a3\uf900-\ufaff\uff00-\uff60]/u;

const widthOf = (all) => all.reduce((sum, each) => sum + (each > "\u02ff" && WIDE.test(each) ? 2 : 1), 0);

/** The first of some characters that are no wider than most, and how many these are. */
const fitting = (all, most) => {
  let count = 0;
  for (let left = most; count < all.length; count++) {
    left -= WIDE.test(all[count]) ? 2 : 1;
    if (left < 0) break;
  }
  return all.slice(0, count);
};

const ending = (all, most) => fitting([...all].reverse(), most).reverse();

/** The beginning and the end of a text, or its beginning and what begins a little before a place. */
const middle = (all, most, from) => {
  const kept = most - 1;
  if (from === undefined) {
    const head = fitting(all, Math.ceil(kept / 2));
    return [...head, "…", ...ending(all.slice(head.length), kept - widthOf(head))].join("");
  }
  const head = fitting(all, Math.floor(kept / 4));
  const rest = all.slice(Math.max(head.length, from - 2));
  const shown = fitting(rest, kept - widthOf(head) - 1);
  return shown.length < rest.length
    ? [...head, "…", ...shown, "…"].join("")
    : [...head, "…", ...ending(all.slice(head.length), kept - widthOf(head))].join("");
};

/** The place of the first character in which some of the texts differ. */
const difference = (texts) => {
  const shortest = Math.min(...texts.map((text) => text.length));
  for (let i = 0; i < shortest; i++) {
    if (texts.some((text) => text[i] !== texts[0][i])) return i;
  }
  return shortest;
};

const grouped = (names) => {
  const groups = new Map();
  for (const [full, short] of names) {
    groups.set(short, [...(groups.get(short) ?? []), full]);
  }
  return [...groups.values()].filter((group) => group.length > 1);
};

/**
 * Cuts long names in their middle; where different names would look the same, around what distinguishes them, and if
 * even that is too long, a number tells them apart.
 *
 * @returns a map from each name to what is shown of it
 */
export const shortened = (names, most = MOST_CHARACTERS) => {
  const cut = (name) => {
    const text = 2 * name.length > most ? characters(name) : [];
    return widthOf(text) > most ? middle(text, most) : name;
  };
  const shown = new Map([...new Set(names)].map((name) => [name, cut(name)]));
  for (const group of grouped(shown)) {
    const texts = group.map(characters);
    const from = difference(texts);
    group.forEach((name, i) => shown.set(name, middle(texts[i], most, from)));
  }
  for (const group of grouped(shown)) {
    group.forEach((name, i) => shown.set(name, `${shown.get(name)} (#${i + 1})`));
  }
  return shown;
};

/**
 * A name as an element that keeps its own direction. If it is cut, the full name appears when the pointer or the
 * keyboard focus is on it.
 */
export const name = (full, short = shortened([full]).get(full)) =>
  h(
    "bdi",
    short === full ? { class: "name" } : { class: "name", tabindex: 0, role: "note", "aria-label": full, "data-full": full },
    short,
  );

/** Names that stand together, each as an element. */
export const named = (names, most) => {
  const shown = shortened(names, most);
  return names.map((full) => name(full, shown.get(full)));
};
