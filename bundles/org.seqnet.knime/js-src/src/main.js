import { comparison, comparisonShape } from "./comparison.js";
import { h } from "./dom.js";
import { explainer, explainerShape } from "./explainer.js";
import { forecast, forecastShape } from "./forecast.js";
import { gallery, galleryShape } from "./gallery.js";
import { initialData } from "./knime.js";
import { multilabel, multilabelShape } from "./multilabel.js";
import { network, networkShape } from "./network.js";
import { scores, scoresShape } from "./scores.js";
import { has, text } from "./shape.js";
import { steps, stepsShape } from "./steps.js";
import { showFullTexts } from "./tooltip.js";
import { training, trainingShape } from "./training.js";
import { valueComparison, valueComparisonShape } from "./valuecomparison.js";

const message = (text) => h("p", { class: "message", role: "status" }, text);

/** The views by their names: the shape of their data, and the function that draws them. */
const views = {
  training: [trainingShape, training],
  scores: [scoresShape, scores],
  multilabel: [multilabelShape, multilabel],
  steps: [stepsShape, steps],
  comparison: [comparisonShape, comparison],
  valueComparison: [valueComparisonShape, valueComparison],
  explainer: [explainerShape, explainer],
  forecast: [forecastShape, forecast],
  gallery: [galleryShape, gallery],
  network: [networkShape, network],
  message: [{ text }, ({ text }) => [message(text)]],
};

const parts = (data) => {
  if (!data || !Object.hasOwn(views, data.view)) {
    return [message("The data of this view cannot be loaded. Execute the node again.")];
  }
  const [shape, draw] = views[data.view];
  if (!has(data, shape)) {
    throw new Error("damaged");
  }
  return draw(data);
};

const show = (elements) =>
  document.querySelector("main").replaceChildren(...elements.filter((element) => element !== null));

const open = async () => {
  let data;
  try {
    data = await initialData();
  } catch (error) {
    return show([message(error.message)]);
  }
  try {
    show(parts(data));
  } catch {
    show([message("The data of this view is incomplete. Execute the node again.")]);
  }
};

showFullTexts();
open();
