const NONE = "–";

const known = (value) => typeof value === "number" && Number.isFinite(value);

const integer = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });

export const count = (value) => (known(value) ? integer.format(value) : NONE);

export const percent = (value, digits = 1) => (known(value) ? `${(100 * value).toFixed(digits)} %` : NONE);

/** A share that somebody typed, with as many digits as it has. */
export const typedPercent = (value) => (known(value) ? `${Number((100 * value).toFixed(4))} %` : NONE);

export const decimal = (value, digits = 4) => (known(value) ? value.toFixed(digits) : NONE);

export const seconds = (value) => {
  if (!known(value)) return NONE;
  if (value < 10) return `${value.toFixed(1)} s`;
  const whole = Math.round(value);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
};

/** As many digits as tell the ticks of an axis apart. */
const digits = (ticks, most) => {
  const step = ticks.length > 1 ? Math.abs(ticks[1] - ticks[0]) : Math.abs(ticks[0] ?? 1);
  return Math.min(most, Math.max(0, -Math.floor(Math.log10(step || 1) + 1e-9)));
};

/** Each makes a function that writes values, of the ticks of an axis. */
export const decimals = (ticks) => (value) => decimal(value, digits(ticks, 6));
export const percents = (ticks) => (value) => percent(value, digits(ticks.map((tick) => 100 * tick), 4));
export const counts = (ticks) => (ticks.at(-1) >= 10 ? count : decimals(ticks));
