import { h } from "./dom.js";

const GAP = 4;

/** Shows the full text of whatever is cut, of which the attribute data-full tells, to the pointer and the keyboard. */
export const showFullTexts = () => {
  const tip = h("div", { class: "tip", role: "tooltip", dir: "auto", hidden: "" });
  document.body.append(tip);
  const hide = () => (tip.hidden = true);
  const show = ({ target }) => {
    const element = target instanceof Element ? target.closest("[data-full]") : null;
    if (!element) {
      return hide();
    }
    tip.textContent = element.dataset.full;
    tip.hidden = false;
    const at = element.getBoundingClientRect();
    const { width, height } = tip.getBoundingClientRect();
    const below = at.bottom + GAP + height <= innerHeight || at.top < height + GAP;
    tip.style.left = `${Math.max(GAP, Math.min(at.left, innerWidth - width - GAP))}px`;
    tip.style.top = `${below ? at.bottom + GAP : at.top - GAP - height}px`;
  };
  addEventListener("pointerover", show);
  addEventListener("focusin", show);
  addEventListener("focusout", hide);
  addEventListener("scroll", hide, true);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !tip.hidden) {
      hide();
      event.preventDefault(); // KNIME would close the view
    }
  });
};
