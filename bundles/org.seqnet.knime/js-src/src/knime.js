/*
 * How a page talks to the KNIME that shows it in a frame: it posts a request with a method and its parameters to the
 * parent window and gets a response of the same number.
 */

const PATIENCE_MS = 10000;

let requests = 0;

const call = (method, ...params) =>
  new Promise((resolve, reject) => {
    const requestId = `seqnet-${++requests}`;
    const end = () => {
      clearTimeout(timer);
      removeEventListener("message", receive);
    };
    const receive = ({ data, source }) => {
      if (source === parent && data?.type === "UIExtensionResponse" && data.requestId === requestId) {
        end();
        resolve(data.payload);
      }
    };
    const timer = setTimeout(() => {
      end();
      reject(new Error("KNIME is not responding. Close and reopen the view."));
    }, PATIENCE_MS);
    addEventListener("message", receive);
    parent.postMessage({ type: "UIExtensionRequest", requestId, payload: { method, params } }, "*");
  });

const parsed = (value) => (typeof value === "string" && value !== "" ? JSON.parse(value) : value);

/** Which node the page is of; empty outside KNIME. */
let node = {};

/** Tells whether there is a KNIME that can select rows. */
export const canSelect = () => Boolean(node.nodeId);

/**
 * Selects rows of the node's input in KNIME, for all views of the table.
 *
 * @param mode "REPLACE" what is selected, "ADD" to it, or "REMOVE" from it
 * @param selection what stands for the rows; the node's SelectedRows knows which these are
 */
export const select = (mode, selection) => call("updateDataPointSelection", { ...node, mode, selection });

/** Returns what the node gives its view, or throws an error whose message is for the reader. */
export const initialData = async () => {
  const config = await call("getConfig");
  parent.postMessage({ type: "UIExtensionReady" }, "*");
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) {
      parent.postMessage({ type: "UIExtensionEscapePressed" }, "*");
    }
  });
  const { nodeId, projectId, workflowId, extensionType } = config;
  node = { nodeId, projectId, workflowId };
  const answer =
    config.initialData ??
    (await call("callNodeDataService", {
      nodeId,
      projectId,
      workflowId,
      extensionType,
      serviceType: "initial_data",
      dataServiceRequest: "",
    }));
  try {
    const { result, userError, internalError } = parsed(answer);
    const error = userError ?? internalError;
    if (error) {
      return { view: "message", text: error.message ?? error.title ?? "The data of this view cannot be displayed." };
    }
    return parsed(result);
  } catch {
    throw new Error("The data of this view cannot be loaded. Execute the node again.");
  }
};
