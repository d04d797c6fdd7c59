/*
 * What the data of a view must look like, so that nothing is drawn from data that are damaged. A shape is a function
 * that checks a value, an object with the shapes of its members, or a list with the shape of all elements.
 */

export const number = (value) => Number.isFinite(value);
export const text = (value) => typeof value === "string";
export const truth = (value) => typeof value === "boolean";
/** A picture inside the page: it asks for no other. */
export const picture = (value) => text(value) && value.startsWith("data:image/png;base64,");

export const maybe = (shape) => (value) => value === null || has(value, shape);
/** A member that need not be there. */
export const optional = (shape) => (value) => value === undefined || value === null || has(value, shape);

export const has = (value, shape) => {
  if (typeof shape === "function") return shape(value);
  if (Array.isArray(shape)) return Array.isArray(value) && value.every((element) => has(element, shape[0]));
  return (
    value !== null &&
    typeof value === "object" &&
    Object.entries(shape).every(([name, member]) => has(value[name], member))
  );
};
