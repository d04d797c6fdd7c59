const fill = (element, attributes, children) => {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) {
      element.addEventListener(name.slice(2), value);
    } else if (value !== null) {
      element.setAttribute(name, value);
    }
  }
  element.append(...children.flat().filter((child) => child !== null));
  return element;
};

/** Makes an HTML element; text is never read as HTML. */
export const h = (tag, attributes = {}, ...children) => fill(document.createElement(tag), attributes, children);

/** Makes an SVG element. */
export const svg = (tag, attributes = {}, ...children) =>
  fill(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);

/** Calls back with the width of an element when it is first shown and whenever it changes. */
export const onWidth = (element, draw) => {
  let drawn = 0;
  new ResizeObserver(([entry]) => {
    const width = Math.floor(entry.contentRect.width);
    if (width > 0 && width !== drawn) {
      drawn = width;
      draw(width);
    }
  }).observe(element);
};

export const tile = (name, value, note = null) =>
  h("div", { class: "tile" }, h("dt", {}, name), h("dd", {}, h("strong", {}, value), note && h("small", {}, note)));

export const tiles = (...all) => h("dl", { class: "tiles" }, ...all);

export const section = (title, ...parts) => h("section", {}, h("h2", {}, title), ...parts);

export const note = (text) => h("p", { class: "note" }, text);

/** A part that scrolls by itself, with the keyboard too. */
export const scroller = (label, ...parts) =>
  h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": label }, ...parts);
