import { comparison } from "./comparison.js";
import { h } from "./dom.js";
import { gallery } from "./gallery.js";
import { initialData } from "./knime.js";
import { network } from "./network.js";
import { scores } from "./scores.js";
import { training } from "./training.js";

const message = (text) => h("p", { class: "message", role: "status" }, text);

const views = { training, scores, comparison, gallery, network, message: ({ text }) => [message(text)] };

const parts = (data) =>
  data && Object.hasOwn(views, data.view)
    ? views[data.view](data)
    : [message("The data of this view cannot be read. Execute the node again.")];

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
    show([message("The data of this view are incomplete. Execute the node again.")]);
  }
};

open();
