import { h, note, scroller, section } from "./dom.js";
import { named } from "./names.js";
import { count, decimal } from "./numbers.js";

/** Of more names none is cut: each would stop those who use the tab key. */
const MOST_FOCUSABLE = 50;

const bar = (value, kind = "") =>
  h(
    "td",
    { class: `bar ${kind}` },
    h("span", { class: "track" }, h("span", { class: "fill", style: `width:${100 * (value ?? 0)}%` })),
    h("span", { class: "value" }, decimal(value, 3)),
  );

/**
 * Shares from 0 to 1 of each class or label as bars, beside its numbers of rows; on request, those with the worst F1
 * come first. Shares and counts are lists of a key, a heading, what it means, and if narrow panes have no room, "minor" or
 * "wide".
 */
export const bars = ({ title, kind, items, shares, counts, more }) => {
  const names = new Map(
    named(
      items.map(({ name }) => name),
      items.length > MOST_FOCUSABLE ? Infinity : undefined,
    ).map((name, i) => [items[i], name]),
  );
  const row = (item) =>
    h(
      "tr",
      {},
      h("th", { scope: "row" }, names.get(item)),
      ...shares.map(([key, , , kind]) => bar(item[key], kind)),
      ...counts.map(([key, , , kind = ""]) => h("td", { class: `number ${kind}` }, count(item[key]))),
    );
  const worst = [...items].sort((a, b) => (a.f ?? -1) - (b.f ?? -1));
  const body = h("tbody", {}, ...items.map(row));
  const order = (event) => body.replaceChildren(...(event.target.checked ? worst : items).map(row));
  return section(
    title,
    h("label", { class: "switch" }, h("input", { type: "checkbox", onchange: order }), "Worst F1 first"),
    scroller(
      `Measures of each ${kind.toLowerCase()}`,
      h(
        "table",
        { class: "classes" },
        h(
          "thead",
          {},
          h(
            "tr",
            {},
            h("th", { scope: "col" }, kind),
            ...shares.map(([, name, meaning, kind = ""]) =>
              h("th", { scope: "col", class: kind, title: meaning }, name),
            ),
            ...counts.map(([, name, meaning, kind = ""]) =>
              h("th", { scope: "col", class: `number ${kind}`, title: meaning }, name),
            ),
          ),
        ),
        body,
      ),
    ),
    more ? note(more) : null,
  );
};
