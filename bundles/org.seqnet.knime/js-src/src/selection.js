import { canSelect, select } from "./knime.js";
import { note } from "./dom.js";

const HINT = "Click a cell to select its rows in KNIME, or press Enter on it. With Ctrl or Shift, they are added to the selection.";

/**
 * Lets a click on a cell of a matrix, or Enter on the cell that the arrow keys chose, select its rows in KNIME. The node
 * knows which rows are in the cell "7,1". Does nothing outside KNIME.
 *
 * @param matrix the matrix and the line that says what is pointed at
 * @param words says what is in a cell
 */
export const selecting = (matrix, words) => {
  if (!canSelect()) {
    return matrix;
  }
  const said = matrix.querySelector(".readout");
  const pick = async (cell, add) => {
    const what = words(...cell.dataset.at.split(",").map(Number));
    if (!add) {
      matrix.querySelectorAll(".selected").forEach((other) => other.classList.remove("selected"));
    }
    cell.classList.add("selected");
    try {
      await select(add ? "ADD" : "REPLACE", [cell.dataset.at]);
      said.textContent = `${add ? "Added to the selection" : "Selected"} in KNIME: ${what}`;
    } catch (error) {
      cell.classList.remove("selected");
      said.textContent = error.message;
    }
  };
  const adds = (event) => event.ctrlKey || event.metaKey || event.shiftKey;
  matrix.classList.add("selectable");
  matrix.addEventListener("click", (event) => {
    const cell = event.target.closest("td[data-at]");
    if (cell) {
      pick(cell, adds(event));
    }
  });
  matrix.addEventListener("keydown", (event) => {
    const cell = matrix.querySelector(".chosen");
    if (cell && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      pick(cell, adds(event));
    }
  });
  matrix.append(note(HINT));
  return matrix;
};
