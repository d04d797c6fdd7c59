import { h } from "./dom.js";

/** What readers see as one character: an emoji, or a letter with its accents. */
const characters = (() => {
  const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });
  return (text) => Array.from(segmenter.segment(text), ({ segment }) => segment);
})();

/** Text longer than this, in characters, is cut in its middle. */
export const MOST_CHARACTERS = 48;

const middle = (all, most, from) => {
  const kept = most - 1;
  if (from === undefined) {
    const head = Math.ceil(kept / 2);
    return [...all.slice(0, head), "…", ...all.slice(all.length - (kept - head))].join("");
  }
  const head = Math.floor(kept / 4);
  const begin = Math.min(Math.max(head, from - 2), all.length - (kept - head));
  const rest = all.slice(begin, begin + kept - head - 1);
  return [...all.slice(0, head), "…", ...rest, begin + rest.length < all.length ? "…" : ""].join("");
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
    const text = name.length > most ? characters(name) : [];
    return text.length > most ? middle(text, most) : name;
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
