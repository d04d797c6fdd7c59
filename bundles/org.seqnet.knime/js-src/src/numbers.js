const NONE = "–";

export const known = (value) => typeof value === "number" && Number.isFinite(value);

const integer = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
const compact = new Intl.NumberFormat("en-US", { notation: "compact" });

export const count = (value) => (known(value) ? integer.format(value) : NONE);

export const percent = (value, digits = 1) => (known(value) ? `${(100 * value).toFixed(digits)}%` : NONE);

/** A share that a user entered, with as many digits as it has. */
export const typedPercent = (value) => (known(value) ? `${Number((100 * value).toFixed(4))}%` : NONE);

/** With so many decimal places; in scientific notation where these would all be 0, or the number too long. */
export const decimal = (value, digits = 4) => {
  if (!known(value)) return NONE;
  const size = Math.abs(value);
  const readable = size === 0 || (size >= 0.5 * 10 ** -digits && size < 1e6);
  return readable ? value.toFixed(digits) : value.toExponential(2);
};

/** An amount in any unit, with at least four significant digits. */
export const amount = (value) => {
  if (!known(value)) return NONE;
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e9)) return value.toExponential(3);
  return size >= 1000 ? count(value) : String(Number(value.toPrecision(4)));
};

/** A number per second. */
export const rate = (value) => (value > 0 && value < 10 ? String(Number(value.toPrecision(2))) : count(value));

export const seconds = (value) => {
  if (!known(value)) return NONE;
  if (value > 0 && value < 0.1) return `${Number((1000 * value).toPrecision(2))} ms`;
  if (value < 10) return `${value.toFixed(1)} s`;
  const whole = Math.round(value);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
};

/** As many digits as distinguish the ticks of an axis. */
const digits = (ticks, most) => {
  const step = ticks.length > 1 ? Math.abs(ticks[1] - ticks[0]) : Math.abs(ticks[0] ?? 1);
  return Math.min(most, Math.max(0, -Math.floor(Math.log10(step || 1) + 1e-9)));
};

/** Each makes a function that formats values, from the ticks of an axis. */
export const decimals = (ticks) => {
  const most = Math.max(...ticks.map(Math.abs));
  if (most >= 1e6) return compact.format;
  if (most > 0 && most < 1e-4) return (value) => (value === 0 ? "0" : Number(value.toPrecision(3)).toExponential());
  return (value) => decimal(value, digits(ticks, 6));
};
export const percents = (ticks) => (value) => percent(value, digits(ticks.map((tick) => 100 * tick), 4));
export const counts = (ticks) => {
  if (ticks.at(-1) >= 1e6) return compact.format;
  return ticks.at(-1) >= 10 ? count : decimals(ticks);
};
