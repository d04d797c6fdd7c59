import { h } from "./dom.js";

const GAP = 4;

/** Shows the full text of whatever is cut, of which the attribute data-full tells, to the pointer and the keyboard. */
export const showFullTexts = () => {
  const tip = h("div", { class: "tip", role: "tooltip", dir: "auto", hidden: "" });
  document.body.append(tip);
  let shown = null;
  const show = (element) => {
    shown = element;
    tip.hidden = element === null;
    if (element === null) {
      return;
    }
    tip.textContent = element.dataset.full;
    const at = element.getBoundingClientRect();
    const { width, height } = tip.getBoundingClientRect();
    const below = at.bottom + GAP + height <= innerHeight || at.top < height + GAP;
    tip.style.left = `${Math.max(GAP, Math.min(at.left, innerWidth - width - GAP))}px`;
    tip.style.top = `${below ? at.bottom + GAP : at.top - GAP - height}px`;
  };
  const hide = () => show(null);
  const point = ({ target }) => show(target instanceof Element ? target.closest("[data-full]") : null);
  addEventListener("pointerover", point);
  addEventListener("focusin", point);
  addEventListener("focusout", hide);
  // the focus itself may scroll to what has it
  addEventListener("scroll", () => show(shown === document.activeElement ? shown : null), true);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !tip.hidden) {
      hide();
      event.preventDefault(); // KNIME would close the view
    }
  });
};
